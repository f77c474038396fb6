package io.github.stepline.batch;

import io.github.stepline.Journal;
import io.github.stepline.LogEvent;
import io.github.stepline.json.Envelope;
import io.github.stepline.json.LineWriter;
import io.github.stepline.redact.Redactor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run, {@code events.jsonl} in its directory: every event of the run in the order in which it was said,
 * masked. An event is in the file, as far as the operating system is concerned, before the call that says it returns.
 *
 * <p>After a failure nothing more is written: {@link #failure} says what it was.
 */
final class JournalFile implements Journal, Closeable {
    static final String FILE = "events.jsonl";

    /** The detail that says which item an event is about, in this file alone. */
    static final String ITEM = "item";

    private final Path runs;
    private final boolean syncsEach;
    private final Redactor redactor = Redactor.shared();
    private final LineWriter line = new LineWriter();
    private final ReentrantLock lock = new ReentrantLock();
    private final ThreadLocal<@Nullable About> about = new ThreadLocal<>();

    private @Nullable Path directory;
    private @Nullable RunLock runLock;
    private @Nullable LineFile file;
    private Envelope envelope = Envelope.EMPTY;
    private long seq;
    private volatile @Nullable Throwable failure;

    JournalFile(Path runs, boolean syncsEach) {
        this.runs = runs;
        this.syncsEach = syncsEach;
    }

    @Override
    public boolean claim(String runId) {
        try {
            Files.createDirectories(runs);
            Path claimed = Files.createDirectory(runs.resolve(runId));
            directory = claimed;
            runLock = RunLock.take(claimed);
            file = LineFile.open(claimed.resolve(FILE));
            String writer = runId + "-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
            envelope = new Envelope(null, null, null, null, null, Map.of(), writer, null);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return Files.exists(runs) && !Files.isDirectory(runs) ? fail(taken) : false;
        } catch (IOException | RuntimeException failed) {
            return fail(failed);
        }
    }

    private boolean fail(Throwable failed) {
        failure = failed;
        return true;
    }

    /** Why the journal is not written any more, or null while it is. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    Path directory() {
        Path claimed = directory;
        if (claimed == null) {
            throw new IllegalStateException("The run has no directory yet.");
        }
        return claimed;
    }

    /** What a thread says of an item. */
    private static final class About {
        private final KeyHash item;
        private boolean isWritten;

        private About(KeyHash item) {
            this.item = item;
        }
    }

    /** Lets what is said in here be known as said of this item; false when the last of it did not reach the file. */
    boolean about(KeyHash item, Runnable say) {
        About said = new About(item);
        about.set(said);
        try {
            say.run();
            return said.isWritten;
        } finally {
            about.remove();
        }
    }

    @Override
    public void say(LogEvent event) {
        About said = about.get();
        LogEvent clean = masked(said == null ? event : event.withDetail(ITEM, said.item.toString()));
        boolean isWritten = write(clean);
        if (said != null) {
            said.isWritten = isWritten;
        }
    }

    private boolean write(LogEvent clean) {
        lock.lock();
        try {
            LineFile open = file;
            if (failure != null || open == null) {
                return false;
            }
            line.append(clean, envelope, ++seq);
            line.writeTo(open);
            if (syncsEach) {
                open.sync();
            }
            return true;
        } catch (Throwable broken) {
            failure = broken;
            return false;
        } finally {
            line.clear();
            lock.unlock();
        }
    }

    /** The parts are clean one by one; the default message that is made of them may still be a secret. */
    private LogEvent masked(LogEvent event) {
        LogEvent masked = event.redacted(redactor);
        return masked.message() != null ? masked : masked.withMessage(redactor.redact(masked.formattedMessage()));
    }

    void sync() {
        LineFile open = file;
        if (open != null && failure == null) {
            try {
                open.sync();
            } catch (IOException broken) {
                failure = broken;
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (file != null) {
                file.close();
                file = null;
            }
            if (runLock != null) {
                runLock.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
