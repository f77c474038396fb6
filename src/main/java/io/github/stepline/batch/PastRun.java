package io.github.stepline.batch;

import io.github.stepline.Details;
import io.github.stepline.LogEvent;
import io.github.stepline.json.Line;
import io.github.stepline.json.LineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the journals of a lineage say of its items: read from its first run to its last. */
final class PastRun {
    /** The bits that say how far an item got. */
    static final int STATE = 0x07;

    /** It started and did not end. */
    static final int STARTED = 1;

    static final int FAILED = 2;

    /** Its success was recorded, with its result. */
    static final int DONE = 3;

    /** The source of the present run has it. */
    static final int PLANNED = 0x08;

    /** The present run has read it. */
    static final int SEEN = 0x10;

    /** The results of the present run have its line. */
    private static final int LISTED = 0x20;

    private final Head head;
    private final Deque<Path> newestFirst = new ArrayDeque<>();
    private final KeyTable items = new KeyTable();
    private boolean isCompleted;

    private PastRun(Head head) {
        this.head = head;
    }

    /** What the first line of a journal says. */
    record Head(
            Path directory,
            String runId,
            String name,
            Instant at,
            String lineage,
            @Nullable String from,
            Object settings) {
        static @Nullable Head read(Path directory) throws IOException {
            Path journal = directory.resolve(JournalFile.FILE);
            if (!Files.isRegularFile(journal)) {
                return null;
            }
            try (LineReader reader = LineReader.open(journal, bad -> {})) {
                Line first = reader.next();
                LogEvent event = first == null ? null : first.event();
                if (event == null || !"run_started".equals(event.action()) || event.runId() == null) {
                    return null;
                }
                Map<String, @Nullable Object> details = event.details();
                return new Head(
                        directory,
                        event.runId(),
                        String.valueOf(details.get("name")),
                        event.timestamp(),
                        details.get("lineage") instanceof String lineage ? lineage : event.runId(),
                        details.get("resumed_from") instanceof String from ? from : null,
                        Objects.requireNonNullElse(details.get("settings"), Map.of()));
            }
        }
    }

    /** The newest run of a name, or null. A directory without a first line holds nothing and is passed over. */
    static @Nullable Head newest(Path runs, String name) throws IOException {
        if (!Files.isDirectory(runs)) {
            return null;
        }
        Head newest = null;
        try (Stream<Path> directories = Files.list(runs)) {
            for (Path directory : directories.sorted(Comparator.naturalOrder()).toList()) {
                Head head = Head.read(directory);
                if (head != null
                        && head.name().equals(name)
                        && (newest == null || !head.at().isBefore(newest.at()))) {
                    newest = head;
                }
            }
        }
        return newest;
    }

    /** Reads a run and those before it; a line that a crash tore is passed over. */
    static PastRun read(Head head) throws IOException {
        PastRun past = new PastRun(head);
        for (Head run = head; run != null; run = before(run)) {
            past.newestFirst.addLast(run.directory());
        }
        for (Iterator<Path> oldest = past.newestFirst.descendingIterator(); oldest.hasNext(); ) {
            past.readStates(oldest.next());
        }
        return past;
    }

    private static @Nullable Head before(Head run) throws IOException {
        if (run.from() == null) {
            return null;
        }
        Head before = Head.read(run.directory().resolveSibling(run.from()));
        if (before == null) {
            throw new IllegalStateException("Run " + run.runId() + " resumed run " + run.from()
                    + ", whose directory is missing beside it; without it nobody knows what is done.");
        }
        return before;
    }

    private void readStates(Path directory) throws IOException {
        isCompleted = false;
        readJournal(directory, event -> {
            isCompleted |= "run_completed".equals(event.action());
            KeyHash item = KeyHash.parse(event.details().get(JournalFile.ITEM));
            int state =
                    event.details().containsKey(JournalFile.RESULT) ? DONE : stateAfter(String.valueOf(event.action()));
            if (item != null && state != 0) {
                items.put(item, (byte) state);
            }
        });
    }

    private interface Visitor {
        void visit(LogEvent event) throws IOException;
    }

    private static void readJournal(Path directory, Visitor visitor) throws IOException {
        try (LineReader reader = LineReader.open(directory.resolve(JournalFile.FILE), bad -> {})) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                visitor.visit(line.event());
            }
        }
    }

    private static int stateAfter(String action) {
        return switch (action) {
            case "step_execution_started", "step_retry_scheduled", "step_execution_cancelled" -> STARTED;
            case "step_execution_failed", "step_timed_out", "step_abandoned" -> FAILED;
            default -> 0;
        };
    }

    /**
     * Makes a file with the line of each item that is done: a copy of the newest results, and after it from the journals
     * what those had not got yet when a crash ended their run.
     */
    ResultFile openResults(Path file) throws IOException {
        for (Path directory : newestFirst) {
            Path results = directory.resolve(ResultFile.RESULTS);
            if (Files.exists(results)) {
                ResultFile.copy(results, file, entry -> entry.isSuccess() && list(entry.hash()));
                break;
            }
        }
        ResultFile copy = new ResultFile(file);
        Iterator<Path> directories = newestFirst.iterator();
        while (directories.hasNext() && items.count(STATE | LISTED, DONE) > 0) {
            readJournal(directories.next(), event -> {
                KeyHash item = KeyHash.parse(event.details().get(JournalFile.ITEM));
                if (item != null && event.details().get(JournalFile.RESULT) instanceof Details line && list(item)) {
                    copy.append(line);
                }
            });
        }
        copy.flush();
        return copy;
    }

    /** Whether an item is done and was not listed before; now it is. */
    private boolean list(KeyHash item) {
        int known = items.get(item);
        if ((known & (STATE | LISTED)) != DONE) {
            return false;
        }
        items.put(item, (byte) (known | LISTED));
        return true;
    }

    Head head() {
        return head;
    }

    KeyTable items() {
        return items;
    }

    long count(int state) {
        return items.count(STATE, state);
    }

    /** Whether there is nothing left to do but what the source may have got since. */
    boolean isFinished() {
        return isCompleted && count(DONE) == items.size();
    }
}
