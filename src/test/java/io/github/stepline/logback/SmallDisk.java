package io.github.stepline.logback;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A disk of 256 KB that can be filled and freed, where the process may mount one; root may, on Linux. */
public final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /** Mounted on a new directory, or null where that is not allowed. */
    public static @Nullable SmallDisk mountOn(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        return run("mount", "-t", "tmpfs", "-o", "size=256k", "stepline-test", directory.toString())
                ? new SmallDisk(directory)
                : null;
    }

    public Path root() {
        return root;
    }

    public void fill() throws IOException {
        byte[] block = new byte[4_096];
        try (OutputStream filler = Files.newOutputStream(root.resolve("filler"))) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            // That is what we wanted.
        }
    }

    public void free() throws IOException {
        Files.delete(root.resolve("filler"));
    }

    @Override
    public void close() throws IOException {
        try {
            if (!run("umount", "-l", root.toString())) {
                throw new IOException("can't unmount " + root);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
