package io.github.stepline.batch;

import io.github.stepline.Control;
import io.github.stepline.EventBuilder;
import io.github.stepline.Scope;
import io.github.stepline.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One run of a batch. The thread that called run() is the watch: it starts workers, asks the question of the preflight,
 * obeys requests, interrupts what takes too long, warns of stalls and syncs files (see Watch). Workers take items from
 * the Feed and are in here from the start of an attempt to its end. A success is recorded in this order: its event in
 * the journal, which holds the result; the counts; its line in results.jsonl, which a resume makes up where it is missing.
 * The event is written with the next start, by a worker that has to wait, or by the watch; the line by the watch.
 *
 * Locks: the Feed's, the Tally's, the Watch's, the journal's and an Attempt's monitor. None is taken while another is held,
 * but all of them while the record settles, which nobody does who holds one.
 */
final class BatchRun<I> {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final Settings<I> settings;
    private final ItemFunction<? super I> function;
    private final RunTime time;
    private final Tally tally;
    private final Feed<I> feed;
    private final long startNanos;
    private final List<String> context = new CopyOnWriteArrayList<>();
    private final FailedItems<I> failedItems = new FailedItems<>();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final AtomicReference<Preflight.@Nullable Report> first = new AtomicReference<>();

    private final RunRecord record;
    private @Nullable Lineage lineage;
    private @Nullable Step run;
    private @Nullable Watch<I> watch;

    BatchRun(Settings<I> settings, ItemFunction<? super I> function) {
        this.settings = settings;
        this.function = function;
        this.time = settings.time;
        this.tally = new Tally(settings);
        this.record = new RunRecord(settings);
        this.feed = new Feed<>(settings.time, this::sourceFailed);
        this.startNanos = settings.time.nanos();
    }

    BatchResult run() {
        try (Lineage found = Lineage.find(settings)) {
            lineage = found;
            if (found.plan() != null) {
                LOG.info("Resuming run {}: {}", found.plan().from(), found.plan());
            }
            return settings.dryRun ? result(null, 0) : runItems(found);
        } catch (IOException failure) {
            throw new UncheckedIOException("Batch '" + settings.name + "': " + failure.getMessage(), failure);
        } finally {
            settings.closeSource.run();
        }
    }

    private BatchResult runItems(Lineage found) throws IOException {
        Step started = record.start(event -> describe(event, found));
        run = started;
        Watch<I> watching = new Watch<>(this, settings, feed, record, tally, started);
        watch = watching;
        try (watching;
                record) {
            doItems(started, found, watching);
            return finish(started, found);
        }
    }

    private void doItems(Step started, Lineage found, Watch<I> watching) throws IOException {
        try (Control control = Control.open(started, watching::ask)) {
            record.open(found);
            String name = found.nameFor(started.id());
            feed.open(new Intake<>(settings, name, found.items(), this::existing), !settings.preflight.isSkipped());
            watching.watch(control);
        } catch (IOException | RuntimeException failure) {
            started.failed(failure);
            throw failure;
        }
    }

    private void describe(EventBuilder event, Lineage found) {
        event.detail("workers", settings.workers);
        if (settings.source instanceof Collection<?> known) {
            event.items(known.size());
        }
        if (!settings.job.isEmpty()) {
            event.detail("settings", settings.job);
        }
        found.describe(event);
    }

    // ---- one item

    /** Takes items and works on them, on a worker's thread, until there are none or the worker is given up. */
    void work(String worker) {
        try {
            for (Attempt<I> next = next(); next != null; next = next()) {
                if (!attempt(next, worker)) {
                    return; // another worker has its place
                }
            }
        } catch (InterruptedException dismissed) {
            Thread.currentThread().interrupt();
        } catch (Throwable broken) {
            end(Ending.stopped("a worker broke: " + broken));
            LOG.error("A worker of batch '{}' broke", settings.name, broken);
        }
        record.settleAll();
        watching().workerEnded();
    }

    /** The next item. Whoever has to wait for one first settles what ended before. */
    private @Nullable Attempt<I> next() throws InterruptedException {
        Attempt<I> next = feed.poll();
        if (next == null) {
            record.settleAll();
            next = feed.next();
        }
        return next;
    }

