package io.github.stepline.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands items out: retries that are due first, then the source, from which one worker at a time reads one item, so that
 * nothing is read ahead. Everything is guarded by one lock; the source is read without it.
 */
final class Feed<I> {
    private static final long LONG_NANOS = 60_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();

    private final RunTime time;
    private final Consumer<Throwable> sourceFailed;
    private final Condition work = lock.newCondition();
    private final Condition moved = lock.newCondition();
    private final Queue<Attempt<I>> waiting = new PriorityQueue<>(Comparator.comparingLong(Attempt::dueNanos));
    private final Set<Attempt<I>> running = new HashSet<>();
    private @Nullable Intake<I> intake;
    private boolean isReading;
    private boolean isSourceEmpty;
    private boolean isPaused;
    private boolean isClosed;
    private boolean isFirstAlone;
    private long handedOut;

    Feed(RunTime time, Consumer<Throwable> sourceFailed) {
        this.time = time;
        this.sourceFailed = sourceFailed;
    }

    void open(Intake<I> from, boolean firstAlone) {
        intake = from;
        isFirstAlone = firstAlone;
    }

    /** The next item to work on, when there is one; null when there will be none any more. */
    @Nullable
    Attempt<I> next() throws InterruptedException {
        return next(true);
    }

    /** As {@link #next}, but null as well when one would have to wait; the source may take its time all the same. */
    @Nullable
    Attempt<I> poll() throws InterruptedException {
        return next(false);
    }

    private @Nullable Attempt<I> next(boolean waits) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isClosed) {
                Attempt<I> attempt = isPaused ? null : due();
                if (attempt == null && mayRead()) {
                    attempt = read();
                } else if (attempt == null && isDone()) {
                    close();
                } else if (attempt == null && !waits) {
                    return null;
                } else if (attempt == null) {
                    time.await(work, untilDue());
                }
                if (attempt != null && mayHandOut(attempt)) {
                    running.add(attempt);
                    handedOut++;
                    return attempt;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is no pause by now, and no end; then the item waits. */
    private boolean mayHandOut(Attempt<I> attempt) {
        if (isPaused || isClosed) {
            attempt.dueAt(time.nanos());
            waiting.add(attempt);
            return false;
        }
        return true;
    }

    private boolean mayRead() {
        return !isPaused && !isReading && !isSourceEmpty && !(isFirstAlone && handedOut > 0);
    }

    private boolean isDone() {
        return isSourceEmpty && !isReading && waiting.isEmpty() && running.isEmpty() && !isFirstAlone;
    }

    private @Nullable Attempt<I> due() {
        Attempt<I> first = waiting.peek();
        return first != null && first.dueNanos() - time.nanos() <= 0 ? waiting.poll() : null;
    }

    private long untilDue() {
        Attempt<I> due = waiting.peek();
        return due == null || isPaused ? LONG_NANOS : Math.max(1, due.dueNanos() - time.nanos());
    }

    /** Reads one item from the source, without the lock; null when it need not run or there is none. */
    private @Nullable Attempt<I> read() {
        Intake<I> from = intake;
        if (from == null) {
            throw new IllegalStateException("nothing to read from");
        }
        isReading = true;
        lock.unlock();
        Attempt<I> found = null;
        boolean isEmpty = false;
        try {
            isEmpty = !from.hasNext();
            found = isEmpty ? null : from.read();
        } catch (Throwable failed) {
            isEmpty = true;
            sourceFailed.accept(failed);
        } finally {
            lock.lock();
            isReading = false;
            isSourceEmpty |= isEmpty;
            if (isEmpty) {
                work.signalAll();
            } else {
                work.signal(); // somebody else may read now
            }
        }
        return found;
    }

    /** An item has ended for good, or its worker gives it up. */
    void ended(Attempt<I> attempt) {
        lock.lock();
        try {
            running.remove(attempt);
            if (isDone()) {
                work.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** An item is to be handed out again when it is due. */
    void again(Attempt<I> attempt) {
        lock.lock();
        try {
            running.remove(attempt);
            waiting.add(attempt);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The items that are worked on now. */
    List<Attempt<I>> running() {
        lock.lock();
        try {
            return new ArrayList<>(running);
        } finally {
            lock.unlock();
        }
    }

    /** The items that wait for their next attempt; nobody gets them any more. */
    List<Attempt<I>> takeWaiting() {
        lock.lock();
        try {
            List<Attempt<I>> left = new ArrayList<>(waiting);
            waiting.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** The first item has gone alone: now the others. */
    void openToAll() {
        lock.lock();
        try {
            isFirstAlone = false;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isFirstOver() {
        lock.lock();
        try {
            return running.isEmpty() && waiting.isEmpty() && (handedOut > 0 || isSourceEmpty);
        } finally {
            lock.unlock();
        }
    }

    void pause(boolean paused) {
        lock.lock();
        try {
            isPaused = paused;
            work.signalAll();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isPaused() {
        lock.lock();
        try {
            return isPaused;
        } finally {
            lock.unlock();
        }
    }

    /** Hands out nothing more. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            work.signalAll();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the pause is over. */
    void awaitEndOfPause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isPaused && !isClosed) {
                time.await(moved, LONG_NANOS);
            }
        } finally {
            lock.unlock();
        }
    }
}
