package io.github.stepline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory for measurements, one at a time, and the JVM that works there. Both are gone when it is closed, or this JVM ends. */
final class Workplace implements AutoCloseable {
    private final Path home;
    private final Reserve reserve;
    private final Thread hook = new Thread(this::clear);
    private volatile @Nullable Process jvm;

    private Workplace(Path home) {
        this.home = home;
        this.reserve = new Reserve(home);
    }

    static Workplace in(Path directory) throws IOException {
        Workplace made = new Workplace(Files.createTempDirectory(directory, "stepline-bench"));
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    Path file() {
        return home.resolve("events.jsonl");
    }

    /** Runs it to its end, in an empty directory with so much memory for its files, and gives back its exit code. */
    int run(ProcessBuilder command, long fileBytes) throws IOException, InterruptedException {
        deleteAllBut(reserve.file());
        reserve.fill(fileBytes);
        Process started = command.start();
        jvm = started;
        while (!started.waitFor(5, TimeUnit.MILLISECONDS)) {
            reserve.shrink();
        }
        return started.exitValue();
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void clear() {
        Process running = jvm;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
        if (Files.exists(home)) {
            deleteAllBut(null);
        }
    }

    private void deleteAllBut(@Nullable Path kept) {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.filter(file -> !file.equals(kept)).toList()) {
                Files.delete(file);
            }
            if (kept == null) {
                Files.delete(home);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
