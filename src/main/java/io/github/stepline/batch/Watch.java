package io.github.stepline.batch;

import io.github.stepline.Control;
import io.github.stepline.Step;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the thread of {@link Batch#run} does while workers work: it looks after them, and does what is asked of the run. */
final class Watch<I> implements AutoCloseable {
    private static final long MAX_WAIT_NANOS = 1_000_000_000L;
    private static final long MIN_WAIT_NANOS = 1_000_000L;
    private static final long HOOK_SECONDS = 10;

    /** At the end of the process there is less time for items that don't stop. */
    private static final Duration HOOK_GRACE = Duration.ofSeconds(7);

    private final BatchRun<I> batch;
    private final Settings<I> settings;
    private final Feed<I> feed;
    private final RunRecord record;
    private final RunTime time;
    private final Step run;
    private final Stalls<I> stalls;
    private final Monitor monitor;
    private final Question question;
    private final Queue<Control.Request> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int working; // guarded by lock

    /* The watch's own. */
    private volatile Duration grace;
    private volatile boolean isPreflight;
    private boolean wasInterrupted;
    private @Nullable Thread hook;
    private long cancelledAt;
    private boolean isCancelling;
    private long syncedAt;

    Watch(BatchRun<I> batch, Settings<I> settings, Feed<I> feed, RunRecord record, Tally tally, Step run) {
        this.batch = batch;
        this.settings = settings;
        this.feed = feed;
        this.record = record;
        this.time = settings.time;
        this.run = run;
        this.stalls = new Stalls<>(settings, feed, tally, run);
        this.monitor = new Monitor(settings, tally);
        this.question = new Question(settings.preflight, run, this::wake);
        this.grace = settings.grace;
        this.syncedAt = time.nanos();
    }

    /** Takes note of a request, from any thread. */
    void ask(Control.Request request) {
        requests.add(request);
        wake();
    }

    /** A worker has left, and the items with it. */
    void workerEnded() {
        lock.lock();
        try {
            working--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** An item has ended, as seen by whoever ended it. */
    void completed(Attempt<?> attempt) {
        stalls.completed(attempt);
        if (isPreflight) {
            wake();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Starts the workers and returns when the last one has left. */
    void watch(Control control) {
        addHook(new Thread(() -> stop(control), "stepline-batch-stop"));
        try {
            isPreflight = !settings.preflight.isSkipped();
            if (isPreflight) {
                question.announce();
            }
            startWorkers(1, isPreflight ? 1 : settings.workers);
            do {
                obey();
                record.flush(); // also what is left by a worker that waits for the source
                askWhetherToGoOn();
                long wait = Math.min(interruptLate(), Math.min(lookForStalls(), monitor.look()));
                sync();
                await(Math.max(MIN_WAIT_NANOS, Math.min(wait, MAX_WAIT_NANOS)));
            } while (isAnyWorking());
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The run is over, its files included: the process may end. */
    @Override
    public void close() {
        ended.countDown();
        question.close();
        Thread added = hook;
        if (added != null) {
            removeHook(added);
        }
    }

    /** While a user thinks about an answer nothing stalls. */
    private long lookForStalls() {
        return question.isAsked() && isPreflight ? Long.MAX_VALUE : stalls.look();
    }

    private boolean isAnyWorking() {
        boolean isAny;
        lock.lock();
        try {
            isAny = working > 0;
        } finally {
            lock.unlock();
        }
        if (!isAny && !feed.isClosed()) {
            batch.end(Ending.stopped("all workers have gone"));
        }
        return isAny;
    }

    private void await(long nanos) {
        lock.lock();
        try {
            if (working > 0 && requests.isEmpty() && !(isPreflight && question.isAnswered())) {
                time.await(changed, nanos);
            }
        } catch (InterruptedException asked) {
            wasInterrupted = true;
            requests.add(new Control.Cancel("interrupt", "the thread that runs it was interrupted"));
        } finally {
            lock.unlock();
        }
    }

    private void startWorkers(int from, int to) {
        for (int number = from; number <= to; number++) {
            startWorker("worker-" + number);
        }
    }

    private void startWorker(String name) {
        lock.lock();
        try {
            working++;
        } finally {
            lock.unlock();
        }
        try {
            if (settings.executor != null) {
                settings.executor.execute(() -> batch.work(name));
            } else {
                Thread unused = WorkerThreads.start(() -> batch.work(name), name, settings.virtualThreads);
            }
        } catch (RejectedExecutionException full) {
            workerEnded();
            batch.end(Ending.stopped("the executor takes no more workers"));
        }
    }

    // ---- requests

    private void obey() {
        for (Control.Request next = requests.poll(); next != null; next = requests.poll()) {
            if (next instanceof Control.Pause pause) {
                pause(pause.by());
            } else if (next instanceof Control.Resume resume) {
                resume(resume.by());
            } else if (next instanceof Control.Cancel cancel) {
                cancel(cancel.reason() == null ? "cancelled by " + cancel.by() : cancel.reason());
            } else if (next instanceof Control.AddContext more) {
                batch.addContext(more.text());
            } else if (next instanceof Control.Retry retry) {
                batch.retryFailed(retry.key());
            }
        }
    }

    private void pause(String by) {
        if (!feed.isPaused() && !feed.isClosed()) {
            feed.pause(true);
            run.paused(e -> e.by(by));
        }
    }

    private void resume(String by) {
        if (feed.isPaused()) {
            stalls.startAgain();
            run.resumed(e -> e.by(by));
            feed.pause(false);
        }
    }

    private void cancel(String reason) {
        batch.end(Ending.cancelled(reason));
        if (!isCancelling) {
            isCancelling = true;
            cancelledAt = time.nanos();
            feed.running().forEach(attempt -> attempt.interrupt(false));
        }
    }

    /** The process is about to end: cancels, and lets it wait a little. */
    private void stop(Control control) {
        grace = settings.grace.compareTo(HOOK_GRACE) < 0 ? settings.grace : HOOK_GRACE;
        control.cancel("the process", "the process was asked to stop");
        try {
            boolean unused = ended.await(HOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException unlikely) {
            Thread.currentThread().interrupt();
        }
    }

    private void addHook(Thread stop) {
        try {
            Runtime.getRuntime().addShutdownHook(stop);
            hook = stop;
        } catch (IllegalStateException alreadyEnding) {
            // Then nobody asks any more.
        }
    }

    private static void removeHook(Thread hook) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // Then the hook runs, and finds the run ended.
        }
    }

    // ---- the preflight

    private void askWhetherToGoOn() {
        if (!isPreflight || feed.isClosed() || !feed.isFirstOver()) {
            return;
        }
        if (!question.isAsked()) {
            question.ask(batch.firstReport());
        }
        if (question.isAnswered()) {
            isPreflight = false;
            goOn(question.refusal());
        }
    }

    private void goOn(@Nullable Ending refusal) {
        if (refusal != null) {
            batch.end(refusal);
        } else {
            stalls.startAgain();
            feed.openToAll();
            startWorkers(2, settings.workers);
        }
    }

    // ---- times

    /** Interrupts and abandons what takes too long; returns how long nobody has to look again. */
    private long interruptLate() {
        Duration timeout = settings.timeout;
        if (timeout == null && !isCancelling) {
            return MAX_WAIT_NANOS;
        }
        long next = MAX_WAIT_NANOS;
        long now = time.nanos();
        for (Attempt<I> attempt : feed.running()) {
            long left = isCancelling ? grace.toNanos() - (now - cancelledAt) : Long.MAX_VALUE;
            if (timeout != null) {
                long worked = attempt.workedNanos(now);
                if (worked >= timeout.toNanos() && !attempt.isTimedOut()) {
                    attempt.interrupt(true);
                }
                long late = worked - timeout.toNanos();
                left = Math.min(left, late < 0 ? -late : grace.toNanos() - late);
            }
            if (left <= 0) {
                abandon(attempt);
            } else {
                next = Math.min(next, left);
            }
        }
        return next;
    }

    private void abandon(Attempt<I> attempt) {
        if (batch.abandon(attempt, isCancelling)) {
            completed(attempt);
            workerEnded();
            if (!feed.isClosed()) {
                startWorker(attempt.worker());
            }
        }
    }

    private void sync() {
        long now = time.nanos();
        if (now - syncedAt >= settings.sync.toNanos()) {
            syncedAt = now;
            record.sync();
            boolean unused = batch.isRecordBroken();
        }
    }
}
