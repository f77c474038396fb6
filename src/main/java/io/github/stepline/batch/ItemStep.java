package io.github.stepline.batch;

import io.github.stepline.EventBuilder;
import io.github.stepline.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The step of an item, as its function sees it. Its life is not here: the runner starts and ends it, so that its end is
 * recorded with its result. It is the current step of the thread, so what the function says belongs to it. For use
 * while the function runs; safe between threads.
 */
public final class ItemStep {
    private final BatchRun<?> run;
    private final Attempt<?> attempt;
    private final Step step;

    ItemStep(BatchRun<?> run, Attempt<?> attempt, Step step) {
        this.run = run;
        this.attempt = attempt;
        this.step = step;
    }

    /** The id that its events carry. */
    public String id() {
        return step.id();
    }

    /** The item's place in the source, from 1. */
    public long index() {
        return attempt.index();
    }

    /** Which attempt of this run it is, from 1. */
    public int attempt() {
        return attempt.number();
    }

    /** Whether its function may have run before, in whole or in part: in an earlier attempt or in a run that this one resumes. */
    public boolean mayHaveRunBefore() {
        return attempt.number() > 1 || attempt.past() != 0;
    }

    /**
     * A name for the effect of this item, the same over attempts, resumes and machines: {@code <lineage>/<hash of the
     * key>}. A service that remembers it does the item once.
     */
    public String idempotencyKey() {
        return run.lineage() + "/" + attempt.hash();
    }

    /**
     * A place where the item may rest: waits while the run is paused.
     *
     * @throws java.util.concurrent.CancellationException when the run is being cancelled
     * @throws InterruptedException when it has taken longer than it may
     */
    public void checkpoint() throws InterruptedException {
        run.checkpoint(attempt, step);
    }

    /** What the user has told the run so far, the oldest first. */
    public List<String> context() {
        return run.context();
    }

    /** Counts work that is done; see {@link Step#advance}. */
    public void advance(long amount) {
        step.advance(amount);
    }

    /** Says how much there is to do. */
    public void total(long total) {
        step.total(total);
    }

    /** Says how much of what there is to do. */
    public void total(long total, String unit) {
        step.total(total, unit);
    }

    /** Starts a step under this one, which the function ends. */
    public Step child(String key) {
        return step.child(key);
    }

    /** Starts a step under this one and says more about it. */
    public Step child(String key, @Nullable Consumer<EventBuilder> more) {
        return step.child(key, more);
    }

    /**
     * The item's own directory, {@code items/<index>} in that of the run; made when it is first asked for.
     *
     * @throws IllegalStateException without {@link Batch#runs}
     */
    public Path directory() throws IOException {
        Path directory = Files.createDirectories(run.itemDirectory(attempt.index()));
        attempt.usesDirectory();
        return directory;
    }

    /**
     * Runs a command and waits for it. What it prints goes, masked, to {@code worker.stdout} and {@code worker.stderr} in
     * {@link #directory}. When the item is interrupted, the command and every process that it started are ended.
     *
     * @return its exit code
     * @throws IOException when it can't be started or its output can't be written
     */
    public int command(ProcessBuilder command) throws IOException, InterruptedException {
        return ChildCommand.run(command, run.keepsWorkerLogs() ? directory() : null);
    }
}
