package io.github.stepline.terminal;

import io.github.stepline.json.Line;
import io.github.stepline.progress.Fold;
import io.github.stepline.progress.Snapshot;
import io.github.stepline.progress.Subject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/*
 * Threads and locks
 *
 * Whoever has something to show puts it into the backlog, under the lock `state`, and goes on. One thread takes what is
 * there, at most every 10 ms, and shows it, under the lock `screen`, which is always taken first. While a run goes on it
 * also takes a snapshot each period of the view. So the fold costs nobody but the one who delivers events, and the
 * terminal nobody at all.
 *
 * A terminal that stands still (Ctrl-S) holds up the one thread. When the backlog is full, whoever has more waits for a
 * second; then lines are left out and counted until the terminal gets on. Events are folded all the same.
 *
 * When the process ends the thread may not live to show the last lines: then each caller shows its own.
 */
/** Shows what comes in, in its own time. */
final class LiveConsole {
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long EXIT_MS = 500;

    private final Backlog backlog;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Consumer<Throwable> report;
    private final ReentrantLock screen = new ReentrantLock();
    private final ReentrantLock state = new ReentrantLock();
    private final Condition news = state.newCondition();
    private final Condition room = state.newCondition();
    private final Thread thread = new Thread(this::work, "stepline-live-console");

    private volatile View view;
    private volatile @Nullable Capture capture;
    private volatile boolean isHung;
    private volatile boolean isSuspended;
    private volatile boolean isReady;
    private volatile boolean isEnding;
    private volatile boolean isStopped;
    private final long begun;
    private long lastFrame;
    private long lastSnapshot;

