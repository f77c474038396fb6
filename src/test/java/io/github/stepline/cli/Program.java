package io.github.stepline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs in a directory; what it writes to standard output and error goes to files beside that directory. */
final class Program {
    private static final int PATIENCE_SECONDS = 60;

    private final Path directory;
    private final List<String> prefix = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();

    Program(Path directory) {
        this.directory = directory;
    }

    /** How it ended and what it said. */
    record Result(int exitCode, String out, String err) {}

    Program with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Lets another program start it. */
    Program startedBy(String... command) {
        prefix.addAll(List.of(command));
        return this;
    }

    Result stepline(String... arguments) throws Exception {
        return result(startStepline(arguments));
    }

    Process startStepline(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(String.valueOf(System.getProperty("stepline.cli.jar")));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** What a shell says to a command that has to succeed. */
    String shell(String command) throws Exception {
        Result result = result(start(List.of("sh", "-c", command)));
        assertThat(result.err()).as(command).isEmpty();
        assertThat(result.exitCode()).as(command).isZero();
        return result.out();
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(said("out").toFile())
                .redirectError(said("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("STEPLINE_") || name.endsWith("JAVA_OPTIONS"));
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(settings);
        return builder.start();
    }

    private Result result(Process process) throws Exception {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("ended").isTrue();
        return new Result(process.exitValue(), Files.readString(said("out")), Files.readString(said("err")));
    }

    private Path said(String where) {
        return directory.resolveSibling(directory.getFileName() + "." + where);
    }
}
