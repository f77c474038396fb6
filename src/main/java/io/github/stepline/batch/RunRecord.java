package io.github.stepline.batch;

import io.github.stepline.Details;
import io.github.stepline.EventBuilder;
import io.github.stepline.Events;
import io.github.stepline.Step;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run writes into its directory while it goes on: journal, results, dead letters; nothing where it has none. Safe
 * between threads. The first failure stays: from then on nothing counts as recorded.
 */
final class RunRecord implements Closeable {
    private final Settings<?> settings;
    private final @Nullable JournalFile journal;
    private final Queue<Unsettled> unsettled = new ConcurrentLinkedQueue<>();
    private @Nullable ResultFile results;
    private @Nullable ResultFile deadLetters;
    private volatile @Nullable Throwable failure;

    /** A success that waits for its line in the journal. */
    private record Unsettled(long number, Details result, Consumer<Boolean> then) {}

    RunRecord(Settings<?> settings) {
        this.settings = settings;
        this.journal = settings.runs == null ? null : new JournalFile(settings.runs, settings.sync.isZero());
    }

    /** Starts the run, with a directory of its own if it shall have one. */
    Step start(Consumer<EventBuilder> more) {
        if (journal == null) {
            return Events.runStarted(settings.name, more);
        }
        Step started = Events.runStarted(settings.name, journal, more);
        Throwable broken = journal.failure();
        if (broken != null) {
            started.failed(broken, event -> {});
            throw new UncheckedIOException(
                    "The run directory in " + settings.runs + " can't be made or written: " + broken.getMessage(),
                    broken instanceof IOException io ? io : new IOException(broken));
        }
        return started;
    }

    /** Opens the files of results, and takes over those of the lineage that count. */
    void open(Lineage lineage) throws IOException {
        if (journal == null) {
            return;
        }
        Path file = journal.directory().resolve(ResultFile.RESULTS);
        PastRun past = lineage.past();
        results = past == null ? new ResultFile(file) : past.openResults(file);
        deadLetters = new ResultFile(journal.directory().resolve(ResultFile.DEAD_LETTERS));
    }

    /** Says something of an item, so that the journal knows which one it is. */
    void say(Attempt<?> attempt, Runnable say) {
        if (journal == null) {
            say.run();
        } else {
            journal.about(attempt.hashText(), say);
        }
    }

    /**
     * Says the success of an item, together with its result. The journal gets it with what is said next, or with {@link
     * #settleAll}; the results after that.
     *
     * @param then is told, on the thread that does it, whether it reached the journal
     */
    void sayLater(Attempt<?> attempt, Runnable say, long nanos, Map<String, Object> data, Consumer<Boolean> then) {
        Step step = attempt.step();
        if (journal == null || step == null) {
            say.run();
            then.accept(true);
        } else {
            Details result = ResultFile.line(attempt, Outcome.SUCCESS, step.id(), nanos, data);
            unsettled.add(new Unsettled(journal.append(attempt.hashText(), result, say), result, then));
        }
    }

    /**
     * Tells those whose success is in the journal by now; all have been told when it returns, so that nobody counts what
     * comes next before it. A worker calls it when a start is written, and with it all that it said before.
     */
    synchronized void settle() {
        if (journal == null) {
            return;
        }
        for (Unsettled next = unsettled.peek(); next != null; next = unsettled.peek()) {
            if (journal.isWaiting(next.number())) {
                return; // the start that it waits for is about to come
            }
            boolean isRecorded = journal.isWritten(next.number());
            unsettled.remove();
            if (isRecorded) {
                list(next.result());
            }
            next.then().accept(isRecorded);
        }
    }

    /** Writes what waits for a start, and settles. */
    void settleAll() {
        if (journal != null) {
            journal.flush();
        }
        settle();
    }

    /** Settles all, and lets everybody see the results so far. */
    void flush() {
        settleAll();
        if (results != null) {
            try {
                results.flush();
            } catch (IOException full) {
                failure = full;
            }
        }
    }

    private void list(Details result) {
        if (results != null) {
            try {
                results.append(result);
            } catch (IOException full) {
                failure = full; // a resume makes the lines up from the journal
            }
        }
    }

    /** Writes the line of an item that has ended without success, a failed one to the dead letters as well. */
    void write(Attempt<?> attempt, Outcome outcome, long nanos, Map<String, Object> more) {
        Step step = attempt.step();
        if (results == null || deadLetters == null || step == null) {
            return;
        }
        Details line = ResultFile.line(attempt, outcome, step.id(), nanos, more);
        try {
            results.append(line);
            results.flush();
            if (outcome.isFailure()) {
                deadLetters.append(line);
                deadLetters.flush();
            }
        } catch (IOException full) {
            failure = full;
        }
    }

    /** Writes the line of an item that has failed for good, with its error. */
    void writeFailure(Attempt<?> attempt, Outcome outcome, long nanos, Throwable error) {
        Map<String, @Nullable Object> what = new LinkedHashMap<>();
        what.put("type", error.getClass().getName());
        what.put("message", error.getMessage());
        write(attempt, outcome, nanos, Map.of("error", what));
    }

    /** Leaves the dead letters of these items alone in their file. */
    void keepDeadLetters(Predicate<KeyHash> which) throws IOException {
        if (journal != null) {
            Path letters = journal.directory().resolve(ResultFile.DEAD_LETTERS);
            ResultFile.copy(letters, letters, entry -> which.test(entry.hash()));
        }
    }

    /** Why nothing is recorded any more, or null while it is. */
    @Nullable
    Throwable failure() {
        Throwable own = failure;
        return own != null || journal == null ? own : journal.failure();
    }

    void sync() {
        if (journal != null && results != null && deadLetters != null) {
            try {
                results.sync();
                deadLetters.sync();
                journal.sync();
            } catch (IOException broken) {
                failure = broken;
            }
        }
    }

    /** The run's directory, or null without one. */
    @Nullable
    Path directory() {
        return journal == null ? null : journal.directory();
    }

    Path itemDirectory(long index) {
        if (journal == null) {
            throw new IllegalStateException(
                    "Batch '" + settings.name + "' has no directory: say where with runs(...).");
        }
        return journal.directory().resolve("items").resolve(Long.toString(index));
    }

    @Override
    public void close() throws IOException {
        if (results != null && deadLetters != null) {
            results.close();
            deadLetters.close();
        }
        if (journal != null) {
            journal.close();
        }
    }
}
