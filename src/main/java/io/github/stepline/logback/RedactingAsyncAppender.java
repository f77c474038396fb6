package io.github.stepline.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import ch.qos.logback.core.status.StatusListener;
import io.github.stepline.logback.Losses.Reason;
import io.github.stepline.redact.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The door through which events reach files, console and everything else: an asynchronous appender that masks secrets
 * once, on its one worker, before any appender behind it sees the event.
 *
 * <pre>{@code
 * <appender name="DOOR" class="io.github.stepline.logback.RedactingAsyncAppender">
 *   <appender-ref ref="JSON"/>
 *   <appender-ref ref="CONSOLE"/>
 * </appender>
 * }</pre>
 *
 * <p>File appenders are written by the worker, so that a file's order is the door's; every other appender gets a queue
 * and a thread of its own, so that none that hangs holds up the files. An event that the filters of all of them deny (as
 * far as they are {@link ItemFilter}, {@link TransientFilter} and {@code ThresholdFilter}) is not let in. What an appender
 * throws costs it that event.
 *
 * <p>When the queue is full, {@code overflow} decides: {@code block} (the default) waits as long as the worker gets on,
 * and at most {@code maxWait} (milliseconds, default 10000) without; then the event is dropped, and nobody waits again
 * until the worker gets on. {@code drop} never waits: TRACE is refused when less than 30 % of the queue is free, DEBUG
 * below 20 %, INFO below 10 %, WARN and above when it is full. What is lost is counted by reason and said in the stream,
 * at most once a second, as a {@code log_health} event.
 *
 * <p>At the end of the JVM everything accepted is written, lines of other shutdown hooks too, within {@code
 * shutdownTimeout} (milliseconds, default 10000).
 *
 * <p>Settings: {@code queueSize} (default 8192), {@code overflow}, {@code maxWait}, {@code shutdownTimeout}, {@code
 * includeCallerData} (default false), any number of {@code enricher}. To the rules of the process add: any number of
 * {@code rule} ({@link RedactionRule}), {@code hideKey}, {@code allowKey}, {@code unmask}; {@code pii} (default false).
 */
public final class RedactingAsyncAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {
    private static final int DEFAULT_QUEUE_SIZE = 8_192;
    private static final int MIN_QUEUE_SIZE = 16;
    private static final int MAX_QUEUE_SIZE = 1 << 20;
    private static final long MAX_SHUTDOWN_MS = TimeUnit.DAYS.toMillis(1);

    /** What an appender says about an event is taken in, what it says about that no more. */
    private static final int MAX_GENERATION = 1;

    private final AppenderAttachableImpl<ILoggingEvent> children = new AppenderAttachableImpl<>();
    private final Translator translator = new Translator(this);
    private final Losses losses = new Losses();
    private final LongAdder refused = new LongAdder();

    private int queueSize = DEFAULT_QUEUE_SIZE;
    private Room.Overflow overflow = Room.Overflow.BLOCK;
    private long maxWaitNanos = TimeUnit.SECONDS.toNanos(10);
    private long shutdownNanos = TimeUnit.SECONDS.toNanos(10);
    private boolean includeCallerData;
    private boolean keepsArguments;

    private @Nullable StatusListener failures;
    private EventRing ring = new EventRing(MIN_QUEUE_SIZE);
    private Room room = new Room(ring, overflow, maxWaitNanos);
    private volatile @Nullable DoorWorker worker;
    private volatile boolean writeThrough;
    private volatile long exitDeadline;
    private volatile boolean readingFailed;