    private boolean attempt(Attempt<I> attempt, String worker) {
        attempt.begin(worker, time.nanos());
        Step step = startStep(attempt, worker);
        record.settle();
        if (isRecordBroken()) {
            boolean unused = attempt.end();
            step.cancelled("its start could not be recorded");
            feed.ended(attempt);
            return true;
        }
        if (attempt.past() == PastRun.STARTED
                && attempt.number() == 1
                && !settings.rerunInterrupted.test(attempt.item())) {
            boolean unused = attempt.end();
            fail(attempt, step, new CancellationException("it was interrupted in an earlier run"), Outcome.ERROR, 0);
            return true;
        }
        @Nullable Object result = null;
        Throwable thrown = null;
        Scope scope = step.makeCurrent();
        try {
            result = function.apply(attempt.item(), new ItemStep(this, attempt, step));
        } catch (Throwable failure) {
            thrown = failure;
        } finally {
            scope.close();
        }
        long nanos = attempt.workedNanos(time.nanos());
        if (!attempt.end()) {
            return false;
        }
        if (thrown == null) {
            succeed(attempt, step, result, nanos);
        } else {
            ended(attempt, step, thrown, nanos);
        }
        return true;
    }

    private Step startStep(Attempt<I> attempt, String worker) {
        Step step = attempt.step();
        if (step != null) {
            record.say(attempt, () -> step.restarted(e -> describe(e, attempt, worker)));
            return step;
        }
        record.say(attempt, () -> attempt.step(theRun().child(attempt.key(), e -> describe(e, attempt, worker))));
        return Objects.requireNonNull(attempt.step());
    }

    private void describe(EventBuilder event, Attempt<I> attempt, String worker) {
        event.worker(worker).reason(theLineage().reason(attempt));
        if (settings.source instanceof Collection<?> known) {
            event.index(attempt.index(), known.size());
        } else {
            event.index(attempt.index());
        }
        if (settings.retries > 0) {
            event.attempt(attempt.number(), settings.retries + 1);
        }
    }

    private void succeed(Attempt<I> attempt, Step step, @Nullable Object result, long nanos) {
        Map<String, Object> data = result == null ? Map.of() : Map.of("data", result);
        Runnable say = () -> step.succeeded(e -> e.index(attempt.index()));
        record.sayLater(attempt, say, nanos, data, isRecorded -> succeeded(attempt, step, result, nanos, isRecorded));
    }

    private void succeeded(Attempt<I> attempt, Step step, @Nullable Object result, long nanos, boolean isRecorded) {
        if (isRecorded) {
            tally.success(nanos);
            reportFirst(attempt, true, result);
        } else {
            boolean unused = isRecordBroken();
            tally.add(Outcome.CANCELLED);
            step.cancelled("its success could not be recorded");
        }
        feed.ended(attempt);
        watching().completed(attempt);
    }

    private void ended(Attempt<I> attempt, Step step, Throwable thrown, long nanos) {
        Ending why = ending.get();
        if (why != null && (why.isCancel() || isRecordBroken())) {
            cancelled(attempt, step, why.reason(), nanos);
            return;
        }
        boolean isTimeout = attempt.isTimedOut();
        Throwable error = isTimeout ? timeout(thrown) : thrown;
        if (attempt.number() <= settings.retries && !feed.isClosed() && settings.retryOn.test(error)) {
            Duration delay = settings.backoff.before(attempt.number());
            record.say(attempt, () -> step.retryScheduled(attempt.number(), settings.retries, delay, error));
            tally.retried();
            attempt.dueAt(time.nanos() + delay.toNanos());
            feed.again(attempt);
        } else {
            fail(attempt, step, error, isTimeout ? Outcome.TIMEOUT : Outcome.ERROR, nanos);
        }
    }

    private TimeoutException timeout(Throwable thrown) {
        TimeoutException timeout = new TimeoutException("no end within " + settings.timeout);
        timeout.initCause(thrown);
        return timeout;
    }

