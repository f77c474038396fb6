package io.github.stepline.batch;

import io.github.stepline.Details;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run, {@code events.jsonl} in its directory: every event of the run in the order in which it was said,
 * masked. An event is in the file, as far as the operating system is concerned, before the call that says it returns;
 * only one that may wait ({@link #append}) goes there with the next one, or with {@link #flush}.
 *
 * <p>After a failure nothing more is written: {@link #failure} says what it was.
 */
final class JournalFile implements Journal, Closeable {
    static final String FILE = "events.jsonl";

    /** The detail that says which item an event is about, in this file alone. */
    static final String ITEM = "item";

    /** The detail of an item's success that is its line in the results, in this file alone. */
    static final String RESULT = "result";

    /** The number of a line that was not written and never will be. */
    private static final long NOWHERE = Long.MAX_VALUE;

    private final Path runs;
    private final boolean syncsEach;
    private final Redactor redactor = Redactor.shared();
    private final LineWriter line = new LineWriter();
    private final ReentrantLock lock = new ReentrantLock();
    private final ThreadLocal<About> about = ThreadLocal.withInitial(About::new);

    private @Nullable Path directory;
    private @Nullable RunLock runLock;
    private @Nullable LineFile file;
    private Envelope envelope = Envelope.EMPTY;
    private long seq;
    private volatile long written;
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
        private @Nullable Details details;
        private boolean mayWait;
        private long said;
    }

    /** Lets what is said in here be known as said of this item. */
    void about(String item, Runnable say) {
        long unused = say(Details.ofPlain(List.of(ITEM, item)), say, false);
    }

    /**
     * As {@link #about}, of an item that has this result; but the file gets it with what is written next, by whatever
     * thread.
     *
     * @return its number, for {@link #isWritten}
     */
    long append(String item, Details result, Runnable say) {
        return say(Details.ofPlain(List.of(ITEM, item, RESULT, result)), say, !syncsEach);
    }

    private long say(Details details, Runnable say, boolean mayWait) {
        About said = about.get();
        said.details = details;
        said.mayWait = mayWait;
        said.said = NOWHERE;
        try {
            say.run();
            return said.said;
        } finally {
            said.details = null;
        }
    }

    @Override
    public void say(LogEvent event) {
        About said = about.get();
        LogEvent masked = masked(event);
        if (said.details == null) {
            long unused = write(masked, false);
        } else {
            said.said = write(withMore(masked, said.details), said.mayWait);
        }
    }

    private static LogEvent withMore(LogEvent event, Details more) {
        if (event.details().isEmpty()) {
            return event.withDetails(more);
        }
        LogEvent all = event;
        for (Map.Entry<String, @Nullable Object> one : more.entrySet()) {
            all = all.withDetail(one.getKey(), one.getValue());
        }
        return all;
    }

    /** Writes a line and those that wait, or lets it wait as well; returns its number. */
    private long write(LogEvent clean, boolean mayWait) {
        lock.lock();
        try {
            if (failure != null || file == null) {
                return NOWHERE;
            }
            line.append(clean, envelope, ++seq);
            return mayWait && line.size() < LineFile.MOST_WAITING || writeAll() ? seq : NOWHERE;
        } catch (Throwable broken) {
            failure = broken;
            line.clear();
            return NOWHERE;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits, with the lock held; false when it can't. */
    private boolean writeAll() {
        LineFile open = file;
        if (open == null || failure != null) {
            return false;
        }
        if (line.size() == 0) {
            return true;
        }
        try {
            line.writeTo(open);
            if (syncsEach) {
                open.sync();
            }
            written = seq;
            return true;
        } catch (Throwable broken) {
            failure = broken;
            return false;
        } finally {
            line.clear();
        }
    }

    /** Writes what waits. */
    void flush() {
        lock.lock();
        try {
            boolean unused = writeAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isWritten(long number) {
        return number <= written;
    }

    /** Whether it is not written and still may be. */
    boolean isWaiting(long number) {
        return !isWritten(number) && number != NOWHERE && failure == null;
    }

    /** The parts are clean one by one; the default message that is made of them may still be a secret. */
    private LogEvent masked(LogEvent event) {
        LogEvent masked = event.redacted(redactor);
        return masked.message() != null ? masked : masked.withMessage(redactor.redact(masked.formattedMessage()));
    }

    void sync() {
        LineFile open = file;
        flush();
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
                boolean unused = writeAll();
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
