package io.github.stepline.terminal;

/**
 * A row of the region.
 *
 * @param text what is written, escape sequences of its colours included, all of them closed
 * @param width the columns that it takes
 */
record Row(String text, int width) {}
