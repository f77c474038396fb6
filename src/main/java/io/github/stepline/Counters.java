package io.github.stepline;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What a step has counted, and what of it has been said. */
final class Counters {
    private static final long UNKNOWN = -1;

    private final WorkCounter current = new WorkCounter();
    private volatile long total = UNKNOWN;
    private volatile @Nullable String unit;

    private final AtomicBoolean isWatched = new AtomicBoolean();

    /* The ticker's own, from one thread. */
    private long saidCurrent;
    private long saidTotal = UNKNOWN;
    private long keptCurrent;
    private long keptTotal = UNKNOWN;
    private long keptNanos = Time.nanos();

    /** Whether the step of these has to be taken in by the ticker; true once until {@link #unwatch}. */
    boolean watch() {
        return isWatched.compareAndSet(false, true);
    }

    void unwatch() {
        isWatched.set(false);
    }

    void add(long amount) {
        current.add(amount);
    }

    void total(long newTotal) {
        total = newTotal;
    }

    void unit(@Nullable String newUnit) {
        unit = newUnit;
    }

    /** Begins with what the start of the step announced. */
    void take(Progress announced) {
        total = announced.total() == null ? UNKNOWN : announced.total();
        saidTotal = total;
        keptTotal = total;
        unit = announced.unit();
        if (announced.current() != null) {
            current.begin(announced.current());
            saidCurrent = announced.current();
            keptCurrent = announced.current();
        }
    }

    EventBuilder fill(EventBuilder event) {
        event.current(current.sum());
        if (total != UNKNOWN) {
            event.total(total);
        }
        return unit == null ? event : event.unit(unit);
    }

    /** Whether there is something that nobody has heard, or it is time that a file keeps what was heard. */
    boolean hasNews(long nowNanos, long keepEveryNanos) {
        long now = current.sum();
        boolean isHeard = now == saidCurrent && total == saidTotal;
        boolean isKept = now == keptCurrent && total == keptTotal;
        return !isHeard || (!isKept && isTimeToKeep(nowNanos, keepEveryNanos));
    }

    /** Notes that the news is being said; returns whether this time a file shall keep it. */
    boolean takeNews(long nowNanos, long keepEveryNanos) {
        saidCurrent = current.sum();
        saidTotal = total;
        if (!isTimeToKeep(nowNanos, keepEveryNanos)) {
            return false;
        }
        keptCurrent = saidCurrent;
        keptTotal = saidTotal;
        keptNanos = nowNanos;
        return true;
    }

    private boolean isTimeToKeep(long nowNanos, long keepEveryNanos) {
        return nowNanos - keptNanos >= keepEveryNanos;
    }
}
