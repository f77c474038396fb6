package io.github.stepline.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import io.github.stepline.logback.Losses.Reason;
import java.util.ArrayList;
import java.util.Arrays;
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
 * caller for itself (write-through). Whoever holds it takes a batch, enriches, masks and numbers each event of it, hands
 * all of them to one appender after the other, and flushes the files. So nothing here but the queue and a few counters is shared.
 *
 * Sleep. The worker naps for some milliseconds a few times when the ring is empty, and only then sleeps until a producer
 * wakes it. A producer pays for a wake-up only in that case, the first event of a burst, and when it finds the ring full.
 *
 * Numbers. An event takes the next number when it is handed on; a dropped one uses up a number at the next batch. So in
 * a file a gap proves a loss.
 */
final class DoorWorker {
    private static final int MAX_BATCH = 256;

    /** A batch makes room when it is done; so that producers go on meanwhile, it is but a part of the ring. */
    private static final int BATCHES_OF_RING = 4;

    private static final long RETRY_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Of a report of losses: what is said about it is refused and not reported, or the reports would never end. */
    private static final int REPORT_GENERATION = 2;

    private final EventRing ring;
    private final Translator translator;
    private final Losses losses;
    private final HealthReport health;
    private final Delivery delivery;
    private final Appender<ILoggingEvent>[] files;
    private final HandOff[] others;
    private final LoggerContext context;
    private final Supplier<List<LogEvent>> warnings;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final String writer = Writer.newName();
    private final DoorEvent[] batch = new DoorEvent[MAX_BATCH];
    private final Thread thread;
    private final Doorbell bell = new Doorbell();
    private volatile boolean stopping;
    private long seq;
    private long droppedSeen;
    private boolean warned;
    private boolean unflushed;

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
        this.files = arrayOf(files);
        this.others = others.toArray(HandOff[]::new);
        this.context = context;
        this.warnings = warnings;
        this.thread = new Thread(this::work, "stepline-" + name);
        thread.setDaemon(true);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know nothing of type arguments
    private static Appender<ILoggingEvent>[] arrayOf(List<Appender<ILoggingEvent>> files) {
        return files.toArray(new Appender[0]);
    }

    void start() {
        thread.start();
    }

    /** Events that were handed to every appender. */
    long written() {
        return written.get();
    }

    /** Grows whenever an appender has come back with an event: a slow one is no dead one. */
    long steps() {
        return steps.get();
    }

    /** Whether anybody behind the door may take it, as far as that is known; on the caller's thread. */
    boolean isWanted(ILoggingEvent event) {
        if (files.length > 0 || translator.enriches()) {
            return true;
        }
        for (HandOff other : others) {
            if (!other.denies(event)) {
                return true;
            }
        }
        return false;
    }

    /** Called after each event that was put into the ring. */
    void wake() {
        bell.ring(thread);
    }

    /** Ends a nap: the ring is full. */
    void hurry() {
        LockSupport.unpark(thread);
    }

    private void work() {
        Naps naps = new Naps(ring.capacity());
        while (!stopping) {
            try {
                if (drain(Long.MAX_VALUE)) {
                    naps.end();
                } else if (!naps.areOver() || !ring.isEmpty()) {
                    LockSupport.parkNanos(this, naps.next(written.getPlain()));
                } else {
                    sleep();
                    retryFiles();
                }
            } catch (Throwable thrown) {
                losses.count(Reason.SINK_FAILED); // no error may end the worker
            }
            Thread.interrupted(); // an appender's business; the worker goes on
        }
        for (Appender<ILoggingEvent> file : files) {
            delivery.stop(file);
        }
    }

    /** What a full disk kept in a buffer is written without waiting for another event. */
    private void retryFiles() {
        lock.lock();
        try {
            unflushed = true;
            flush();
        } finally {
            lock.unlock();
        }
    }

    private void sleep() {
        bell.goToSleep();
        if (ring.isEmpty() && !stopping) {
            bell.sleep(SLEEP_NANOS);
        } else {
            bell.wakeUp();
        }
    }

