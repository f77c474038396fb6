package io.github.stepline.terminal;

/** Something that scrolls above the region and stays. */
sealed interface Scrolled permits LogLine, RunEnd {
    /** Adds its lines, each with the newline behind it; nothing when there is nothing to show. */
    void appendTo(StringBuilder out, Theme theme, String newline);
}
