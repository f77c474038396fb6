package io.github.stepline.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much was done when, in a fixed number of buckets whose width doubles when the time no longer fits. Buckets lie on
 * multiples of their width since the epoch, so the same additions give the same buckets in any order.
 */
final class TrendBuckets {
    static final int SIZE = 60;
    private static final long FIRST_WIDTH_MS = 1_000;

    private final long[] done = new long[SIZE];
    private long width = FIRST_WIDTH_MS;

    /** The number of the first bucket since the epoch. */
    private long first;

    private int used;

    void add(long at, long amount) {
        if (used == 0) {
            first = Math.floorDiv(at, width);
            used = 1;
        }
        while (span(at) > SIZE) {
            widen();
        }
        long bucket = Math.floorDiv(at, width);
        if (bucket < first) {
            shift((int) (first - bucket));
        }
        int place = (int) (bucket - first);
        used = Math.max(used, place + 1);
        done[place] += amount;
    }

    /** How many buckets there would be with one for that time. */
    private long span(long at) {
        long bucket = Math.floorDiv(at, width);
        return Math.max(first + used - 1, bucket) - Math.min(first, bucket) + 1;
    }

    private void shift(int places) {
        System.arraycopy(done, 0, done, places, used);
        Arrays.fill(done, 0, places, 0);
        first -= places;
        used += places;
    }

    private void widen() {
        long newFirst = Math.floorDiv(first, 2);
        int newUsed = (int) (Math.floorDiv(first + used - 1, 2) - newFirst) + 1;
        for (int i = 0; i < used; i++) {
            long amount = done[i];
            done[i] = 0;
            done[(int) (Math.floorDiv(first + i, 2) - newFirst)] += amount;
        }
        first = newFirst;
        used = newUsed;
        width *= 2;
    }

    Trend trend() {
        if (used == 0) {
            return Trend.NONE;
        }
        List<Long> amounts = new ArrayList<>(used);
        for (int i = 0; i < used; i++) {
            amounts.add(done[i]);
        }
        return new Trend(Instant.ofEpochMilli(first * width), width, amounts);
    }
}
