package io.github.stepline.terminal;

/** What a console shows. */
enum Mode {
    /** Lines scroll above a live region; needs a terminal. */
    RICH,
    /** Whole lines, and every now and then how far it is. */
    SIMPLE,
    /** One snapshot a line, for machines; no log lines. */
    JSON,
    /** Nothing. */
    NONE
}
