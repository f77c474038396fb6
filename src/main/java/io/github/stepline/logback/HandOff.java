package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.stepline.logback.Losses.Reason;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue with a thread of its own in front of an appender that may hang: a console whose terminal is stopped, a
 * dead socket. When the queue is full, events for this appender are counted and left out; the door never waits.
 */
final class HandOff {
    private static final long IDLE_MS = 100;

    private final Appender<ILoggingEvent> appender;
    private final Delivery delivery;
    private final Losses losses;
    private final ArrayBlockingQueue<DoorEvent> queue;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;

    HandOff(Appender<ILoggingEvent> appender, Delivery delivery, Losses losses, int capacity) {
        this.appender = appender;
        this.delivery = delivery;
        this.losses = losses;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = new Thread(this::deliver, "stepline-" + appender.getName());
        thread.setDaemon(true);
        thread.start();
    }

    void offer(DoorEvent event) {
        if (queue.offer(event)) {
            accepted.incrementAndGet();
        } else {
            losses.count(Reason.SINK_BEHIND);
        }
    }

    /** Waits until everything taken in is delivered, at most until {@code deadlineNanos}; returns what is left. */
    long awaitEmpty(long deadlineNanos) {
        boolean interrupted = false;
        while (done.get() < accepted.get() && System.nanoTime() < deadlineNanos) {
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException ending) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return accepted.get() - done.get();
    }

    void stop() {
        stopping = true;
        thread.interrupt();
    }

    private void deliver() {
        while (!stopping) {
            try {
                DoorEvent event = queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                if (event != null) {
                    delivery.deliver(appender, event);
                    done.incrementAndGet();
                }
            } catch (InterruptedException stopped) {
                // The loop asks whether it was meant; an appender's own interrupt is not.
            }
        }
    }
}
