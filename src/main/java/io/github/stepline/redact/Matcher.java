package io.github.stepline.redact;

/** A rule on text: looks around a keyword that was found and masks what belongs to it. Thread-safe. */
@FunctionalInterface
interface Matcher {
    /** The keyword stands, in any case, from {@code start} until before {@code end}. */
    void match(Scan scan, int start, int end);
}