    /** Hands on what is there, at most one batch; returns whether there was anything. Waits for the lock till then. */
    boolean drain(long deadlineNanos) {
        if (!lockUntil(deadlineNanos)) {
            return false;
        }
        int before = Delivery.enter(0);
        try {
            if (!ring.isEmpty()) {
                sayWarnings();
            }
            countDropped();
            int count = nextBatch();
            try {
                handOn(count);
            } finally {
                written.setRelease(written.getPlain() + count); // nobody else writes it: we hold the lock
                ring.remove(count);
            }
            sayLosses(false);
            flush();
            return count > 0;
        } catch (Throwable thrown) {
            losses.count(Reason.SINK_FAILED);
            return true;
        } finally {
            Delivery.leave(before);
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

    /** Looks at what comes next; an event that must be in the files before anything else is the last of its batch. */
    private int nextBatch() {
        int most = Math.min(MAX_BATCH, Math.max(1, ring.capacity() / BATCHES_OF_RING));
        int count = 0;
        boolean isUrgent = false;
        while (count < most && !isUrgent) {
            DoorEvent event = ring.peek(count);
            if (event == null) {
                break;
            }
            batch[count++] = event;
            isUrgent = event.event().level().compareTo(Level.ERROR) >= 0;
        }
        return count;
    }

    private void handOn(int count) {
        int to;
        for (int from = 0; from < count; from = to) {
            int generation = batch[from].generation();
            to = from + 1;
            while (to < count && batch[to].generation() == generation) {
                to++;
            }
            int before = Delivery.enter(generation);
            try {
                handOn(from, to);
            } finally {
                Delivery.leave(before);
            }
        }
    }

    /** To one appender after the other: each finds its code and its buffer in the caches of the processor. */
    private void handOn(int from, int to) {
        unflushed = true;
        for (int i = from; i < to; i++) {
            prepare(batch[i]);
        }
        for (Appender<ILoggingEvent> file : files) {
            deliver(file, from, to);
        }
        for (int i = from; i < to; i++) {
            for (HandOff other : others) {
                other.offer(batch[i]);
            }
        }
        Arrays.fill(batch, from, to, null);
    }

    private void deliver(Appender<ILoggingEvent> file, int from, int to) {
        if (file instanceof LineFileAppender lines) {
            lines.appendAll(batch, from, to, steps);
            return;
        }
        for (int i = from; i < to; i++) {
            deliver(file, batch[i]);
        }
    }

    private void deliver(Appender<ILoggingEvent> file, DoorEvent event) {
        try {
            delivery.deliver(file, event);
        } catch (Throwable thrown) {
            losses.count(Reason.SINK_FAILED); // a listener's, to what was said about the appender
        }
        steps.setRelease(steps.getPlain() + 1);
    }

    private void prepare(DoorEvent event) {
        boolean isTick = Translator.isTransient(event);
        if (!translator.prepare(event)) {
            losses.count(Reason.REDACTION_FAILED);
        }
        if (isTick) {
            event.number(writer, 0);
        } else {
            event.number(writer, ++seq);
        }
    }

    /** What was dropped until now uses up numbers. */
    private void countDropped() {
        long dropped = losses.get(Reason.DROPPED) + losses.get(Reason.RECURSIVE) + losses.get(Reason.UNREADABLE);
        seq += dropped - droppedSeen;
        droppedSeen = dropped;
    }

    private void sayLosses(boolean isLast) {
        LogEvent report = health.next(System.nanoTime(), isLast);
        if (report != null) {
            sayOwn(report);
        }
    }

    /** Says an event of the door's own, past the queue; with the lock held. */
    private void sayOwn(LogEvent own) {
        countDropped();
        Logger logger = context.getLogger("events.runner");
        LoggingEvent source = new LoggingEvent(
                DoorWorker.class.getName(), logger, ch.qos.logback.classic.Level.WARN, own.message(), null, null);
        batch[0] = new DoorEvent(source, own, null, REPORT_GENERATION);
        handOn(1);
    }

    /** What is dangerous in the configuration, before the first event. */
    private void sayWarnings() {
        if (!warned) {
            warned = true;
            warnings.get().forEach(this::sayOwn);
        }
    }

    private void flush() {
        if (!unflushed) {
            return;
        }
        unflushed = false;
        for (Appender<ILoggingEvent> file : files) {
            if (file instanceof LineFileAppender lines) {
                lines.flush();
            }
        }
    }

    /**
     * Hands on and flushes, within the time that is left, every event up to this number: in write-through, where the
     * worker may be busy with them.
     */
    void drainUpTo(long upTo, long deadlineNanos) {
        while (true) {
            boolean gotOn = drain(deadlineNanos);
            if (ring.head() >= upTo || System.nanoTime() - deadlineNanos >= 0) {
                return; // whoever has taken an event out of the ring flushes it before it gives the lock back
            }
            if (!gotOn) {
                LockSupport.parkNanos(this, RETRY_NANOS); // a producer has claimed a place and is about to fill it
            }
        }
    }

    /**
     * Empties everything that is there by now, within the time that is left: the ring, the queues of appenders that are no
     * files, the last report of losses. Returns how many events were left behind.
     */
    long drainAll(long deadlineNanos) {
        long upTo = ring.tail();
        drainUpTo(upTo, deadlineNanos);
        awaitOthers(deadlineNanos);
        sayLastLosses(deadlineNanos);
        return Math.max(0, upTo - written.get()) + awaitOthers(deadlineNanos);
    }

    /** Lets appenders show what they keep back for a while. */
    void flushOthers() {
        for (HandOff other : others) {
            other.flush();
        }
    }

    private void sayLastLosses(long deadlineNanos) {
        if (!lockUntil(deadlineNanos)) {
            return;
        }
        int before = Delivery.enter(0);
        try {
            sayLosses(true);
            flush();
        } catch (Throwable thrown) {
            losses.count(Reason.SINK_FAILED);
        } finally {
            Delivery.leave(before);
            lock.unlock();
        }
    }

    /** Waits until the appenders that are no files have what they were given by now; returns what is left of it. */
    long awaitOthers(long deadlineNanos) {
        long left = 0;
        for (HandOff other : others) {
            left += other.awaitEmpty(deadlineNanos);
        }
        return left;
    }

    /** Ends the threads, each of which stops its appenders; one that hangs is left behind. */
    void stop(long deadlineNanos) {
        stopping = true;
        LockSupport.unpark(thread);
        List<Thread> threads = new ArrayList<>();
        threads.add(thread);
        for (HandOff other : others) {
            threads.add(other.stop());
        }
        long soonest = System.nanoTime() + STOP_NANOS;
        long until = deadlineNanos - soonest > 0 ? deadlineNanos : soonest;
        threads.forEach(one -> awaitEnd(one, until));
    }

    private static void awaitEnd(Thread thread, long deadlineNanos) {
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread() && System.nanoTime() - deadlineNanos < 0) {
            try {
                thread.join(1);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
