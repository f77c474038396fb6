package io.github.stepline.batch;

/** Counts durations in buckets of a sixteenth of a power of two, so that any part of them is known within some 6 %. */
final class Durations {
    private static final int STEPS = 16;
    private static final int SHIFT = 4;

    private final long[] counts = new long[64 * STEPS];
    private long count;
    private long longest;

    void add(long nanos) {
        long positive = Math.max(0, nanos);
        counts[bucket(positive)]++;
        count++;
        longest = Math.max(longest, positive);
    }

    long count() {
        return count;
    }

    long longest() {
        return longest;
    }

    /** The time within which this part of them, from 0 to 1, has ended. */
    long within(double part) {
        long needed = (long) Math.ceil(part * count);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= needed && seen > 0) {
                return Math.min(longest, top(bucket));
            }
        }
        return longest;
    }

    private static int bucket(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        return (power - SHIFT + 1) * STEPS + (int) (nanos >>> (power - SHIFT) & (STEPS - 1));
    }

    private static long top(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return ((long) (STEPS + bucket % STEPS + 1) << shift) - 1;
    }
}
