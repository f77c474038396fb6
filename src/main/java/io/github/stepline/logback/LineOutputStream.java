package io.github.stepline.logback;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/*
 * A file of whole lines that outlives its disk
 *
 * Each write is one event. Events gather in a buffer and go to the file when it is flushed; no write ever throws. When
 * the file can't be written (disk full, directory gone), what got there in part is cut off at the last whole event, the
 * rest stays in the buffer and is tried again every second; events that find the buffer full are lost and counted. So
 * no line is spliced from two events, and writing goes on by itself.
 *
 * At most once a second the file is looked at from outside: when another file or none stands under its name, it is
 * opened anew, and the events written since the last look are counted as lost, for nobody will find them.
 *
 * A file that ends in the middle of a line, because a process was killed, gets a line feed first.
 *
 * Not thread-safe: Logback calls it under the lock of the stream.
 */
final class LineOutputStream extends OutputStream {
    static final int BUFFER_SIZE = 64 * 1024;

    private static final long SECOND = 1_000_000_000L;

    private final File file;
    private final LongConsumer lost;
    private final Consumer<String> say;
    private final LongSupplier nanos;
    private byte[] buffer = new byte[BUFFER_SIZE];
    private int used;
    private int[] ends = new int[64];
    private int events;
    private @Nullable FileOutputStream out;
    private @Nullable Object key;
    private long goodLength;
    private long eventsSinceLook;
    private long lookedNanos;
    private boolean failing;
    private long failedNanos;

    /** @param say takes a sentence when the file begins to fail and when it is written again */
    LineOutputStream(File file, LongConsumer lost, Consumer<String> say, LongSupplier nanos) {
        this.file = file;
        this.lost = lost;
        this.say = say;
        this.nanos = nanos;
        this.lookedNanos = nanos.getAsLong();
    }

    /** Opens the file for the first time; the one place that throws. */
    void open() throws IOException {
        Path path = file.toPath().toAbsolutePath();
        Path directory = path.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        boolean isTorn = isTorn();
        FileOutputStream opened = new FileOutputStream(file, true);
        try {
            if (isTorn) {
                opened.write('\n');
            }
            // Not asked of the channel: an interrupted caller would close it.
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            key = attributes.fileKey();
            goodLength = attributes.size();
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
        out = opened;
    }

    private boolean isTorn() throws IOException {
        if (!file.isFile() || file.length() == 0) {
            return false;
        }
        try (RandomAccessFile tail = new RandomAccessFile(file, "r")) {
            tail.seek(tail.length() - 1);
            return tail.read() != '\n';
        }
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /** Takes one event. */
    @Override
    public void write(byte[] event, int offset, int length) {
        if (length > BUFFER_SIZE - used) {
            flush();
        }
        if (used > 0 && length > BUFFER_SIZE - used) {
            lost.accept(1);
            return;
        }
        if (length > buffer.length) {
            buffer = new byte[length];
        }
        System.arraycopy(event, offset, buffer, used, length);
        used += length;
        if (events == ends.length) {
            ends = Arrays.copyOf(ends, 2 * events);
        }
        ends[events++] = used;
        if (used > BUFFER_SIZE) {
            flush();
        }
    }

    /** Whether the last attempt to write failed. */
    boolean isFailing() {
        return failing;
    }

    @Override
    public void flush() {
        if (used == 0 || failing && nanos.getAsLong() - failedNanos < SECOND) {
            return;
        }
        try {
            look();
            FileOutputStream open = Objects.requireNonNull(out, "out");
            open.write(buffer, 0, used);
            goodLength += used;
            eventsSinceLook += events;
            forget();
            recovered();
        } catch (IOException | RuntimeException failed) {
            fail(failed);
        }
    }

    private void forget() {
        used = 0;
        events = 0;
        if (buffer.length > BUFFER_SIZE) {
            buffer = new byte[BUFFER_SIZE];
        }
    }

    /** Sees to it that the open file is the one under its name. */
    private void look() throws IOException {
        long now = nanos.getAsLong();
        if (out != null && now - lookedNanos < SECOND) {
            return;
        }
        lookedNanos = now;
        if (out != null && !isStillThere()) {
            say.accept(
                    "is gone; it is made anew, and up to " + eventsSinceLook + " events of the last second are lost");
            lost.accept(eventsSinceLook);
            closeQuietly();
        }
        eventsSinceLook = 0;
        if (out == null) {
            open();
        }
    }

    private boolean isStillThere() {
        try {
            BasicFileAttributes found = Files.readAttributes(file.toPath(), BasicFileAttributes.class);
            if (found.size() < goodLength) {
                goodLength = found.size(); // somebody emptied it; we append to what is left
            }
            return Objects.equals(found.fileKey(), key);
        } catch (IOException gone) {
            return false;
        }
    }

    private void fail(Exception failed) {
        if (!failing) {
            failing = true;
            say.accept("can't be written (" + failed + "); events wait in " + BUFFER_SIZE / 1024
                    + " KB and are then lost and counted; it is tried again every second");
        }
        failedNanos = nanos.getAsLong();
        boolean wasInterrupted = Thread.interrupted(); // an interrupt would close the channel
        keepWholeEvents();
        closeQuietly();
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            say.accept("is written again");
        }
    }

    /** Of what reached the disk in part, whole events stay there and leave the buffer; the rest is cut off. */
    private void keepWholeEvents() {
        FileOutputStream open = out;
        if (open == null) {
            return;
        }
        try {
            long reached = open.getChannel().size() - goodLength;
            int whole = 0;
            while (whole < events && ends[whole] <= reached) {
                whole++;
            }
            int length = whole == 0 ? 0 : ends[whole - 1];
            open.getChannel().truncate(goodLength + length);
            goodLength += length;
            forget(whole, length);
        } catch (IOException stillFailing) {
            // When it is opened again, a torn end gets its line feed.
        }
    }

    private void forget(int firstEvents, int firstBytes) {
        used -= firstBytes;
        events -= firstEvents;
        eventsSinceLook += firstEvents;
        System.arraycopy(buffer, firstBytes, buffer, 0, used);
        for (int i = 0; i < events; i++) {
            ends[i] = ends[i + firstEvents] - firstBytes;
        }
    }

    private void closeQuietly() {
        FileOutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException ignored) {
                // There is nothing more to save.
            }
        }
    }

    @Override
    public void close() {
        failedNanos = nanos.getAsLong() - SECOND;
        flush();
        if (used > 0) {
            lost.accept(events);
        }
        forget();
        closeQuietly();
    }
}
