package io.github.stepline.logback;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes one thread that sleeps for want of work. To ring costs a read as long as the thread is awake; what is read stands
 * on a cache line of its own, away from what the thread writes all the time.
 */
final class Doorbell {
    private static final int AWAKE = 0;
    private static final int ASLEEP = 1;

    /** One state in the middle of two cache lines. */
    private static final int STATE = 32;

    private final AtomicIntegerArray states = new AtomicIntegerArray(2 * STATE);

    /** Called by the thread that wants to sleep; it must look for work between this and {@link #sleep}. */
    void goToSleep() {
        states.set(STATE, ASLEEP);
    }

    /** Sleeps until somebody rings, at most so long. */
    void sleep(long nanos) {
        if (states.get(STATE) == ASLEEP) {
            LockSupport.parkNanos(this, nanos);
        }
        wakeUp();
    }

    void wakeUp() {
        states.set(STATE, AWAKE);
    }

    void ring(Thread sleeper) {
        if (states.get(STATE) == ASLEEP) {
            states.set(STATE, AWAKE);
            LockSupport.unpark(sleeper);
        }
    }
}
