package io.github.stepline.batch;

import io.github.stepline.Details;
import io.github.stepline.json.JsonText;
import io.github.stepline.json.ObjectLines;
import io.github.stepline.redact.Redactor;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code results.jsonl} and {@code dead-letter.jsonl}: one line of JSON an item, masked. Safe between threads. */
final class ResultFile implements Closeable {
    static final String RESULTS = "results.jsonl";
    static final String DEAD_LETTERS = "dead-letter.jsonl";

    private final LineFile file;
    private final ObjectLines lines = new ObjectLines();

    ResultFile(Path path) throws IOException {
        this.file = LineFile.open(path);
    }

    /** What a line of a former run says of an item. */
    record Entry(KeyHash hash, boolean isSuccess, String line) {}

    /** What is done with the entries of a file. */
    interface Reader {
        void read(Entry entry) throws IOException;
    }

    /** Reads the lines of a file, if it is there; a torn one is passed over. */
    static void read(Path path, Reader reader) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, @Nullable Object> members = JsonText.read(line);
                KeyHash hash = members == null ? null : KeyHash.parse(members.get(JournalFile.ITEM));
                if (members != null && hash != null) {
                    reader.read(new Entry(hash, Outcome.SUCCESS.toString().equals(members.get("status")), line));
                }
            }
        }
    }

    /** Writes the entries of a file that shall stay into another, or the same, whole or not at all. */
    static void copy(Path from, Path to, Predicate<Entry> stays) throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (LineFile copy = LineFile.open(part);
                OutputStream out = new BufferedOutputStream(copy, 65_536)) {
            read(from, entry -> {
                if (stays.test(entry)) {
                    out.write((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
            out.flush();
            copy.sync();
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The line of an item that has ended.
     *
     * @param step the id of its step, under which its log is found
     * @param more its result or its error: copied, bounded and masked
     */
    static Details line(
            Attempt<?> attempt,
            Outcome outcome,
            String step,
            long nanos,
            Map<String, ? extends @Nullable Object> more) {
        Redactor redactor = Redactor.shared();
        List<@Nullable Object> members = new ArrayList<>(20);
        add(members, "index", attempt.index());
        add(members, "key", redactor.redact(attempt.key()));
        add(members, JournalFile.ITEM, attempt.hashText());
        add(members, "status", outcome.toString());
        add(members, "attempts", attempt.number());
        add(members, "duration_ms", nanos / 1_000 / 1e3);
        if (!more.isEmpty()) {
            Summary.masked(more).forEach((key, value) -> add(members, key, value));
        }
        if (attempt.hasDirectory()) {
            add(members, "dir", "items/" + attempt.index());
        }
        add(members, "logs", redactor.redact(step));
        return Details.ofPlain(members);
    }

    private static void add(List<@Nullable Object> members, String key, @Nullable Object value) {
        members.add(key);
        members.add(value);
    }

    /** Takes in a line; it is in the file after {@link #flush}, or when many wait. */
    synchronized void append(Map<String, ? extends @Nullable Object> line) throws IOException {
        lines.append(line);
        if (lines.size() >= LineFile.MOST_WAITING) {
            flush();
        }
    }

    synchronized void flush() throws IOException {
        if (lines.size() > 0) {
            try {
                lines.writeTo(file);
            } finally {
                lines.clear();
            }
        }
    }

    void sync() throws IOException {
        flush();
        file.sync();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }
}
