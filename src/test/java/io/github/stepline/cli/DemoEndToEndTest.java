package io.github.stepline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java -jar stepline-cli.jar demo DIR}, held against the tools of the operating system. */
@Tag("e2e")
@Timeout(120)
class DemoEndToEndTest {
    private static final String ESCAPE = "\u001b";

    /** A nested one, an empty one, a space, letters beyond ASCII (in octal, for any locale), more than one buffer. */
    private static final String MAKE_FILES = "mkdir -p tree/deep/er && cd tree && : > empty && echo a > deep/small.txt"
            + " && echo b > 'with space.txt' && echo c > \"$(printf 'gr\\303\\274\\303\\237e.txt')\""
            + " && head -c 1048576 /dev/urandom > deep/er/large.bin";

    private static final int FILES = 5;

    /** The command has a file as its last word. */
    private static final String TWO_FILES_AND_SLEEP = "mkdir tree && echo a > tree/a && echo b > tree/b"
            + " && printf '#!/bin/sh\\nexec sleep $1\\n' > sleep && chmod +x sleep";

    /** The steps that did not start once or did not end once. */
    private static final String UNEQUAL_STEPS = "map(select(.component | IN(\"runner\", \"execution_engine\")))"
            + " | group_by(.step_id)[]"
            + " | select(map(select(.state_after == \"Running\")) | length != 1)"
            + " // select(map(select(.state_after | IN(\"Completed\", \"Failed\", \"Cancelled\"))) | length != 1)"
            + " | .[0].step_id";

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
    }

    @Test
    void demo_tree_givesTheChecksumsOfTheSystem() throws Exception {
        shell(MAKE_FILES);
        Result result = new Program(directory).stepline("demo", "tree");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(checksums())
                .hasSize(FILES)
                .containsKeys("with space.txt", "gr\u00fc\u00dfe.txt", "empty", "deep/er/large.bin")
                .isEqualTo(checksumsOfTheSystem());
        assertThat(shell("jq -s 'map(.data.bytes) | add' runs/*/results.jsonl").strip())
                .isEqualTo("1048582");
        assertThat(result.out()).contains("Checksums:    runs/");
    }

    @Test
    void demo_tree_writesEveryLineInBothFiles() throws Exception {
        shell(MAKE_FILES);
        Result result = new Program(directory).stepline("demo", "tree");
        int foundRunAndPreflight = 1 + 2 + 2;
        int lines = foundRunAndPreflight + 3 * FILES;
        assertThat(jq("-s", "length")).isEqualTo(String.valueOf(lines));
        assertThat(jq("-s", "map(.seq) == [range(1; length + 1)]")).isEqualTo("true");
        assertThat(Files.readAllLines(log("app.log")))
                .hasSize(lines)
                .allSatisfy(line -> assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT.* (INFO |DEBUG) .*"));
        assertThat(jq("-s", UNEQUAL_STEPS)).isEmpty();
        assertThat(result.out().lines().takeWhile(line -> !line.isEmpty())).hasSize(foundRunAndPreflight + 1);
        assertThat(result.out()).doesNotContain(ESCAPE);
        assertThat(Files.readString(log("app.log"))).doesNotContain(ESCAPE);
    }

    @Test
    void demo_killedAndResumed_skipsWhatIsDone() throws Exception {
        shell("mkdir tree && cd tree && for i in $(seq 300); do echo $i > $i; done && truncate -s 8G zz-large");
        Process demo = new Program(directory).startStepline("demo", "tree", "--skip-preflight", "--workers", "2");
        try {
            waitFor(demo, "\"action\":\"step_execution_succeeded\"");
        } finally {
            demo.destroyForcibly().waitFor();
        }
        shell("rm tree/zz-large && touch tree/new");
        Result plan = new Program(directory).stepline("demo", "tree", "--resume", "--dry-run");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out())
                .containsPattern("Would resume: \\+\\d+ new, -[01] gone, \\d+ existing, [0-2] interrupted");
        Result resumed = new Program(directory).stepline("demo", "tree", "--resume");
        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.out()).containsPattern("Run 'checksums' completed: \\d+ new, [1-9]\\d* existing, 0 failed.");
        assertThat(checksums("$(ls -d runs/* | tail -1)/results.jsonl"))
                .hasSize(301)
                .isEqualTo(checksumsOfTheSystem());
        Result other = new Program(directory).stepline("demo", "tree", "--command", "test -s", "--skip-preflight");
        assertThat(other.exitCode()).isEqualTo(1); // the empty one
        Result refused = new Program(directory).stepline("demo", "tree", "--resume");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("had the settings").contains("--accept-changes");
    }

    @Test
    void demo_commandForEachFile_keepsWhatItPrints() throws Exception {
        shell(MAKE_FILES);
        assertThat(new Program(directory)
                        .stepline("demo", "tree", "--command", "wc -c")
                        .exitCode())
                .isZero();
        assertThat(shell("cat runs/*/items/*/worker.stdout | sort -n").lines())
                .hasSize(FILES)
                .last()
                .isEqualTo("1048576 tree/deep/er/large.bin");
        shell("rm -r runs");
        assertThat(new Program(directory)
                        .stepline("demo", "tree", "--command", "wc -c", "--no-worker-logs")
                        .exitCode())
                .isZero();
        assertThat(shell("find runs -name 'worker.*'")).isEmpty();
    }

    @Test
    void demo_fileThatTakesTooLong_isATimeout() throws Exception {
        shell(TWO_FILES_AND_SLEEP);
        Result result = new Program(directory).stepline("demo", "tree", "--timeout", "1", "--command", "./sleep 30");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("Pre-flight FAILED");
        Result all = new Program(directory)
                .stepline("demo", "tree", "--timeout", "1", "--command", "./sleep 30", "--skip-preflight");
        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(jq("-s", "map(select(.action == \"step_timed_out\")) | length"))
                .isEqualTo("3");
    }

    @Test
    void demo_firstFileThatFails_asksNobodyWithoutATerminal_andStops() throws Exception {
        shell("mkdir tree && cd tree && echo a > a && chmod 000 a && echo b > b && chmod 000 b");
        Result result = withoutTheRightsOfRoot(new Program(directory)).stepline("demo", "tree");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("\u2717 Pre-flight FAILED: AccessDeniedException: tree/");
        assertThat(jq("-s", "map(select(.action == \"step_execution_started\")) | length"))
                .isEqualTo("1");
        assertThat(withoutTheRightsOfRoot(new Program(directory))
                        .stepline("demo", "tree", "--skip-preflight", "--fail-fast", "2")
                        .exitCode())
                .isEqualTo(4);
    }

    @Test
    void demo_monitorInterval_saysHowFarItIs() throws Exception {
        shell(TWO_FILES_AND_SLEEP);
        Result result = new Program(directory)
                .stepline("demo", "tree", "--monitor-interval", "1", "--skip-preflight", "--command", "./sleep 3");
        assertThat(result.out()).contains("[Progress] checksums: 0/2 completed (0%) | Success: 0/0 | Errors: 0");
    }

    @Test
    void demo_hintAtTheEnd_canBePasted() throws Exception {
        shell(MAKE_FILES);
        Result result =
                new Program(directory).with("STEPLINE_LOG_DIR", "anna's logs").stepline("demo", "tree");
        String hint =
                result.out().lines().filter(line -> line.startsWith("  jq ")).collect(Collectors.joining());
        assertThat(shell(hint).lines()).hasSize(5);
    }

    @Test
    void demo_unreadableEntries_areFailedItemsAndTheRestIsDone() throws Exception {
        shell(MAKE_FILES + " && echo d > secret && mkdir locked && chmod 000 secret locked");
        Result result = withoutTheRightsOfRoot(new Program(directory)).stepline("demo", "tree", "--skip-preflight");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(jq("-r", "select(.state_after == \"Failed\") | .step_id + \" \" + .error.type")
                        .lines())
                .containsExactlyInAnyOrder(
                        "locked java.nio.file.AccessDeniedException", "secret java.nio.file.AccessDeniedException");
        assertThat(checksums()).hasSize(FILES).doesNotContainKey("secret");
        assertThat(shell("jq -r .key runs/*/dead-letter.jsonl").lines()).containsExactlyInAnyOrder("locked", "secret");
        assertThat(jq("-c", "select(.action == \"run_completed\") | .details"))
                .isEqualTo("{\"new\":5,\"existing\":0,\"failed\":2}");
        assertThat(jq("-s", UNEQUAL_STEPS)).isEmpty();
        assertThat(result.out()).contains("ERROR execution_engine     secret");
    }

    @Test
    void demo_emptyDirectory_isARunOfNothing() throws Exception {
        Files.createDirectory(directory.resolve("tree"));
        Result result = new Program(directory).stepline("demo", "tree");
        assertThat(result.exitCode()).isZero();
        assertThat(jq("-s", UNEQUAL_STEPS)).isEmpty();
        assertThat(jq("-r", "select(.action == \"run_completed\") | .message"))
                .isEqualTo("Run 'checksums' completed: 0 new, 0 existing, 0 failed.");
    }

    @Test
    void demo_noDirectory_saysSoAndEndsWithTwo() throws Exception {
        Files.createFile(directory.resolve("file"));
        for (String name : List.of("nowhere", "file")) {
            Result result = new Program(directory).stepline("demo", name);
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .startsWith("DIR is '" + name + "', which is no directory.\nTry: stepline demo --help");
        }
        assertThat(directory.resolve("logs")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, Ctrl-C", "TERM, 143, the process was asked to stop"})
    void demo_askedToStop_cancelsEveryStepAndTheRun(String signal, int exitCode, String reason) throws Exception {
        shell("mkdir tree && cd tree && truncate -s 4G 1 2 3 4 5 6 7 8");
        Process demo = new Program(directory)
                .startedBy("env", "--default-signal=" + signal)
                .startStepline("demo", "tree", "--workers", "2", "--skip-preflight");
        try {
            waitFor(demo, "\"index\":2,");
            shell("kill -" + signal + " " + demo.pid());
            assertThat(demo.waitFor(5, TimeUnit.SECONDS)).as("ended in time").isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(demo.exitValue()).isEqualTo(exitCode);
        assertThat(jq("-s", "map(select(.action == \"run_cancelled\")) | length"))
                .isEqualTo("1");
        assertThat(jq("-rs", ".[-1] | .action, .state_after, .details.reason"))
                .isEqualTo("run_cancelled\nCancelled\n" + reason);
        assertThat(jq("-s", UNEQUAL_STEPS)).isEmpty();
        assertThat(jq("-c", "select(.action == \"illegal_transition\")")).isEmpty();
        assertThat(shell("jq -r '.state, .exit_code' runs/*/summary.json")).isEqualTo("Cancelled\n130\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRITICAL", "DEBGU"})
    void demo_levelThatLogbackDoesNotKnow_isSaidInOneLine(String level) throws Exception {
        Files.createDirectory(directory.resolve("tree"));
        Result result = new Program(directory).with("STEPLINE_LEVEL", level).stepline("demo", "tree");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("stepline: WARN in logging: STEPLINE_LEVEL is '" + level + "', which is no level")
                        .contains("TRACE, DEBUG, INFO, WARN, ERROR, OFF"));
    }

    @Test
    void demo_logDirectoryGiven_isMadeAndUsedAndNamed() throws Exception {
        Files.createDirectory(directory.resolve("tree"));
        Result result = new Program(directory)
                .with("STEPLINE_LOG_DIR", "var/my logs")
                .with("STEPLINE_APP", "demo")
                .stepline("demo", "tree");
        assertThat(result.err()).isEmpty();
        assertThat(directory.resolve("var/my logs/demo.log")).isNotEmptyFile();
        assertThat(directory.resolve("var/my logs/demo.jsonl")).isNotEmptyFile();
        assertThat(directory.resolve("logs")).doesNotExist();
        assertThat(result.out()).contains("var/my logs/demo.log\n");
    }

    @Test
    void demo_logDirectoryThatCannotBeMade_isSaidOnceAFileAndTheWorkIsDone() throws Exception {
        shell(MAKE_FILES);
        Result result = new Program(directory)
                .with("STEPLINE_LOG_DIR", "tree/empty/logs")
                .stepline("demo", "tree");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("stepline: ERROR in logging: ")
                        .contains("STEPLINE_LOG_DIR"));
        assertThat(result.out()).contains("Run 'checksums' completed: 5 new, 0 existing, 0 failed.");
    }

    /** To root every file is readable, unless root gives that right away. */
    private static Program withoutTheRightsOfRoot(Program program) {
        String rights = "-dac_override,-dac_read_search";
        return "root".equals(System.getProperty("user.name"))
                ? program.startedBy("setpriv", "--bounding-set=" + rights, "--inh-caps=" + rights)
                : program;
    }

    private void waitFor(Process demo, String text) throws Exception {
        Path lines = log("app.jsonl");
        while (demo.isAlive()
                && !(Files.exists(lines) && Files.readString(lines).contains(text))) {
            Thread.sleep(20);
        }
    }

    private Map<String, String> checksums() throws Exception {
        return checksums("runs/*/results.jsonl");
    }

    private Map<String, String> checksums(String results) throws Exception {
        String lines = shell("jq -r 'select(.status == \"success\") | .data.sha256 + \"  \" + .key' " + results);
        return lines.lines().collect(Collectors.toMap(line -> line.substring(66), line -> line.substring(0, 64)));
    }

    private Map<String, String> checksumsOfTheSystem() throws Exception {
        String lines = shell("cd tree && find * -type f -exec sha256sum {} +");
        return lines.lines().collect(Collectors.toMap(line -> line.substring(66), line -> line.substring(0, 64)));
    }

    private String jq(String options, String program) throws Exception {
        return shell("jq " + options + " '" + program + "' logs/app.jsonl").strip();
    }

    private String shell(String command) throws Exception {
        return new Program(directory).shell(command);
    }

    private Path log(String name) {
        return directory.resolve("logs").resolve(name);
    }
}