    /** @param report takes what goes wrong in drawing; said by whoever gets it */
    LiveConsole(View first, Fold fold, InstantSource clock, LongSupplier nanos, Consumer<Throwable> report) {
        this.view = first;
        this.backlog = new Backlog(fold);
        this.clock = clock;
        this.nanos = nanos;
        this.report = report;
        this.begun = nanos.getAsLong();
        this.lastFrame = begun - FRAME_NANOS;
        this.lastSnapshot = lastFrame;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From now on this is how it shows; the first one serves for as long as that is not known. */
    void use(View better) {
        screen.lock();
        try {
            if (!isEnding) {
                view = better;
            }
        } finally {
            screen.unlock();
        }
        wake(() -> isReady = true);
    }

    /** From now on what other code prints is shown too. */
    void capture(Capture streams) {
        screen.lock();
        try {
            if (!isEnding) {
                capture = streams;
                streams.install();
            }
        } finally {
            screen.unlock();
        }
    }

    // ---- what comes in

    /**
     * Takes an event into the picture.
     *
     * @param text gives the line that scrolls for an event that speaks of this, or null for none
     */
    void accept(Line line, Function<Subject, @Nullable LogLine> text) {
        state.lock();
        try {
            boolean hadLines = backlog.hasLines();
            boolean wasLarge = backlog.isLarge();
            boolean wasActive = backlog.isActive();
            Subject subject = backlog.fold(line);
            LogLine shown = text.apply(subject);
            if (shown != null) {
                addLine(shown);
            }
            backlog.addEnd(line, subject);
            if (backlog.hasLines() != hadLines || backlog.isLarge() != wasLarge || backlog.isActive() != wasActive) {
                news.signal(); // else the thread knows already when to look
            }
        } finally {
            state.unlock();
        }
        showAtEnd();
    }

    /** Lets a text scroll that is no event. */
    void print(String text) {
        wake(() -> addLine(new LogLine(text, null)));
        showAtEnd();
    }

    private void wake(Runnable change) {
        state.lock();
        try {
            change.run();
            news.signal();
        } finally {
            state.unlock();
        }
    }

    private void addLine(LogLine line) {
        if (backlog.isFull() && !isHung && !isEnding && Thread.currentThread() != thread) {
            awaitRoom();
        }
        if (backlog.isFull()) {
            isHung = true;
            backlog.leaveOut();
        } else {
            backlog.add(line);
        }
    }

    private void awaitRoom() {
        long left = PATIENCE_NANOS;
        news.signal();
        boolean interrupted = false;
        while (backlog.isFull() && left > 0) {
            try {
                left = room.awaitNanos(left);
            } catch (InterruptedException later) {
                interrupted = true;
                left = 0;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up after a while: at the end nobody may wait for a terminal that stands still. */
    private void showAtEnd() {
        if (!isEnding || screen.isHeldByCurrentThread()) {
            return;
        }
        try {
            if (screen.tryLock(EXIT_MS, TimeUnit.MILLISECONDS)) {
                try {
                    showNow();
                } finally {
                    screen.unlock();
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until what has come in is shown; not for long, because the terminal may stand still. */
    void flush() {
        if (isEnding) {
            showAtEnd();
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EXIT_MS);
        try {
            awaitTaken(deadline);
            if (screen.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                screen.unlock(); // what was taken is shown under this lock
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTaken(long deadline) throws InterruptedException {
        state.lock();
        try {
            for (long left = EXIT_MS; backlog.hasLines() && !isSuspended && left > 0; ) {
                left = room.awaitNanos(deadline - System.nanoTime());
            }
        } finally {
            state.unlock();
        }
    }

    // ---- the thread

    private void work() {
        while (!isStopped) {
            try {
                awaitFrame();
                showNow();
            } catch (InterruptedException stopped) {
                // The loop asks whether it was meant.
            } catch (Throwable thrown) {
                report.accept(thrown);
            }
        }
    }

    private void awaitFrame() throws InterruptedException {
        state.lock();
        try {
            for (long wait = untilFrame(); wait > 0 && !isStopped; wait = untilFrame()) {
                Capture streams = capture;
                if (streams != null) {
                    news.awaitNanos(Math.min(wait, POLL_NANOS));
                    streams.flushLate();
                } else if (wait == Long.MAX_VALUE) {
                    news.await();
                } else {
                    news.awaitNanos(wait);
                }
            }
        } finally {
            state.unlock();
        }
    }

    /** How long until there is something to show; for ever when nothing goes on. */
    private long untilFrame() {
        long now = nanos.getAsLong();
        if (isSuspended || isEnding) {
            return Long.MAX_VALUE;
        }
        if (backlog.isLarge()) {
            return 0;
        }
        if (backlog.hasLines()) {
            return (isReady ? lastFrame : begun) + FRAME_NANOS - now;
        }
        return backlog.isActive() ? untilSnapshot(now) : Long.MAX_VALUE;
    }

    private long untilSnapshot(long now) {
        long period = view.periodNanos();
        return period == Long.MAX_VALUE ? period : lastSnapshot + period - now;
    }

    /** Shows what has come in. */
    void showNow() {
        screen.lock();
        try {
            List<Scrolled> lines;
            Snapshot snapshot = null;
            state.lock();
            try {
                if (isSuspended) {
                    return;
                }
                long now = nanos.getAsLong();
                if (backlog.hasEnded() || backlog.isActive() && untilSnapshot(now) <= 0) {
                    snapshot = backlog.snapshot(clock.instant());
                    lastSnapshot = now;
                }
                lines = backlog.takeLines(snapshot);
                lastFrame = now;
                room.signalAll();
            } finally {
                state.unlock();
            }
            show(lines, snapshot);
            isHung = false;
        } finally {
            screen.unlock();
        }
    }

    private void show(List<Scrolled> lines, @Nullable Snapshot snapshot) {
        try {
            view.show(lines, snapshot);
        } catch (IOException gone) {
            fallSilent();
        }
    }

    /** The terminal has gone away; the program goes on. */
    void fallSilent() {
        view = new SilentView();
    }

    // ---- who else needs the screen

    /** Runs something while the region is away and nothing is written; what comes in meanwhile is shown afterwards. */
    void suspend(Runnable body) {
        screen.lock();
        try {
            showNow();
            clearRegion();
            setSuspended(true);
        } finally {
            screen.unlock();
        }
        try {
            body.run();
        } finally {
            setSuspended(false);
        }
    }

    private void clearRegion() {
        try {
            if (view instanceof RichView rich) {
                rich.clear();
            }
        } catch (IOException gone) {
            fallSilent();
        }
    }

    private void setSuspended(boolean suspended) {
        wake(() -> {
            isSuspended = suspended;
            lastSnapshot = nanos.getAsLong() - TimeUnit.SECONDS.toNanos(10);
        });
    }

    boolean isSuspended() {
        return isSuspended;
    }

    // ---- the end

    /** Shows what is there and gives the screen back; lines that come later are shown by whoever brings them. */
    void leave() {
        boolean locked = false;
        try {
            locked = screen.tryLock(EXIT_MS, TimeUnit.MILLISECONDS);
            if (locked) {
                setSuspended(false);
                flushCapture();
                showNow();
                view.giveBack();
            }
        } catch (IOException gone) {
            fallSilent();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            isEnding = true;
            if (locked) {
                screen.unlock();
            }
        }
        showAtEnd();
    }

    private void flushCapture() {
        Capture streams = capture;
        if (streams != null) {
            streams.flushAll();
        }
    }

    void stop() {
        leave();
        Capture streams = capture;
        if (streams != null) {
            streams.remove();
        }
        isStopped = true;
        wake(() -> {});
    }
}
