package io.github.stepline.progress;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers the lines of each writer have had: tells repeated lines from new ones and counts those that are missing.
 * The 256 writers heard last are remembered, and of each whether its newest 65,536 numbers came.
 */
final class LineNumbers {
    /** What a number says about its line. */
    enum Verdict {
        NEW,
        REPEATED,
        /** So far behind the newest one that nobody can tell. */
        TOO_OLD
    }

    private static final int MAX_WRITERS = 256;

    private final Map<String, Seen> byWriter = new LinkedHashMap<>(16, 0.75f, true);
    private String lastWriter = "";
    private @Nullable Seen lastSeen;
    private long missingOfForgotten;

    Verdict accept(String writer, long number) {
        return number < 0 ? Verdict.NEW : seen(writer).accept(number);
    }

    private Seen seen(String writer) {
        Seen seen = lastSeen;
        if (seen == null || !writer.equals(lastWriter)) {
            seen = byWriter.computeIfAbsent(writer, unused -> new Seen());
            lastWriter = writer;
            lastSeen = seen;
            forgetEldest();
        }
        return seen;
    }

    private void forgetEldest() {
        if (byWriter.size() > MAX_WRITERS) {
            Map.Entry<String, Seen> eldest = byWriter.entrySet().iterator().next();
            missingOfForgotten = plus(missingOfForgotten, eldest.getValue().missing());
            byWriter.remove(eldest.getKey());
        }
    }

    /** How many numbers between the first and the last one of each writer nobody has had. */
    long missing() {
        long missing = missingOfForgotten;
        for (Seen seen : byWriter.values()) {
            missing = plus(missing, seen.missing());
        }
        return missing;
    }

    private static long plus(long one, long other) {
        return one + other < 0 ? Long.MAX_VALUE : one + other;
    }

    /** The numbers of one writer. */
    private static final class Seen {
        private static final int WINDOW = 65_536;

        /** A bit for each of the newest numbers, at its remainder. */
        private final long[] bits = new long[WINDOW / Long.SIZE];

        private long lowest = -1;
        private long highest = -1;
        private long count;

        Verdict accept(long number) {
            if (count == 0) {
                lowest = number;
                highest = number;
            } else if (number > highest) {
                advance(number);
            } else if (number <= highest - WINDOW) {
                return Verdict.TOO_OLD;
            } else if (isSet(number)) {
                return Verdict.REPEATED;
            }
            lowest = Math.min(lowest, number);
            count++;
            bits[word(number)] |= 1L << number;
            return Verdict.NEW;
        }

        private void advance(long number) {
            if (number - highest >= WINDOW) {
                Arrays.fill(bits, 0);
            } else {
                for (long between = highest + 1; between <= number; between++) {
                    bits[word(between)] &= ~(1L << between);
                }
            }
            highest = number;
        }

        private boolean isSet(long number) {
            return (bits[word(number)] & 1L << number) != 0;
        }

        private static int word(long number) {
            return (int) (number % WINDOW) / Long.SIZE;
        }

        long missing() {
            return count == 0 ? 0 : highest - lowest + 1 - count;
        }
    }
}
