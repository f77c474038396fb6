package io.github.stepline.logback;

import ch.qos.logback.classic.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes events into the ring, and decides what becomes of one for which there is no room. Thread-safe. */
final class Room {
    private static final long MIN_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** For each place of the queue: some in a hundred are free when a waiting caller looks again, for that costs it 20 µs. */
    private static final long WAIT_NANOS_PER_PLACE = 200;

    private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    enum Overflow {
        BLOCK,
        DROP
    }

    private final EventRing ring;
    private final Overflow overflow;
    private final long maxWaitNanos;

    /** How far the worker was when a caller waited in vain; nobody waits again until it gets on. */
    private volatile long stuckAt = -1;

    Room(EventRing ring, Overflow overflow, long maxWaitNanos) {
        this.ring = ring;
        this.overflow = overflow;
        this.maxWaitNanos = maxWaitNanos;
    }

    /** False when the event is lost. */
    boolean take(DoorEvent event, DoorWorker worker) {
        if (overflow == Overflow.DROP) {
            return ring.offer(event, reserve(event.getLevel().toInt(), ring.capacity()));
        }
        return ring.offer(event, 0) || waitForRoom(event, worker);
    }

    /** How many places must stay free for what matters more. */
    static int reserve(int level, int capacity) {
        if (level >= Level.WARN_INT) {
            return 0;
        }
        int tenths = level >= Level.INFO_INT ? 1 : level >= Level.DEBUG_INT ? 2 : 3;
        return capacity * tenths / 10;
    }

    private boolean waitForRoom(DoorEvent event, DoorWorker worker) {
        boolean interrupted = false;
        worker.hurry();
        long steps = worker.steps();
        long since = System.nanoTime();
        long wait = Math.max(MIN_WAIT_NANOS, Math.min(MAX_WAIT_NANOS, ring.capacity() * WAIT_NANOS_PER_PLACE));
        try {
            while (!ring.offer(event, 0)) {
                if (worker.steps() != steps) {
                    steps = worker.steps();
                    since = System.nanoTime();
                } else if (ring.isClosed() || stuckAt == steps || System.nanoTime() - since >= maxWaitNanos) {
                    stuckAt = steps;
                    return false;
                }
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(this, wait);
                wait = Math.min(MAX_WAIT_NANOS, 2 * wait); // many waiting callers would take the CPU from the worker
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
