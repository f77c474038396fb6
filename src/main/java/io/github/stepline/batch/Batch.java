package io.github.stepline.batch;

import io.github.stepline.Control;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A long job of many items: what they are, how they are told apart, and what happens when one fails.
 *
 * <pre>{@code
 * BatchResult result = Batch.of("catalog", urls)
 *         .key(Url::toString)
 *         .workers(8)
 *         .timeout(ofMinutes(5))
 *         .retry(3, exponential(ofSeconds(1), ofMinutes(1)))
 *         .failFast(5)
 *         .runs(Path.of("runs"))
 *         .resume()
 *         .run((url, step) -> fetch(url));
 * }</pre>
 *
 * <p>The contract: at least once for each item, one counted success for each key, never exactly once.
 *
 * <p>While it runs, {@link Control#all} finds its control. Not safe between threads, and good for one run.
 *
 * @param <I> the items
 */
public final class Batch<I> {
    private final Settings<I> settings;
    private boolean hasRun;

    private Batch(Settings<I> settings) {
        if (settings.name.isBlank()) {
            throw new IllegalArgumentException("name is '" + settings.name + "'; it must not be blank.");
        }
        this.settings = settings;
    }

    /** A batch of items that are all known when they are a {@link Collection}, and else are read as they are needed. */
    public static <I> Batch<I> of(String name, Iterable<I> items) {
        return new Batch<>(new Settings<>(name, items, !(items instanceof Collection)));
    }

    /** A batch of items that are read as they are needed; the stream is closed at the end of the run. */
    public static <I> Batch<I> of(String name, Stream<I> items) {
        Batch<I> batch = of(name, items.iterator());
        batch.settings.closeSource = items::close;
        return batch;
    }

    /** A batch of items that are read as they are needed, a worker's one at a time. */
    public static <I> Batch<I> of(String name, Iterator<I> items) {
        return new Batch<>(new Settings<>(name, Settings.once(items), true));
    }

    // ---- the items

    /**
     * What an item is known by, over all runs: mandatory, and never its position. It must not change from run to run, and
     * no two items may have the same.
     */
    public Batch<I> key(Function<? super I, String> key) {
        settings.key = key;
        return this;
    }

    /** Something that makes this job another one when it changes: a model, a version of the prompt. See {@link #acceptChanges}. */
    public Batch<I> setting(String name, String value) {
        settings.job.put(name, value);
        return this;
    }

    // ---- the workers

    /** How many items are worked on at a time; 1 unless given. */
    public Batch<I> workers(int count) {
        settings.workers = Settings.atLeast(1, "workers", count);
        return this;
    }

    /**
     * Lets every worker be a virtual thread.
     *
     * @throws UnsupportedOperationException before Java 21
     */
    public Batch<I> virtualThreads() {
        WorkerThreads.checkVirtual();
        settings.virtualThreads = true;
        return this;
    }

    /** Lets workers run on threads of this executor, one for each worker until the run ends, and one for each abandoned item. */
    public Batch<I> executor(Executor executor) {
        settings.executor = executor;
        return this;
    }

    /**
     * How long an attempt may take. Then it is interrupted; what its function makes of that is its outcome: an exception
     * is a timeout, a result a success. One that does nothing is abandoned after {@link #grace}.
     */
    public Batch<I> timeout(Duration timeout) {
        settings.timeout = Settings.positive("timeout", timeout);
        return this;
    }

    /** How long an interrupted item is waited for before it is abandoned, at a timeout and at a cancel; 10 s unless given. */
    public Batch<I> grace(Duration grace) {
        settings.grace = Settings.notNegative("grace", grace);
        return this;
    }

    // ---- failures

    /** Whether the first item goes alone; see {@link Preflight}. {@link Preflight#skip} unless given. */
    public Batch<I> preflight(Preflight preflight) {
        settings.preflight = preflight;
        return this;
    }

    /** How often a failed item is tried again, and after what time. A waiting item holds no worker. */
    public Batch<I> retry(int times, Backoff backoff) {
        settings.retries = Settings.atLeast(0, "retry", times);
        settings.backoff = backoff;
        return this;
    }

    /** Which errors are worth a retry; all unless given. A timeout is a {@link java.util.concurrent.TimeoutException}. */
    public Batch<I> retryOn(Predicate<? super Throwable> errors) {
        settings.retryOn = errors;
        return this;
    }

    /** Stops the run when the first so many items all failed. */
    public Batch<I> failFast(int first) {
        settings.failFirst = Settings.atLeast(1, "failFast", first);
        return this;
    }

    /** Stops the run when so many items have failed. */
    public Batch<I> failAfter(int failures) {
        settings.failCount = Settings.atLeast(1, "failAfter", failures);
        return this;
    }

    /** Stops the run when more than this part of the items has failed, once so many have ended. */
    public Batch<I> failAbove(double part, int items) {
        if (!(part >= 0 && part < 1)) {
            throw new IllegalArgumentException("failAbove is " + part + "; it must be from 0 to less than 1.");
        }
        settings.failRate = part;
        settings.failRateFrom = Settings.atLeast(1, "failAbove items", items);
        return this;
    }

    // ---- the run's files

    /** Where each run gets a directory of its own for its journal, results and dead letters. Without it nothing can be resumed. */
    public Batch<I> runs(Path directory) {
        settings.runs = directory;
        return this;
    }

    /**
     * Goes on with the newest run of this name, unless all of its items have succeeded or there is none. Items whose
     * success was recorded are skipped; what failed or was interrupted runs again.
     */
    public Batch<I> resume() {
        settings.resume = Settings.Resume.NEWEST;
        return this;
    }

    /** Goes on with the newest run of this name, however it ended, but only with the items that failed in it. */
    public Batch<I> retryDeadLetters() {
        settings.resume = Settings.Resume.DEAD_LETTERS;
        return this;
    }

    /** Of the items that a crash interrupted, which run again; the others fail. All unless given. */
    public Batch<I> rerunInterrupted(Predicate<? super I> which) {
        settings.rerunInterrupted = which;
        return this;
    }

    /** Resumes even a run with other {@link #setting}s, or one that shares no item with the source. */
    public Batch<I> acceptChanges() {
        settings.acceptsChanges = true;
        return this;
    }

    /** Stops when the plan of a resume is made: nothing is run or written. */
    public Batch<I> dryRun() {
        settings.dryRun = true;
        return this;
    }

    /** How often files are made to survive the end of the machine; zero for every line, 1 s unless given. */
    public Batch<I> sync(Duration every) {
        settings.sync = Settings.notNegative("sync", every);
        return this;
    }

    /** Whether what commands of items print is kept; true unless given. */
    public Batch<I> workerLogs(boolean kept) {
        settings.workerLogs = kept;
        return this;
    }

    // ---- what it says

    /** After how long without a completed item to warn, and again at each doubling; 5 min unless given. */
    public Batch<I> stallAfter(Duration idle) {
        settings.stallAfter = Settings.positive("stallAfter", idle);
        return this;
    }

    /**
     * How often to log how far it is: {@code [Progress] catalog: 15/50 completed (30%) | Success: 13/15 (87%) | …}, at
     * INFO by the logger of this class. Not at all unless given: a live console says it by itself.
     */
    public Batch<I> monitor(Duration every) {
        settings.monitor = Settings.positive("monitor", every);
        return this;
    }

    /** For tests. */
    Batch<I> time(RunTime time) {
        settings.time = time;
        return this;
    }

    /**
     * Runs it, and returns when all items have ended or the run was stopped. An interrupt of this thread cancels the run.
     *
     * @throws IllegalStateException when it can't begin: without a key, with a key that comes twice, when the run to be
     *     resumed is held by another process or was another job
     * @throws java.io.UncheckedIOException when the files of a former run can't be read, or those of this one not be made
     */
    public BatchResult run(ItemFunction<? super I> function) {
        if (hasRun) {
            throw new IllegalStateException("Batch '" + settings.name + "' has run already; make another one.");
        }
        hasRun = true;
        return new BatchRun<>(settings, function).run();
    }
}
