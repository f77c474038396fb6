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
        assertThat(checksumsInTheLog())
                .hasSize(FILES)
                .containsKeys("with space.txt", "gr\u00fc\u00dfe.txt", "empty", "deep/er/large.bin")
                .isEqualTo(checksumsOfTheSystem());
        assertThat(jq("-s", "map(.details.bytes // empty) | add")).isEqualTo("1048582");
    }

    @Test
    void demo_tree_writesEveryLineInBothFiles() throws Exception {
        shell(MAKE_FILES);
        Result result = new Program(directory).stepline("demo", "tree");
        int runPhasesAndFound = 2 + 2 * 2 + 1;
        int lines = runPhasesAndFound + 3 * FILES;
        assertThat(jq("-s", "length")).isEqualTo(String.valueOf(lines));
        assertThat(jq("-s", "map(.seq) == [range(1; length + 1)]")).isEqualTo("true");
        assertThat(Files.readAllLines(log("app.log")))
                .hasSize(lines)
                .allSatisfy(line -> assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT.* (INFO |DEBUG) .*"));
        assertThat(jq("-s", UNEQUAL_STEPS)).isEmpty();
        assertThat(result.out().lines().takeWhile(line -> !line.isEmpty())).hasSize(runPhasesAndFound + 1);
        assertThat(result.out()).doesNotContain(ESCAPE);
        assertThat(Files.readString(log("app.log"))).doesNotContain(ESCAPE);
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
    void demo_unreadableEntries_areFailedStepsAndTheRestIsDone() throws Exception {
        shell(MAKE_FILES + " && echo d > secret && mkdir locked && chmod 000 secret locked");
        Result result = withoutTheRightsOfRoot(new Program(directory)).stepline("demo", "tree");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(jq("-r", "select(.state_after == \"Failed\") | .step_id + \" \" + .error.type"))
                .isEqualTo("scan/locked java.nio.file.AccessDeniedException\n"
                        + "hash/secret java.nio.file.AccessDeniedException");
        assertThat(checksumsInTheLog()).hasSize(FILES).doesNotContainKey("secret");
        assertThat(jq("-c", "select(.action == \"run_completed\") | .details")).isEqualTo("{\"new\":5,\"failed\":2}");
        assertThat(jq("-s", UNEQUAL_STEPS)).isEmpty();
        assertThat(result.out()).contains("ERROR execution_engine     hash/secret");
    }

    @Test
    void demo_emptyDirectory_isARunOfNothing() throws Exception {
        Files.createDirectory(directory.resolve("tree"));
        Result result = new Program(directory).stepline("demo", "tree");
        assertThat(result.exitCode()).isZero();
        assertThat(jq("-s", UNEQUAL_STEPS)).isEmpty();
        assertThat(jq("-r", "select(.action == \"run_completed\") | .message"))
                .isEqualTo("Run 'checksums' completed: 0 new, 0 failed.");
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
    @CsvSource({"INT, 130", "TERM, 143"})
    void demo_askedToStop_cancelsEveryStepAndTheRun(String signal, int exitCode) throws Exception {
        shell("mkdir tree && cd tree && truncate -s 4G 1 2 3 4 5 6 7 8");
        Process demo = new Program(directory)
                .startedBy("env", "--default-signal=" + signal)
                .startStepline("demo", "tree", "--workers", "2");
        try {
            waitForTwoItems(demo);
            shell("kill -" + signal + " " + demo.pid());
            assertThat(demo.waitFor(5, TimeUnit.SECONDS)).as("ended in time").isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(demo.exitValue()).isEqualTo(exitCode);
        assertThat(jq("-s", "map(select(.action == \"run_cancelled\")) | length"))
                .isEqualTo("1");
        assertThat(jq("-rs", ".[-1] | .action, .state_after, .details.reason"))
                .isEqualTo("run_cancelled\nCancelled\nthe process was asked to stop");
        assertThat(jq("-s", UNEQUAL_STEPS)).isEmpty();
        assertThat(jq("-c", "select(.action == \"illegal_transition\")")).isEmpty();
        assertThat(jq("-c", "select(.step_id == \"hash\" and .duration_ms) | .progress"))
                .startsWith("{\"current\":0,\"total\":8,");
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
        assertThat(result.out()).contains("Run 'checksums' completed: 5 new, 0 failed.");
    }

    /** To root every file is readable, unless root gives that right away. */
    private static Program withoutTheRightsOfRoot(Program program) {
        String rights = "-dac_override,-dac_read_search";
        return "root".equals(System.getProperty("user.name"))
                ? program.startedBy("setpriv", "--bounding-set=" + rights, "--inh-caps=" + rights)
                : program;
    }

    private void waitForTwoItems(Process demo) throws Exception {
        Path lines = log("app.jsonl");
        while (demo.isAlive()
                && !(Files.exists(lines) && Files.readString(lines).contains("\"index\":2,"))) {
            Thread.sleep(20);
        }
    }

    private Map<String, String> checksumsInTheLog() throws Exception {
        String lines = jq("-r", "select(.details.sha256) | .details.sha256 + \"  \" + .step_id");
        return lines.lines().collect(Collectors.toMap(line -> line.substring(66 + 5), line -> line.substring(0, 64)));
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
