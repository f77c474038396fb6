package io.github.stepline.batch;

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

    /** What waits for its line in the journal. */
    private record Unsettled(long number, Consumer<Boolean> then) {}

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
        Path before = lineage.past() == null ? null : lineage.past().results();
        if (before != null) {
            ResultFile.copy(before, file, entry -> entry.isSuccess() && isDone(lineage, entry.hash()));
        }
        results = new ResultFile(file);
        deadLetters = new ResultFile(journal.directory().resolve(ResultFile.DEAD_LETTERS));
    }

    private static boolean isDone(Lineage lineage, KeyHash hash) {
        return (lineage.items().get(hash) & PastRun.STATE) == PastRun.DONE;
    }

    /** Says something of an item, so that the journal knows which one it is. */
    void say(Attempt<?> attempt, Runnable say) {
        boolean unused = said(attempt, say);
    }

    /** As {@link #say}; false when it did not reach the journal. */
    boolean said(Attempt<?> attempt, Runnable say) {
        if (journal == null) {
            say.run();
            return true;
        }
        return journal.about(attempt.hashText(), say);
    }

    /**
     * As {@link #say}, but the journal gets it with what is said next, or with {@link #settle}.
     *
     * @param then is told then, on the thread that does it, whether it reached the journal
     */
    void sayLater(Attempt<?> attempt, Runnable say, Consumer<Boolean> then) {
        if (journal == null) {
            say.run();
            then.accept(true);
        } else {
            unsettled.add(new Unsettled(journal.append(attempt.hashText(), say), then));
        }
    }

    /**
     * Sees to it that all that was said for later is in the journal, and that those who asked have been told when it
     * returns: so nobody counts what comes next before it.
     */
    synchronized void settle() {
        if (journal != null) {
            for (Unsettled next = unsettled.poll(); next != null; next = unsettled.poll()) {
                if (!journal.isWritten(next.number())) {
                    journal.flush();
                }
                next.then().accept(journal.isWritten(next.number()));
            }
        }
    }

    /** Writes the line of an item that has ended, a failed one to the dead letters as well; false when it can't. */
    boolean write(Attempt<?> attempt, Outcome outcome, long nanos, Map<String, Object> more) {
        Step step = attempt.step();
        if (results == null || deadLetters == null || step == null) {
            return true;
        }
        try {
            results.append(attempt, outcome, step.id(), nanos, more);
            if (outcome.isFailure()) {
                deadLetters.append(attempt, outcome, step.id(), nanos, more);
            }
            return true;
        } catch (IOException full) {
            failure = full;
            return false;
        }
    }

    /** Writes the line of an item that has failed for good, with its error. */
    void writeFailure(Attempt<?> attempt, Outcome outcome, long nanos, Throwable error) {
        Map<String, @Nullable Object> what = new LinkedHashMap<>();
        what.put("type", error.getClass().getName());
        what.put("message", error.getMessage());
        boolean unused = write(attempt, outcome, nanos, Map.of("error", what)); // what it says stands in failure()
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