    private void cancelled(Attempt<I> attempt, Step step, String reason, long nanos) {
        record.write(attempt, Outcome.CANCELLED, nanos, Map.of());
        record.say(attempt, () -> step.cancelled(reason));
        tally.add(Outcome.CANCELLED);
        feed.ended(attempt);
        watching().completed(attempt);
    }

    /** It failed for good. */
    private void fail(Attempt<I> attempt, Step step, Throwable error, Outcome outcome, long nanos) {
        record.say(attempt, () -> sayFailure(step, error, outcome));
        failed(attempt, step, error, outcome, nanos);
        feed.ended(attempt);
        watching().completed(attempt);
    }

    private void sayFailure(Step step, Throwable error, Outcome outcome) {
        Duration timeout = settings.timeout;
        if (outcome == Outcome.TIMEOUT && timeout != null) {
            step.timedOut(timeout, e -> e.error(error));
        } else {
            step.failed(error);
        }
    }

    /** Counts and records a failure whose event was said. */
    private void failed(Attempt<I> attempt, Step step, Throwable error, Outcome outcome, long nanos) {
        record.writeFailure(attempt, outcome, nanos, error);
        if (settings.retries > 0) {
            step.deadLettered(attempt.number(), null);
        }
        String text = error.getClass().getSimpleName() + (error.getMessage() == null ? "" : ": " + error.getMessage());
        tally.failure(new BatchResult.Failure(attempt.key(), outcome, attempt.number(), text));
        failedItems.add(attempt);
        reportFirst(attempt, false, text);
        String stop = tally.reasonToStop();
        if (stop != null) {
            end(Ending.stopped(stop));
        }
    }

    private void existing(long index, String key) {
        PastRun past = theLineage().past();
        String where = past == null
                ? "already done"
                : "already done in run " + past.head().lineage();
        theRun().childSkipped(key, where, e -> e.index(index));
        tally.add(Outcome.SKIPPED);
    }

    // ---- what ends it early

    private void sourceFailed(Throwable failure) {
        LOG.error("The source of batch '{}' failed", settings.name, failure);
        end(Ending.stopped("the source failed: " + (failure.getMessage() == null ? failure : failure.getMessage())));
    }

    /** Whether nothing is recorded any more; then the run ends. */
    boolean isRecordBroken() {
        Throwable broken = record.failure();
        if (broken == null) {
            return false;
        }
        if (end(Ending.stopped("the files of the run can't be written: " + broken.getMessage()))) {
            LOG.error("The files of the run in {} can't be written; it stops", record.directory(), broken);
            feed.running().forEach(attempt -> attempt.interrupt(false));
        }
        return true;
    }

    /** Hands out nothing more, for this reason if it is the first; false when there was one before. */
    boolean end(Ending why) {
        boolean isFirst = ending.compareAndSet(null, why);
        if (why.isCancel() && !isFirst) {
            ending.updateAndGet(before -> before == null ? null : before.asCancel());
        }
        feed.close();
        return isFirst;
    }

    /** Nobody waits for this attempt any longer. Its worker is told when it comes back. */
    boolean abandon(Attempt<I> attempt, boolean isCancel) {
        List<String> stack = attempt.abandon();
        Step step = attempt.step();
        if (stack == null || step == null) {
            return false;
        }
        long nanos = attempt.workedNanos(time.nanos());
        String reason = "its thread " + attempt.worker() + " does not stop";
        record.say(attempt, () -> step.abandoned(reason, e -> e.detail("stack", stack)));
        tally.abandoned();
        if (isCancel) {
            tally.add(Outcome.CANCELLED);
        } else {
            failed(attempt, step, timeout(new CancellationException(reason)), Outcome.TIMEOUT, nanos);
            failedItems.forget(attempt); // it still runs
        }
        feed.ended(attempt);
        return true;
    }

