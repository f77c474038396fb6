package io.github.stepline.batch;

import io.github.stepline.Step;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An item on its way through the run, over all its attempts. What runs and what ends it meet in its monitor. */
final class Attempt<I> {
    private enum Phase {
        WAITING,
        RUNNING,
        ABANDONED
    }

    private final long index;
    private final I item;
    private final String key;
    private final KeyHash hash;
    private final int past;

    private int number;
    private long dueNanos;
    private @Nullable Step step;
    private @Nullable String hashText;
    private volatile boolean hasDirectory;

    private Phase phase = Phase.WAITING;
    private @Nullable Thread thread;
    private volatile String worker = "";
    private long startNanos;
    private long restNanos;
    private long restingSince;
    private boolean isResting;
    private boolean timedOut;
    private long warnings;

    /** @param past what former runs say of it: bits of {@link PastRun} */
    Attempt(long index, I item, String key, KeyHash hash, int past) {
        this.index = index;
        this.item = item;
        this.key = key;
        this.hash = hash;
        this.past = past & PastRun.STATE;
    }

    long index() {
        return index;
    }

    I item() {
        return item;
    }

    String key() {
        return key;
    }

    KeyHash hash() {
        return hash;
    }

    /** The hash as it stands in files. */
    String hashText() {
        String known = hashText;
        if (known == null) {
            known = hash.toString();
            hashText = known;
        }
        return known;
    }

    int past() {
        return past;
    }

    /** Which attempt this is, from 1; 0 before the first. */
    int number() {
        return number;
    }

    long dueNanos() {
        return dueNanos;
    }

    void dueAt(long nanos) {
        dueNanos = nanos;
    }

    @Nullable
    Step step() {
        return step;
    }

    void step(Step started) {
        step = started;
    }

    /** Whether it has asked for a directory of its own. */
    boolean hasDirectory() {
        return hasDirectory;
    }

    void usesDirectory() {
        hasDirectory = true;
    }

    String worker() {
        return worker;
    }

    /** The next attempt begins on this thread. */
    synchronized void begin(String newWorker, long nanos) {
        number++;
        phase = Phase.RUNNING;
        thread = Thread.currentThread();
        worker = newWorker;
        startNanos = nanos;
        restNanos = 0;
        timedOut = false;
        warnings = 0;
    }

    /** The attempt is over on its thread; false when nobody waited for it any longer. */
    synchronized boolean end() {
        boolean wasAwaited = phase == Phase.RUNNING;
        phase = wasAwaited ? Phase.WAITING : phase;
        thread = null;
        boolean unused = Thread.interrupted(); // it was meant for the item, not for what the thread does next
        return wasAwaited;
    }

    synchronized void interrupt(boolean becauseOfTime) {
        if (phase == Phase.RUNNING && thread != null) {
            timedOut |= becauseOfTime;
            thread.interrupt();
        }
    }

    /** Gives it up. Returns the stack of the thread that does not stop, or null when it has just ended. */
    synchronized @Nullable List<String> abandon() {
        if (phase != Phase.RUNNING || thread == null) {
            return null;
        }
        phase = Phase.ABANDONED;
        return stack();
    }

    /** Where its thread is, a line for each frame. */
    synchronized List<String> stack() {
        return thread == null
                ? List.of()
                : Stream.of(thread.getStackTrace())
                        .map(StackTraceElement::toString)
                        .toList();
    }

    synchronized boolean isTimedOut() {
        return timedOut;
    }

    synchronized void rest(long nanos) {
        isResting = true;
        restingSince = nanos;
    }

    synchronized void goOn(long nanos) {
        isResting = false;
        restNanos += nanos - restingSince;
    }

    /** How long this attempt has worked, without the time in which it rested. */
    synchronized long workedNanos(long now) {
        return (isResting ? restingSince : now) - startNanos - restNanos;
    }

    /** Whether it is time to warn that it is slow: at the limit, and at each doubling. */
    synchronized boolean takeWarning(long now, long limitNanos) {
        if (phase != Phase.RUNNING || workedNanos(now) < limitNanos << Math.min(warnings, 20)) {
            return false;
        }
        warnings++;
        return true;
    }

    synchronized boolean wasWarnedOf() {
        return warnings > 0;
    }
}
