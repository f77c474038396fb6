package io.github.stepline.terminal;

/** How many colours may be used. */
enum Palette {
    NONE,
    /** The eight that every terminal has. */
    BASIC,
    /** 256. */
    FULL
}
