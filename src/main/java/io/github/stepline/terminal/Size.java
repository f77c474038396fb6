package io.github.stepline.terminal;

/** The size of a terminal in characters. */
record Size(int columns, int rows) {}
