package io.github.stepline.logback;

import org.jspecify.annotations.Nullable;

/**
 * A rule of one's own inside {@link RedactingAsyncAppender}:
 *
 * <pre>{@code
 * <rule>
 *   <name>customer-number</name>
 *   <keyword>KD-</keyword>
 *   <pattern>KD-[0-9]{8}</pattern>
 * </rule>
 * }</pre>
 *
 * <p>Where a text holds the keyword, in any case, each match of the pattern is masked, or its first group when it has
 * one. A pattern that runs away is stopped and takes the whole text with it.
 */
public final class RedactionRule {
    private @Nullable String name;
    private @Nullable String keyword;
    private @Nullable String pattern;

    /** What the mask says: {@code [redacted:customer-number]}; letters, digits, dots and dashes. */
    public void setName(String name) {
        this.name = name;
    }

    /** A literal that every match has in it or near it; the pattern is not tried on texts without. */
    public void setKeyword(String keyword) {
        this.keyword = keyword;
    }

    /** A regular expression of {@code java.util.regex}. */
    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    String name() {
        return name == null ? "" : name.strip();
    }

    String keyword() {
        return keyword == null ? "" : keyword.strip();
    }

    String pattern() {
        return pattern == null ? "" : pattern.strip();
    }
}
