package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the class path of the tests; killed when the test leaves it running. */
final class ChildJvm implements AutoCloseable {
    private static final long TIMEOUT_S = 40;

    private final Process process;
    private final Path output;

    private ChildJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Runs a main class; what it prints goes to {@code output}. */
    static ChildJvm run(Class<?> main, Path output, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new ChildJvm(process, output);
    }

    /** Waits until the child has printed this. */
    void awaitOutput(String text) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
        while (!output().contains(text)) {
            assertThat(process.isAlive() || output().contains(text))
                    .as(output())
                    .isTrue();
            assertThat(System.nanoTime() - deadline).as(output()).isNegative();
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** The exit code; fails when the child does not end in time. */
    int awaitEnd() throws Exception {
        assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS))
                .as("the child ends: %s", output())
                .isTrue();
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** {@code TERM}, {@code INT}, {@code KILL}. */
    void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(TIMEOUT_S, TimeUnit.SECONDS)).isTrue();
    }

    /** Whether it was started with this signal ignored, as a shell does with INT for what it runs in the background. */
    boolean ignores(int signal) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        return (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) == 1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
