package io.github.stepline.logback;

import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.stepline.logback.Losses.Reason;
import java.io.Flushable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A bounded queue with a thread of its own in front of an appender that may hang: a console whose terminal is stopped, a
 * dead socket. When the queue is full, events for this appender are counted and left out, WARN and above last; the door
 * never waits. The thread stops the appender when it ends, because one that hangs may hold the lock that stopping it takes.
 */
final class HandOff {
    /**
     * While events come in, the thread looks every so often and not for each: waking up costs more than delivering. What
     * the door and a live console take besides must leave a line within 50 ms.
     */
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final Appender<ILoggingEvent> appender;
    private final Delivery delivery;
    private final Losses losses;
    private final int capacity;
    private final ArrayBlockingQueue<DoorEvent> queue;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;
    private boolean wasBusy;

    HandOff(Appender<ILoggingEvent> appender, Delivery delivery, Losses losses, int capacity) {
        this.appender = appender;
        this.delivery = delivery;
        this.losses = losses;
        this.capacity = capacity;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = new Thread(this::deliver, "stepline-" + appender.getName());
        thread.setDaemon(true);
        thread.start();
    }

    /** Called by one thread at a time. */
    void offer(DoorEvent event) {
        int reserve = Room.reserve(event.getLevel().toInt(), capacity);
        if (queue.remainingCapacity() > reserve) {
            accepted.incrementAndGet();
            queue.add(event);
            if (queue.remainingCapacity() < capacity / 2) {
                LockSupport.unpark(thread);
            }
        } else {
            losses.count(Reason.SINK_BEHIND);
        }
    }

    /** Whether its filters deny an event, as far as they are known and so can't hang. Called by any thread. */
    boolean denies(ILoggingEvent event) {
        if (!(appender instanceof UnsynchronizedAppenderBase || appender instanceof AppenderBase)) {
            return false; // who knows what it does when it is asked
        }
        for (Filter<ILoggingEvent> filter : appender.getCopyOfAttachedFiltersList()) {
            boolean isKnown = filter instanceof ItemFilter
                    || filter instanceof TransientFilter
                    || filter.getClass() == ThresholdFilter.class;
            FilterReply reply = isKnown ? filter.decide(event) : FilterReply.ACCEPT;
            if (reply != FilterReply.NEUTRAL) {
                return reply == FilterReply.DENY;
            }
        }
        return false;
    }

    /** Waits until everything taken in by now is delivered, at most until the deadline; returns what is left of it. */
    long awaitEmpty(long deadlineNanos) {
        long upTo = accepted.get();
        boolean interrupted = false;
        while (done.get() < upTo && System.nanoTime() - deadlineNanos < 0) {
            LockSupport.unpark(thread);
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException ending) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Math.max(0, upTo - done.get());
    }

    /** On the caller's thread; an appender that keeps lines back for a while shows them, and may be waited for. */
    void flush() {
        if (appender instanceof Flushable shown) {
            delivery.flush(appender, shown);
        }
    }

    /** Lets the thread end after the event that it delivers, and then stop the appender. */
    Thread stop() {
        stopping = true;
        thread.interrupt();
        return thread;
    }

    private void deliver() {
        while (!stopping) {
            try {
                DoorEvent event = next();
                int before = Delivery.enter(event.generation());
                try {
                    delivery.deliver(appender, event);
                } finally {
                    Delivery.leave(before);
                    done.incrementAndGet();
                }
            } catch (InterruptedException stopped) {
                // The loop asks whether it was meant; an appender's own interrupt is not.
            } catch (Throwable thrown) {
                // Counted already; it came from whoever listens to the report of it.
            }
        }
        delivery.stop(appender);
    }

    private DoorEvent next() throws InterruptedException {
        DoorEvent event = queue.poll();
        if (event == null && wasBusy) {
            LockSupport.parkNanos(this, NAP_NANOS);
            event = queue.poll();
        }
        wasBusy = event != null;
        return event != null ? event : nextAfterPause();
    }

    private DoorEvent nextAfterPause() throws InterruptedException {
        DoorEvent event = queue.take();
        wasBusy = true;
        return event;
    }
}
