package io.github.stepline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.terminal.Tmux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as somebody sees it who answers its questions, in a real terminal. */
@Tag("e2e")
@Timeout(180)
class DemoInTerminalTest {
    private static final String ENTER = "";

    @TempDir
    private Path directory;

    private String demo(String arguments) {
        return "cd '" + directory + "'; clear; env -u NO_COLOR '"
                + Path.of(System.getProperty("java.home"), "bin", "java") + "' -jar '"
                + System.getProperty("stepline.cli.jar") + "' demo tree " + arguments + "; echo exit code $?";
    }

    private void makeFiles(int count) throws Exception {
        new Program(directory)
                .shell("mkdir tree && for i in $(seq " + count + "); do echo $i > tree/$i; done"
                        + " && printf '#!/bin/sh\\nsleep $1\\n' > sleep && chmod +x sleep"
                        + " && printf '#!/bin/sh\\nexit 9\\n' > fail && chmod +x fail");
    }

    private long started() throws Exception {
        try (Stream<Path> runs = Files.list(directory.resolve("runs"))) {
            Path run = runs.sorted().reduce((first, last) -> last).orElseThrow();
            return Files.readString(run.resolve("events.jsonl"))
                    .lines()
                    .filter(line -> line.contains("step_execution_started"))
                    .count();
        }
    }

    private static void show(Tmux tmux) throws Exception {
        System.out.println("== the demo\n" + tmux.screen().stripTrailing());
    }

    @Test
    void firstFileThatPasses_andEnter_goesOn() throws Exception {
        makeFiles(20);
        try (Tmux tmux = new Tmux(100, 30)) {
            tmux.type(demo(""));
            tmux.await(screen -> screen.contains("Enter to proceed"));
            show(tmux);
            assertThat(tmux.screen()).contains("--- Pre-flight Validation ---", "\u2713 Pre-flight PASSED. Sample: ");
            assertThat(started()).isEqualTo(1);
            tmux.type(ENTER);
            tmux.await(screen -> screen.contains("exit code"));
            show(tmux);
            assertThat(tmux.screen()).contains("exit code 0").contains("20 new");
            assertThat(tmux.cursor()).startsWith("1 ");
        }
    }

    @Test
    void firstFileThatPasses_andNo_stops() throws Exception {
        makeFiles(20);
        try (Tmux tmux = new Tmux(100, 30)) {
            tmux.type(demo(""));
            tmux.await(screen -> screen.contains("Enter to proceed"));
            tmux.type("n");
            tmux.await(screen -> screen.contains("exit code"));
            show(tmux);
            assertThat(tmux.screen()).contains("exit code 3").contains("the pre-flight was declined");
            assertThat(started()).isEqualTo(1);
        }
    }

    @Test
    void firstFileThatFails_andEnter_stops_butYes_goesOn() throws Exception {
        makeFiles(3);
        try (Tmux tmux = new Tmux(100, 30)) {
            tmux.type(demo("--command ./fail"));
            tmux.await(screen -> screen.contains("Continue anyway? (y/N)"));
            show(tmux);
            assertThat(tmux.screen()).contains("✗ Pre-flight FAILED: IOException: './fail'");
            tmux.type(ENTER);
            tmux.await(screen -> screen.contains("exit code"));
            assertThat(tmux.screen()).contains("exit code 3");
            assertThat(started()).isEqualTo(1);
            tmux.type(demo("--command ./fail --fail-fast 0"));
            tmux.await(screen -> screen.contains("Continue anyway? (y/N)"));
            tmux.type("y");
            tmux.await(screen -> screen.contains("exit code"));
            assertThat(tmux.screen()).contains("exit code 1");
            assertThat(started()).isEqualTo(3);
        }
    }

    @Test
    void ctrlC_cancels_andTheRunIsResumed() throws Exception {
        makeFiles(20);
        try (Tmux tmux = new Tmux(100, 30)) {
            tmux.type(demo("--skip-preflight --workers 2 --command './sleep 1'"));
            tmux.await(screen -> screen.contains("2/20"));
            show(tmux);
            tmux.press("C-c");
            tmux.await(screen -> screen.contains("exit code"));
            show(tmux);
            assertThat(tmux.screen()).contains("exit code 130").contains("cancelled");
            assertThat(tmux.cursor()).startsWith("1 ");
            tmux.type(demo("--skip-preflight --workers 20 --command './sleep 1' --resume"));
            tmux.await(screen -> screen.contains("exit code 0"));
            show(tmux);
            assertThat(tmux.screen()).contains("exit code 0");
            assertThat(String.join("\n", tmux.history())).containsPattern("Resuming run .* existing");
        }
    }

    @Test
    void ctrlC_atTheQuestion_endsAtOnce() throws Exception {
        makeFiles(3);
        try (Tmux tmux = new Tmux(100, 30)) {
            tmux.type(demo(""));
            tmux.await(screen -> screen.contains("Enter to proceed"));
            long before = System.nanoTime();
            tmux.press("C-c");
            tmux.await(screen -> screen.contains("exit code"));
            show(tmux);
            assertThat((System.nanoTime() - before) / 1e9).isLessThan(8);
            List<String> history = tmux.history();
            assertThat(history).contains("exit code 130");
            assertThat(history)
                    .filteredOn(line -> line.startsWith("✗ checksums was cancelled") || line.startsWith("Checksums:"))
                    .extracting(line -> line.charAt(0))
                    .containsExactly('✗', 'C');
        }
    }
}
