package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live console in a real terminal. */
@Tag("e2e")
@Timeout(180)
class TmuxEndToEndTest {
    private static final Pattern LINE = Pattern.compile("line (\\d+) of the log");
    private static final String HEADER = " moder";

    @TempDir
    private Path directory;

    private String program(String environment, String arguments) throws IOException {
        String settings = environment + " STEPLINE_LOG_DIR='" + directory + "'" + " LOGBACK_CONFIGURATION_FILE="
                + Path.of("logback-examples", "everything.xml").toAbsolutePath();
        return Tmux.script(directory, settings, ModernizeProgram.class, arguments, "everything.xml");
    }

    @Test
    void resized_everyLineOnceAndOneRegion() throws Exception {
        try (Tmux tmux = new Tmux(80, 24)) {
            tmux.type("clear; " + program("", "150 500 end"));
            tmux.await(screen -> screen.contains("of the log") && screen.contains(HEADER));
            for (int[] size : new int[][] {{80, 24}, {60, 14}, {40, 10}, {100, 30}}) {
                tmux.resize(size[0], size[1]);
                TimeUnit.MILLISECONDS.sleep(1_600);
                String screen = tmux.screen();
                System.out.println("== " + size[0] + "x" + size[1] + "\n" + screen);
                assertIntact(screen, size[0], size[1]);
            }
            tmux.await(screen -> screen.contains("The program is done.")
                    && screen.stripTrailing().endsWith("ready>")); // what the queue still held is said
            List<String> history = tmux.history();
            List<Integer> said = new ArrayList<>();
            for (String line : history) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.find()) {
                    said.add(Integer.valueOf(matcher.group(1)));
                    assertThat(line)
                            .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Modernizer .*, said while item \\d+ runs");
                }
            }
            assertThat(said).hasSizeGreaterThan(40).doesNotHaveDuplicates();
            assertThat(said)
                    .containsExactlyInAnyOrderElementsOf(said.stream().sorted().toList());
            assertThat(said.stream().mapToInt(Integer::intValue).max().orElse(0))
                    .isEqualTo(said.size());
            assertThat(history)
                    .filteredOn(line -> line.contains("printed by other code at item"))
                    .hasSize(20);
            assertThat(history)
                    .filteredOn(line -> line.contains("modernize-codebase finished with failures"))
                    .hasSize(1);
        }
    }

    /** The last region of the screen stands whole at its end, and nothing of an older one below its beginning. */
    private static void assertIntact(String screen, int columns, int rows) {
        List<String> lines = screen.lines().toList();
        int rule = -1;
        for (int i = 0; i < lines.size(); i++) {
            rule = lines.get(i).startsWith("───") ? i : rule;
        }
        assertThat(rule).as(screen).isNotNegative();
        List<String> region = lines.subList(rule, lines.size());
        assertThat(region.get(0)).isEqualTo("─".repeat(Math.min(100, columns - 1)));
        assertThat(region.get(1)).startsWith(HEADER).containsPattern("\\d+%");
        assertThat(region).filteredOn(line -> line.startsWith(HEADER)).hasSize(1);
        assertThat(region).filteredOn(line -> line.contains("▶ map")).hasSize(1);
        assertThat(region).filteredOn(line -> line.contains("○ reduce")).hasSize(1);
        assertThat(region.size()).isLessThanOrEqualTo(rows * 3 / 5 + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "throw", "exit", "C-c", "TERM", "KILL"})
    void terminal_isGivenBack(String how) throws Exception {
        try (Tmux tmux = new Tmux(100, 30)) {
            boolean isSignal = how.equals(how.toUpperCase(Locale.ROOT)) || how.equals("C-c");
            tmux.type(
                    "clear; stty -a > " + directory + "/before; " + program("", "12 400 " + (isSignal ? "hang" : how)));
            tmux.await(screen -> screen.contains("of the log") && screen.contains(HEADER));
            if (isSignal) {
                end(tmux, how);
            }
            tmux.await(screen -> screen.stripTrailing().endsWith("ready>"));
            String screen = tmux.screen().stripTrailing();
            System.out.println("== " + how + "\n" + screen);
            assertThat(tmux.cursor()).isEqualTo("1 7");
            assertThat(screen.substring(screen.lastIndexOf('\n') + 1)).isEqualTo("ready>");
            if (!how.equals("KILL")) {
                assertThat(screen).doesNotContain("───").contains("a hook of the application ran");
            }
            tmux.type("stty -a | diff - " + directory + "/before && echo same settings");
            tmux.await(after -> after.lines().anyMatch("same settings"::equals));
            tmux.type("echo " + "w".repeat(110));
            tmux.await(after -> after.lines().anyMatch("w".repeat(10)::equals)); // it wraps
        }
    }

    private void end(Tmux tmux, String how) throws Exception {
        if (how.equals("C-c")) {
            tmux.press("C-c");
        } else {
            long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
            new ProcessBuilder("kill", "-" + how, String.valueOf(pid)).start().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', '| cat'", "'', '> FILE; cat FILE'", "CI=1, ''", "TERM=dumb, ''", "STEPLINE_CONSOLE=simple, ''"})
    void notATerminal_wholeLinesAndNoEscape(String environment, String redirection) throws Exception {
        Path raw = directory.resolve("raw");
        try (Tmux tmux = new Tmux(100, 30)) {
            String file = redirection.replace("FILE", directory.resolve("file").toString());
            String command = program(environment, "24 100 end") + " " + file;
            tmux.type("script -qec '" + command + "' " + raw + " > /dev/null; echo e''nded");
            tmux.await(screen -> screen.contains("ended"));
        }
        String written = Files.readString(raw, StandardCharsets.UTF_8);
        String body = written.substring(written.indexOf('\n') + 1, written.lastIndexOf("Script done"));
        assertThat(body).doesNotContain("\u001b").contains("Run 'modernize-codebase' completed", "line 7 of the log");
        assertThat(body.lines().filter(line -> !line.isBlank()))
                .allMatch(
                        line -> line.matches(
                                "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*|printed by other code.*|The program is done\\.|a hook of .*|✓ modernize.*"));
    }

    @ParameterizedTest
    @CsvSource({"'', true", "STEPLINE_CONSOLE_ON_HANGUP=exit, false"})
    void hangup_theProgramGoesOnUnlessToldToEnd(String environment, boolean goesOn) throws Exception {
        try (Tmux tmux = new Tmux(100, 30)) {
            tmux.type("clear; " + program(environment, "60 300 end"));
            tmux.await(screen -> screen.contains("of the log") && screen.contains(HEADER));
        }
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(running -> assertThat(running.onExit()).succeedsWithin(Duration.ofSeconds(60)));
        assertThat(Files.readString(directory.resolve("app.jsonl")).contains("\"run_completed\""))
                .isEqualTo(goesOn);
    }

    @Test
    void otherCode_printsAndAsksAndCallsWithoutTearingTheRegion() throws Exception {
        try (Tmux tmux = new Tmux(100, 30)) {
            tmux.type("clear; " + talk(""));
            tmux.await(screen -> screen.contains("Continue?"));
            List<String> asked = tmux.screen().stripTrailing().lines().toList();
            assertThat(asked.get(asked.size() - 1)).isEqualTo("Continue?");
            assertThat(asked)
                    .contains("printed: db_password=[redacted:password]", "printed without a newline")
                    .noneMatch(line -> line.startsWith("───") || line.contains("logged while"));
            tmux.type("yes");
            tmux.await(screen -> screen.contains("the child ended with 7") && screen.contains("───"));
            String screen = tmux.screen();
            System.out.println("== talk\n" + screen);
            assertThat(screen.lines().map(line -> line.replaceFirst("^\\d\\d:.*  ", "")))
                    .containsSubsequence(
                            "Continue? yes",
                            "The answer was yes.",
                            "logged while the user is asked",
                            "asked",
                            "the child ended with 7")
                    .contains("a child says this", "and db_password=[redacted:password]")
                    .filteredOn(line -> line.startsWith("───"))
                    .hasSize(1);
            tmux.await(after -> after.lines().anyMatch("ready>"::equals));
            assertThat(String.join("\n", tmux.history())).doesNotContain("hunter");
        }
    }

    @Test
    void capture_switchedOff_leavesWhatOtherCodePrintsAlone() throws Exception {
        Path raw = directory.resolve("raw");
        try (Tmux tmux = new Tmux(100, 30)) {
            tmux.type("clear; script -qec '" + talk("STEPLINE_CONSOLE_CAPTURE=false") + "' " + raw);
            tmux.await(screen -> screen.contains("Continue?"));
            tmux.type("yes");
            tmux.await(screen -> screen.contains("talk completed")
                    && screen.stripTrailing().endsWith("ready>")); // the recording is whole
        }
        assertThat(Files.readString(raw)).contains("printed: db_password=hunter2hunter2");
    }

    @Test
    void jlineAbsent_linesAreSimple() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jline"))
                .collect(Collectors.joining(File.pathSeparator));
        Path raw = directory.resolve("raw");
        try (Tmux tmux = new Tmux(100, 30)) {
            String command = program("", "24 100 end");
            Path script = Path.of(command.substring(command.lastIndexOf(' ') + 1));
            Files.writeString(
                    script, Files.readString(script).replace(System.getProperty("java.class.path"), classPath));
            tmux.type("script -qec '" + command + "' " + raw + " > /dev/null; echo e''nded");
            tmux.await(screen -> screen.contains("ended"));
        }
        assertThat(Files.readString(raw)).doesNotContain("\u001b").contains("Run 'modernize-codebase' completed");
    }

    private String talk(String environment) throws IOException {
        return Tmux.script(
                directory,
                environment + " STEPLINE_LOG_DIR='" + directory + "'",
                TalkProgram.class,
                "",
                "live-console.xml");
    }

    @Test
    void lineAboveARegion_costsLessThanAPlainLine() throws Exception {
        double[] cost = quietFigures(CostProgram.class, figures -> figures[1] <= 0.8 * figures[0]);
        System.out.printf(
                "50,000 lines: plain %.0f ns of CPU a line, above a region of 5 rows %.0f ns, ratio %.2f%n",
                cost[0], cost[1], cost[1] / cost[0]);
        assertThat(cost[1]).isLessThanOrEqualTo(0.8 * cost[0]);
    }

    /** The aim is one percent; the bound leaves room for a busy machine, where CPU time is longer too. */
    @Test
    void jobOfAThousandEventsASecond_costsAboutOnePercent() throws Exception {
        double[] cost = quietFigures(OverheadProgram.class, figures -> figures[2] + figures[3] < 1.0);
        System.out.printf(
                "1,000 events a second: live progress %.2f %% CPU (%.2f %% in the first 20 s of the JVM, %.2f %% in the"
                        + " cheapest 2 s), calls %.2f %% (%.0f ns each); the door, shown or not, %.2f %%%n",
                cost[1], cost[0], cost[2], cost[3], cost[5], cost[4]);
        assertThat(cost[2] + cost[3]).isLessThan(1.5);
    }

    /** Measures up to three times: what else the machine does makes CPU time longer, and never shorter. */
    private double[] quietFigures(Class<?> program, Predicate<double[]> isGood) throws Exception {
        double[] measured = figures(program);
        for (int again = 0; again < 2 && !isGood.test(measured); again++) {
            measured = figures(program);
        }
        return measured;
    }

    private double[] figures(Class<?> program) throws Exception {
        Path file = directory.resolve("figures");
        try (Tmux tmux = new Tmux(100, 30)) {
            String command = Tmux.script(
                    directory, "STEPLINE_LOG_DIR='" + directory + "'", program, "'" + file + "'", "live-console.xml");
            tmux.type("clear; rm -f " + file + "; " + command + "; echo e''nded");
            tmux.await(screen -> screen.contains("ended"));
            assertThat(Files.exists(file)).as(tmux.screen()).isTrue();
        }
        return Arrays.stream(Files.readString(file).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
