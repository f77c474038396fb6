package io.github.stepline.batch;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The clocks of a run, and the waiting for them. Tests put in their own. */
interface RunTime {
    RunTime SYSTEM = new RunTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
            boolean unused = condition.await(nanos, TimeUnit.NANOSECONDS);
        }
    };

    long nanos();

    Instant now();

    /** Waits for the condition, at most so long, perhaps less. */
    void await(Condition condition, long nanos) throws InterruptedException;
}
