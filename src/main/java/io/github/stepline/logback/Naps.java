package io.github.stepline.logback;

import java.util.concurrent.TimeUnit;

/**
 * How long the worker naps when there is nothing to do: the longer, the fewer events it has found since the nap before. A
 * nap is short enough that a burst does not fill the queue meanwhile. For one thread.
 */
final class Naps {
    /** So many in a row, and the worker sleeps. */
    private static final int MOST = 20;

    /** Where fewer come in a nap, waking up for them is what they cost most. */
    private static final int FEW = 32;

    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long NANOS_OF_A_PLACE = 500;

    private final long longest;
    private long nanos = SHORTEST_NANOS;
    private long foundBefore;
    private int inARow;

    /** @param capacity of the queue */
    Naps(int capacity) {
        longest = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, capacity * NANOS_OF_A_PLACE));
    }

    /** There was something to do. */
    void end() {
        inARow = 0;
    }

    boolean areOver() {
        return inARow >= MOST;
    }

    /** @param found how many events there have been since the beginning */
    long next(long found) {
        inARow++;
        nanos = found - foundBefore >= FEW ? SHORTEST_NANOS : Math.min(longest, 2 * nanos);
        foundBefore = found;
        return nanos;
    }
}
