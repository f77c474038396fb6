package io.github.stepline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory for one measurement and the JVM that works there. Both are gone when it is closed, or this JVM ends. */
final class Workplace implements AutoCloseable {
    private final Path home;
    private final Thread hook = new Thread(this::clear);
    private volatile @Nullable Process jvm;

    private Workplace(Path home) {
        this.home = home;
    }

    static Workplace in(Path directory) throws IOException {
        Workplace made = new Workplace(Files.createTempDirectory(directory, "stepline-bench"));
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    Path file() {
        return home.resolve("events.jsonl");
    }

    /** Runs it to its end and gives back its exit code. */
    int run(ProcessBuilder command) throws IOException, InterruptedException {
        Process started = command.start();
        jvm = started;
        return started.waitFor();
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
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(home);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
