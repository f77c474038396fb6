package io.github.stepline.terminal;

/**
 * How a region looks.
 *
 * @param palette the colours that may be used
 * @param glyphs the signs that it is drawn with
 * @param options names, colours, widths and limits
 */
record Theme(Palette palette, Glyphs glyphs, Options options) {}
