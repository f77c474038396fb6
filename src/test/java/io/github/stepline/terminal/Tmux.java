package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A shell in a real terminal: one window of a tmux server of its own. */
public final class Tmux implements AutoCloseable {
    private static final AtomicInteger SERVERS = new AtomicInteger();
    private static final int PATIENCE_SECONDS = 90;

    private final String socket = "stepline-" + ProcessHandle.current().pid() + "-" + SERVERS.incrementAndGet();

    public Tmux(int columns, int rows) throws Exception {
        run(
                "start-server",
                ";",
                "set-option",
                "-g",
                "history-limit",
                "200000",
                ";",
                "new-session",
                "-d",
                "-x",
                String.valueOf(columns),
                "-y",
                String.valueOf(rows),
                "env",
                "-u",
                "CI",
                "-u",
                "JAVA_TOOL_OPTIONS",
                "LC_ALL=C.UTF-8",
                "PS1=ready> ",
                "bash",
                "--norc");
        await(screen -> screen.contains("ready>"));
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket, "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("TMUX");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /** Types a command and Enter. */
    public void type(String command) throws Exception {
        run("send-keys", "-l", command);
        run("send-keys", "Enter");
    }

    /** Presses a key by its name: {@code C-c}. */
    public void press(String key) throws Exception {
        run("send-keys", key);
    }

    public void resize(int columns, int rows) throws Exception {
        run("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
    }

    /** What is seen. */
    public String screen() throws Exception {
        return run("capture-pane", "-p");
    }

    /** Everything since the beginning, broken lines joined. */
    public List<String> history() throws Exception {
        return run("capture-pane", "-p", "-J", "-S", "-")
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    /** Whether the cursor is seen, and the column it stands in. */
    public String cursor() throws Exception {
        return run("display-message", "-p", "#{cursor_flag} #{cursor_x}").strip();
    }

    public void await(Predicate<String> seen) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String screen = screen();
        while (!seen.test(screen)) {
            assertThat(System.nanoTime() - deadline).as(screen).isNegative();
            TimeUnit.MILLISECONDS.sleep(50);
            screen = screen();
        }
    }

    /** Writes a script that runs a class of the tests, and returns the command that runs the script. */
    static String script(Path directory, String environment, Class<?> main, String arguments, String configuration)
            throws IOException {
        Path script = Files.createTempFile(directory, "run", ".sh");
        Files.writeString(
                script,
                "exec env " + environment + " '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -Dlogback.configurationFile="
                        + Path.of("logback-examples", configuration).toAbsolutePath()
                        + " -cp '"
                        + System.getProperty("java.class.path") + "' " + main.getName() + " " + arguments + "\n");
        return "sh " + script;
    }

    @Override
    public void close() throws IOException {
        try {
            run("kill-server");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
