package io.github.stepline.terminal;

/** Something that scrolls above the region and stays. */
sealed interface Scrolled permits LogLine, RunEnd {
    /** Its lines, each but the last followed by a newline; empty when there is nothing to show. */
    String rendered(Theme theme);
}
