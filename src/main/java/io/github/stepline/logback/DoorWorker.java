package io.github.stepline.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.stepline.LogEvent;
import io.github.stepline.logback.Losses.Reason;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/*
 * What happens behind the queue
 *
 * One thread at a time holds the delivery lock and takes events from the ring: the worker, or, when the JVM ends, each
 * caller for itself (write-through). Whoever holds it enriches, masks, numbers and hands on, and flushes the files when
 * the ring is empty or a batch is full. So nothing here but the queue and a few counters is shared.
 *
 * Sleep. The worker naps for a millisecond some times when the ring is empty, and only then sleeps until a producer
 * wakes it. A producer pays for a wake-up only in that case: the first event of a burst.
 *
 * Numbers. An event takes the next number when it is handed on; a dropped one uses up a number at the next batch. So in
 * a file a gap proves a loss.
 */
final class DoorWorker {
    private static final int MAX_BATCH = 1_024;
    private static final int NAPS = 50;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final EventRing ring;
    private final Translator translator;
    private final Losses losses;
    private final HealthReport health;
    private final Delivery delivery;
    private final List<Appender<ILoggingEvent>> files;
    private final List<HandOff> others;
    private final LoggerContext context;
    private final Supplier<List<LogEvent>> warnings;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong written = new AtomicLong();
    private final String writer = Writer.newName();
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean stopping;
    private long seq;
    private long droppedSeen;
    private boolean warned;

    DoorWorker(
            String name,
            EventRing ring,
            Translator translator,
            Losses losses,
            Delivery delivery,
            List<Appender<ILoggingEvent>> files,
            List<HandOff> others,
            LoggerContext context,
            Supplier<List<LogEvent>> warnings) {
        this.ring = ring;
        this.translator = translator;
        this.losses = losses;
        this.health = new HealthReport(losses);
        this.delivery = delivery;
        this.files = files;
        this.others = others;
        this.context = context;
        this.warnings = warnings;
        this.thread = new Thread(this::work, "stepline-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Events that were handed to every appender. */
    long written() {
        return written.get();
    }

    boolean isThisThread() {
        return Thread.currentThread() == thread;
    }

    /** Called after each event that was put into the ring. */
    void wake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private void work() {
        int naps = 0;
        while (!stopping || !ring.isEmpty()) {
            if (drain(Long.MAX_VALUE)) {
                naps = 0;
            } else if (naps++ < NAPS) {
                LockSupport.parkNanos(this, NAP_NANOS);
            } else {
                sleep();
            }
            Thread.interrupted(); // an appender's business; the worker goes on
        }
    }

    private void sleep() {
        asleep = true;
        if (ring.isEmpty() && !stopping) {
            LockSupport.parkNanos(this, SLEEP_NANOS);
        }
        asleep = false;
    }

    /** Hands on what is there, at most one batch; returns whether there was anything. Waits for the lock till then. */
    boolean drain(long deadlineNanos) {
        if (!lockUntil(deadlineNanos)) {
            return false;
        }
        try {
            if (!ring.isEmpty()) {
                sayWarnings();
            }
            int done = 0;
            boolean mustFlush = false;
            for (DoorEvent event = ring.poll(); event != null; event = ring.poll()) {
                handOn(event);
                written.incrementAndGet();
                mustFlush |= event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.ERROR);
                if (++done == MAX_BATCH || mustFlush) {
                    break;
                }
            }
            sayLosses(false);
            if (done > 0) {
                flush();
            }
            return done > 0;
        } catch (Throwable thrown) {
            losses.count(Reason.SINK_FAILED);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean lockUntil(long deadlineNanos) {
        if (deadlineNanos == Long.MAX_VALUE) {
            lock.lock();
            return true;
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lock.tryLock(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void handOn(DoorEvent event) {
        boolean isTick = Translator.isTransient(event);
        if (!translator.prepare(event)) {
            losses.count(Reason.REDACTION_FAILED);
        }
        if (!isTick) {
            numberOf(event);
        }
        for (Appender<ILoggingEvent> file : files) {
            delivery.deliver(file, event);
        }
        for (HandOff other : others) {
            other.offer(event);
        }
    }

    private void numberOf(DoorEvent event) {
        long dropped = losses.get(Reason.DROPPED) + losses.get(Reason.RECURSIVE);
        seq += 1 + dropped - droppedSeen;
        droppedSeen = dropped;
        event.number(writer, seq);
    }

    private void sayLosses(boolean isLast) {
        LogEvent report = health.next(System.nanoTime(), isLast);
        if (report != null) {
            sayOwn(report);
        }
    }

    /** Says an event of the door's own, past the queue; with the lock held. */
    private void sayOwn(LogEvent own) {
        Logger logger = context.getLogger("events.runner");
        LoggingEvent source = new LoggingEvent(
                DoorWorker.class.getName(), logger, ch.qos.logback.classic.Level.WARN, own.message(), null, null);
        handOn(new DoorEvent(source, own, null, 0));
    }

    /** What is dangerous in the configuration, before the first event. */
    private void sayWarnings() {
        if (!warned) {
            warned = true;
            warnings.get().forEach(this::sayOwn);
        }
    }

    private void flush() {
        for (Appender<ILoggingEvent> file : files) {
            if (file instanceof LineFileAppender lines) {
                lines.flush();
            }
        }
    }

    /**
     * Empties everything within the time that is left: the ring, the last report of losses, the queues of appenders that
     * are no files. Returns how many events were left behind.
     */
    long drainAll(long deadlineNanos) {
        while (!ring.isEmpty() && System.nanoTime() < deadlineNanos) {
            if (!drain(deadlineNanos)) {
                LockSupport.parkNanos(this, NAP_NANOS); // a producer has claimed a place and is about to fill it
            }
        }
        if (lockUntil(deadlineNanos)) {
            try {
                sayLosses(true);
                flush();
            } finally {
                lock.unlock();
            }
        }
        long left = ring.tail() - ring.head();
        for (HandOff other : others) {
            left += other.awaitEmpty(deadlineNanos);
        }
        return left;
    }

    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        others.forEach(HandOff::stop);
    }
}