    /** Brings failed items back: that of a key, or all. */
    void retryFailed(@Nullable String key) {
        if (feed.isClosed()) {
            return;
        }
        for (Attempt<I> attempt : failedItems.takeBack(key == null ? null : KeyHash.of(lineage(), key))) {
            Step step = Objects.requireNonNull(attempt.step());
            tally.takeBack(attempt.key(), attempt.isTimedOut() ? Outcome.TIMEOUT : Outcome.ERROR);
            record.say(attempt, () -> step.retryScheduled(attempt.number(), attempt.number(), Duration.ZERO, null));
            attempt.dueAt(time.nanos());
            feed.again(attempt);
        }
    }

    // ---- the preflight

    private void reportFirst(Attempt<I> attempt, boolean isPassed, @Nullable Object text) {
        if (!settings.preflight.isSkipped() && first.get() == null) {
            boolean unused = first.compareAndSet(null, Preflight.Report.of(attempt.key(), isPassed, text));
        }
    }

    /** How the first item did, or null when there was none. */
    Preflight.@Nullable Report firstReport() {
        return first.get();
    }

    // ---- its end

    private BatchResult finish(Step started, Lineage found) throws IOException {
        Ending why = ending.get();
        for (Attempt<I> waiting : feed.takeWaiting()) {
            Step step = waiting.step();
            if (step != null) {
                cancelled(waiting, step, why == null ? "the run ended" : why.reason(), 0);
            }
        }
        if (failedItems.isAnyTakenBack()) {
            record.keepDeadLetters(item -> !failedItems.isTakenBack(item));
        }
        why = ending.get();
        BatchResult result = result(why, tally.failed() > 0 ? 1 : 0);
        sayEnd(started, result, why);
        boolean unused = isRecordBroken();
        record.sync();
        if (why == null && ending.get() != null) {
            result = result(ending.get(), 4);
        }
        try {
            Summary.write(
                    settings,
                    result,
                    found.nameFor(started.id()),
                    started.state().toString(),
                    tally);
        } catch (IOException unwritten) {
            LOG.error("The summary of run {} can't be written: {}", started.id(), unwritten.getMessage());
        }
        return result;
    }

    private void sayEnd(Step started, BatchResult result, @Nullable Ending why) {
        if (why == null) {
            started.succeeded(result::describe);
        } else if (why.isCancel()) {
            started.cancelled(why.reason(), result::describe);
        } else {
            started.failed(why.reason(), result::describe);
        }
    }

    private BatchResult result(@Nullable Ending why, int exitCode) {
        Plan plan = theLineage().plan();
        return new BatchResult(
                run == null ? null : run.id(),
                run == null ? null : record.directory(),
                why == null ? exitCode : why.exitCode(),
                settings.dryRun && plan != null ? plan.existing() : tally.count(Outcome.SKIPPED),
                tally.count(Outcome.SUCCESS),
                tally.count(Outcome.ERROR),
                tally.count(Outcome.TIMEOUT),
                tally.count(Outcome.CANCELLED),
                tally.abandonedCount(),
                tally.retryCount(),
                Duration.ofNanos(time.nanos() - startNanos),
                why == null ? null : why.reason(),
                plan,
                tally.failures());
    }

    // ---- what items ask for

    void checkpoint(Attempt<?> attempt, Step step) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (feed.isPaused()) {
            attempt.rest(time.nanos());
            step.paused();
            try {
                feed.awaitEndOfPause();
            } finally {
                attempt.goOn(time.nanos());
            }
            if (!isCancelled()) {
                step.resumed();
            }
        }
        if (isCancelled()) {
            throw new CancellationException("the run is being cancelled");
        }
    }

    private boolean isCancelled() {
        Ending why = ending.get();
        return why != null && why.isCancel();
    }

    List<String> context() {
        return List.copyOf(context);
    }

    void addContext(String text) {
        context.add(text);
    }

    boolean keepsWorkerLogs() {
        return settings.workerLogs && settings.runs != null;
    }

    Path itemDirectory(long index) {
        return record.itemDirectory(index);
    }

    String lineage() {
        return theLineage().nameFor(theRun().id());
    }

    private Step theRun() {
        return Objects.requireNonNull(run);
    }

    private Lineage theLineage() {
        return Objects.requireNonNull(lineage);
    }

    private Watch<I> watching() {
        return Objects.requireNonNull(watch);
    }
}
