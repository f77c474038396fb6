package io.github.stepline.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that whole lines are appended to. What can't be written whole is cut off again. Not a channel, because the
 * interrupt of one worker would close a channel for all. Writing is not safe between threads, {@link #sync} is.
 */
final class LineFile extends OutputStream {
    /** So many bytes of lines that are in no hurry wait, at most, to be written in one go. */
    static final int MOST_WAITING = 32_768;

    private final RandomAccessFile file;
    private long length;
    private volatile boolean isDirty;

    private LineFile(RandomAccessFile file) throws IOException {
        this.file = file;
        this.length = file.length();
        file.seek(length);
    }

    /** Opens a file, new or to go on with. */
    static LineFile open(Path path) throws IOException {
        return new LineFile(new RandomAccessFile(path.toFile(), "rw"));
    }

    /** Cuts off what stands behind the last line feed: the line that a crash tore. */
    static void repair(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            byte[] block = new byte[8_192];
            while (end > 0) {
                int size = (int) Math.min(block.length, end);
                file.seek(end - size);
                file.readFully(block, 0, size);
                int kept = size;
                while (kept > 0 && block[kept - 1] != '\n') {
                    kept--;
                }
                end -= size - kept;
                if (kept > 0) {
                    break;
                }
            }
            if (end < file.length()) {
                file.setLength(end);
            }
        }
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            file.write(bytes, from, count);
        } catch (IOException full) {
            cutOff(full);
            throw full;
        }
        length += count;
        isDirty = true;
    }

    private void cutOff(IOException full) {
        try {
            file.setLength(length);
            file.seek(length);
        } catch (IOException stillThere) {
            full.addSuppressed(stillThere);
        }
    }

    /** Makes what was written survive the end of the machine. */
    void sync() throws IOException {
        if (isDirty) {
            isDirty = false;
            file.getFD().sync();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
