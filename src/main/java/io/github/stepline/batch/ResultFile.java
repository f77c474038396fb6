package io.github.stepline.batch;

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
     * Appends the line of an item.
     *
     * @param step the id of its step, under which its log is found
     * @param more its result or its error: copied, bounded and masked
     */
    void append(
            Attempt<?> attempt, Outcome outcome, String step, long nanos, Map<String, ? extends @Nullable Object> more)
            throws IOException {
        Redactor redactor = Redactor.shared();
        String key = redactor.redact(attempt.key());
        String logs = redactor.redact(step);
        Map<String, @Nullable Object> masked = more.isEmpty() ? Map.of() : Summary.masked(more);
        synchronized (this) {
            try {
                lines.begin()
                        .member("index", attempt.index())
                        .member("key", key)
                        .member(JournalFile.ITEM, attempt.hashText())
                        .member("status", outcome.toString())
                        .member("attempts", attempt.number())
                        .member("duration_ms", nanos / 1_000 / 1e3);
                masked.forEach(lines::member);
                if (attempt.hasDirectory()) {
                    lines.member("dir", "items/" + attempt.index());
                }
                lines.member("logs", logs).end();
                lines.writeTo(file);
            } finally {
                lines.clear();
            }
        }
    }

    void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