    /** How many events may wait; 16 to 1,048,576. */
    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    /** {@code block} or {@code drop}. */
    public void setOverflow(String overflow) {
        try {
            this.overflow = Room.Overflow.valueOf(overflow.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            addWarn("overflow of RedactingAsyncAppender '" + getName() + "' is '" + overflow
                    + "'; it must be block or drop: block is used.");
        }
    }

    /** How long a caller waits for room while the worker does not get on, in milliseconds. */
    public void setMaxWait(long milliseconds) {
        this.maxWaitNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, milliseconds));
    }

    /** How long the end of the JVM may be held up, in milliseconds. */
    public void setShutdownTimeout(long milliseconds) {
        this.shutdownNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(MAX_SHUTDOWN_MS, Math.max(0, milliseconds)));
    }

    /** Whether the caller's class, method and line are read; they can only be read while the caller waits. */
    public void setIncludeCallerData(boolean includeCallerData) {
        this.includeCallerData = includeCallerData;
    }

    /** Adds an enricher; they run on the worker, in this order, before the redaction. */
    public void addEnricher(Enricher enricher) {
        translator.add(enricher);
    }

    /** Adds a rule of one's own to the rules of the process. */
    public void addRule(RedactionRule rule) {
        Redactor redactor = Redactor.shared();
        if (redactor.ruleNames().contains(rule.name())) {
            return; // the configuration is loaded again
        }
        change("rule", rule.name(), () -> redactor.addRule(rule.name(), rule.keyword(), rule.pattern()));
    }

    /** Hides whatever goes by this key, everywhere. */
    public void addHideKey(String key) {
        change("hideKey", key, () -> Redactor.shared().hideKey(key));
    }

    /** Shows what goes by exactly this key although it sounds secret; announced by a warning event. */
    public void addAllowKey(String key) {
        change("allowKey", key, () -> Redactor.shared().allowKey(key));
    }

    /** Switches one rule off; announced by a warning event. */
    public void addUnmask(String rule) {
        change("unmask", rule, () -> Redactor.shared().unmask(rule));
    }

    /** Whether addresses of mail, IP addresses and telephone numbers are masked too. */
    public void setPii(boolean pii) {
        if (pii) {
            Redactor.shared().enablePersonal();
        }
    }

    private void change(String setting, String value, Runnable change) {
        try {
            change.run();
        } catch (IllegalArgumentException refused) {
            addError(setting + " '" + value + "' of RedactingAsyncAppender '" + getName() + "' is left out: "
                    + refused.getMessage() + ".");
        }
    }

    @Override
    public void start() {
        if (isStarted()) {
            return;
        }
        Settings.checkOnce(this);
        if (!children.iteratorForAppenders().hasNext()) {
            addError("RedactingAsyncAppender '" + getName() + "' has no <appender-ref>: nothing is written.");
            return;
        }
        ring = new EventRing(Math.min(MAX_QUEUE_SIZE, Math.max(MIN_QUEUE_SIZE, queueSize)));
        room = new Room(ring, overflow, maxWaitNanos);
        DoorWorker newWorker = newWorker();
        newWorker.start();
        worker = newWorker;
        ExitHook.add(this);
        super.start();
    }

    private DoorWorker newWorker() {
        List<Appender<ILoggingEvent>> behind = new ArrayList<>();
        children.iteratorForAppenders().forEachRemaining(behind::add);
        Delivery delivery = new Delivery(this, losses, behind);
        List<Appender<ILoggingEvent>> files = new ArrayList<>();
        List<HandOff> others = new ArrayList<>();
        for (Appender<ILoggingEvent> child : behind) {
            if (child instanceof LineFileAppender lines) {
                lines.standBehindDoor(losses);
            }
            if (child instanceof FileAppender) {
                files.add(child);
            } else {
                others.add(new HandOff(child, delivery, losses, ring.capacity()));
            }
            keepsArguments |= !(child instanceof LineFileAppender);
        }
        LoggerContext context = (LoggerContext) getContext();
        context.getStatusManager().add(delivery);
        failures = delivery;
        return new DoorWorker(
                getName(),
                ring,
                translator,
                losses,
                delivery,
                files,
                others,
                context,
                () -> DoorWarnings.of(context, Redactor.shared()));
    }

    /** Empties the queue, within the time that the end of the JVM may take, and stops the appenders behind. */
    @Override
    public void stop() {
        DoorWorker current = worker;
        if (!isStarted() || current == null) {
            return;
        }
        super.stop();
        ExitHook.remove(this);
        long deadline = System.nanoTime() + shutdownNanos;
        current.drainUpTo(ring.tail(), deadline); // lets callers in that wait for room
        ring.close();
        sayLeft(current.drainAll(deadline));
        current.stop(deadline);
        if (failures != null) {
            getContext().getStatusManager().remove(failures);
        }
        children.iteratorForAppenders().forEachRemaining(children::detachAppender);
    }

    private void sayLeft(long left) {
        if (left > 0) {
            losses.count(Reason.AT_EXIT, left);
            addWarn("RedactingAsyncAppender '" + getName() + "' had to leave " + left + " events after "
                    + TimeUnit.NANOSECONDS.toMillis(shutdownNanos) + " ms.");
        }
    }

    /** From now on each caller writes for itself; all together may hold up the end for {@code shutdownTimeout}. */
    void writeThrough() {
        exitDeadline = System.nanoTime() + shutdownNanos;
        writeThrough = true;
    }

    void drainAtExit() {
        DoorWorker current = worker;
        if (current != null) {
            sayLeft(current.drainAll(exitDeadline));
        }
    }

    /**
     * Waits until everything that was said before this call is written, by every door of the process; SLF4J has no word
     * for it. Appenders that are {@link java.io.Flushable} are flushed on the caller's thread.
     *
     * @return false when the time was over first
     */
    public static boolean flush(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = 0;
        for (RedactingAsyncAppender door : ExitHook.doors()) {
            DoorWorker current = door.worker;
            if (current != null) {
                left += current.drainAll(deadline);
                current.flushOthers();
            }
        }
        return left == 0;
    }

    @Override
    protected void append(ILoggingEvent source) {
        DoorWorker current = worker;
        if (current == null) {
            return;
        }
        int generation = Delivery.generation();
        if (generation > MAX_GENERATION) {
            refuseRecursive(generation);
            return;
        }
        DoorEvent event;
        try {
            if (!current.isWanted(source)) {
                return;
            }
            event = read(source, generation);
        } catch (Throwable unreadable) {
            refuse(Reason.UNREADABLE);
            reportOnce(unreadable);
            return;
        }
        if (generation > 0) {
            takeInWithoutWaiting(current, event);
        } else if (writeThrough) {
            writeThrough(current, event);
        } else if (room.take(event, current)) {
            current.wake();
            if (writeThrough) {
                awaitWritten(current); // the end began while it waited for room, and nobody else waits for it
            }
        } else {
            refuse(Reason.DROPPED);
        }
    }

    private void reportOnce(Throwable unreadable) {
        if (!readingFailed) {
            readingFailed = true;
            addError(
                    "RedactingAsyncAppender '" + getName()
                            + "' could not read an event on its caller's thread. Said once;"
                            + " the losses are counted as unreadable.",
                    unreadable);
        }
    }

    /** What is said about a report of losses is no loss to report. */
    private void refuseRecursive(int generation) {
        if (generation > MAX_GENERATION + 1) {
            refused.increment();
        } else {
            refuse(Reason.RECURSIVE);
        }
    }

    private DoorEvent read(ILoggingEvent source, int generation) {
        if (includeCallerData) {
            source.getCallerData();
        }
        Object[] arguments = keepsArguments ? Arguments.of(source.getArgumentArray()) : null;
        return new DoorEvent(source, Translator.typedOrPlain(source), arguments, generation);
    }

    private void refuse(Reason reason) {
        refused.increment();
        losses.count(reason);
    }

    /** A caller inside an appender can't wait for its own thread. */
    private void takeInWithoutWaiting(DoorWorker current, DoorEvent event) {
        if (ring.offer(event, 0)) {
            current.wake();
        } else {
            refuse(Reason.DROPPED);
        }
    }

    /** While the JVM ends each caller writes for itself: the worker may not live to do it. */
    private void writeThrough(DoorWorker current, DoorEvent event) {
        while (!ring.offer(event, 0)) {
            if (ring.isClosed() || System.nanoTime() - exitDeadline >= 0) {
                refuse(Reason.DROPPED);
                return;
            }
            current.drainUpTo(ring.head() + 1, exitDeadline);
        }
        awaitWritten(current);
    }

    private void awaitWritten(DoorWorker current) {
        current.drainUpTo(ring.tail(), exitDeadline);
        current.awaitOthers(exitDeadline);
    }

    // ---- counts

    /**
     * Events that came to the door and that somebody behind it may take. At every moment {@code accepted = written + dropped
     * + inFlight}.
     */
    public long getAccepted() {
        return ring.tail() + refused.sum();
    }

    /** Events that were handed to the appenders behind. */
    public long getWritten() {
        DoorWorker current = worker;
        return current == null ? 0 : current.written();
    }

    /** Events that were refused: the queue was full, they were unreadable, or came out of an appender again and again. */
    public long getDropped() {
        return refused.sum();
    }

    /** Events that are on their way. */
    public long getInFlight() {
        long written = getWritten(); // read first: it grows meanwhile
        return ring.tail() - written;
    }

    // ---- the appenders behind

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        children.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return children.iteratorForAppenders();
    }

    @Override
    public @Nullable Appender<ILoggingEvent> getAppender(String name) {
        return children.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return children.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        children.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return children.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return children.detachAppender(name);
    }
}
