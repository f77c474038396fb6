package io.github.stepline.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lock of a run directory. The operating system lets go of it when its process dies. */
final class RunLock implements Closeable {
    private static final String FILE = "run.lock";

    private final RandomAccessFile file;

    private RunLock(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Takes the lock of a run directory.
     *
     * @throws IllegalStateException when another process, or another run of this one, has it; names the process
     */
    static RunLock take(Path directory) throws IOException {
        RandomAccessFile file = new RandomAccessFile(directory.resolve(FILE).toFile(), "rw");
        if (lock(file) == null) {
            file.close();
            String pid = Files.readString(directory.resolve(FILE)).strip();
            throw new IllegalStateException(
                    "The run in " + directory + " is held by process " + pid + "; wait until it ends, or end it.");
        }
        file.setLength(0);
        file.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8));
        return new RunLock(file);
    }

    private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
