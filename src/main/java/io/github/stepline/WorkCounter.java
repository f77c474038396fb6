package io.github.stepline;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/*
 * A sum that many threads add to, and mostly one
 *
 * The thread that adds first owns a sum of its own, which it writes without an atomic instruction; all others share a
 * LongAdder, the plain twin that WorkCounterTest compares with. The own sum stands alone on its cache lines, since the others
 * read what would stand beside it. The gain is in docs/performance.md.
 */
final class WorkCounter {
    /** Longs on two cache lines: processors fetch them in pairs. */
    private static final int LINE = 16;

    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
    private final AtomicLongArray owned = new AtomicLongArray(2 * LINE + 1);
    private final LongAdder shared = new LongAdder();

    /** Begins with what was counted elsewhere; whoever says so need not be the one who will add. */
    void begin(long amount) {
        shared.add(amount);
    }

    void add(long amount) {
        Thread caller = Thread.currentThread();
        if (owner.getPlain() == caller || claim(caller)) {
            owned.setRelease(LINE, owned.getPlain(LINE) + amount); // nobody else writes it
        } else {
            shared.add(amount);
        }
    }

    /** The first thread that asks gets it. */
    private boolean claim(Thread caller) {
        return owner.getPlain() == null && owner.compareAndSet(null, caller);
    }

    /** What was added until now; what others add meanwhile may be in it or not. */
    long sum() {
        return owned.getAcquire(LINE) + shared.sum();
    }
}
