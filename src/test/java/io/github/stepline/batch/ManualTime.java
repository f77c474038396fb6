package io.github.stepline.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** A clock that only the test moves. Whoever waits looks again every millisecond of real time. */
final class ManualTime implements RunTime {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private static final long LONGEST_LOOK_NANOS = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private volatile boolean passesForWaitingWorkers;

    /** From now on a worker that waits for a retry finds that the time until then has passed. */
    void passForWaitingWorkers() {
        passesForWaitingWorkers = true;
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public void await(Condition condition, long nanos) throws InterruptedException {
        if (passesForWaitingWorkers && nanos > LONGEST_LOOK_NANOS && nanos < 60 * LONGEST_LOOK_NANOS) {
            this.nanos.addAndGet(nanos);
        }
        boolean unused = condition.await(1, TimeUnit.MILLISECONDS);
    }
}
