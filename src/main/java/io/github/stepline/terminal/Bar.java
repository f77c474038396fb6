package io.github.stepline.terminal;

import java.util.List;

/** Bars and sparklines. */
final class Bar {
    private Bar() {}

    /** Adds a bar of this many cells, filled to the fraction with the precision of an eighth of a cell. */
    static void draw(RowWriter row, double fraction, int cells, Ink ink, Glyphs glyphs) {
        int steps = glyphs.parts.length();
        long filled = Math.round(Math.max(0, Math.min(1, fraction)) * cells * steps);
        if (fraction < 1 && filled == (long) cells * steps) {
            filled--; // full means done
        }
        int whole = (int) (filled / steps);
        int part = (int) (filled % steps);
        row.put(ink, glyphs.full.repeat(whole) + (part == 0 ? "" : glyphs.parts.charAt(part)));
        row.put(Ink.DIM, glyphs.empty.repeat(cells - whole - (part == 0 ? 0 : 1)));
    }

    /** A line of at most this many cells, as high as each part of the numbers is large. */
    static String spark(List<Long> numbers, int cells, Glyphs glyphs) {
        int size = numbers.size();
        int count = Math.min(cells, size);
        long[] sums = new long[count];
        long highest = 0;
        for (int i = 0; i < count; i++) {
            int end = (i + 1) * size / count;
            for (int j = i * size / count; j < end; j++) {
                sums[i] += numbers.get(j);
            }
            highest = Math.max(highest, sums[i]);
        }
        StringBuilder spark = new StringBuilder(count);
        for (long sum : sums) {
            int top = glyphs.levels.length() - 1;
            spark.append(glyphs.levels.charAt(highest == 0 ? 0 : (int) Math.round((double) sum * top / highest)));
        }
        return spark.toString();
    }
}
