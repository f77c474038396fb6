package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.status.Status;
import io.github.stepline.Events;
import io.github.stepline.Step;
import io.github.stepline.logback.RedactingAsyncAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appender behind the door where standard output is no terminal. */
class LiveConsoleAppenderTest {
    private static final Logger LOG = LoggerFactory.getLogger("com.example.Prices");

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final PrintStream realOut = System.out;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void catchOutput() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        context.reset();
        System.setOut(realOut);
    }

    private void configure(String settings) throws Exception {
        context.reset();
        context.getStatusManager().clear();
        String xml = """
                <configuration>
                  <appender name="CONSOLE" class="io.github.stepline.terminal.LiveConsoleAppender">%s</appender>
                  <appender name="DOOR" class="io.github.stepline.logback.RedactingAsyncAppender">
                    <appender-ref ref="CONSOLE"/>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="DOOR"/></root>
                </configuration>
                """.formatted(settings);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> printed() {
        context.reset();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void runWithFailures() {
        Step run = Events.runStarted("night");
        Step load = run.child("load", e -> e.items(3));
        load.child("1", e -> e.index(1, 3)).succeeded();
        load.child("2", e -> e.index(2, 3)).failed("no such row");
        load.childSkipped("3", "done", e -> e.index(3, 3));
        load.succeeded();
        run.succeeded();
    }

    @Test
    void noTerminal_wholeLinesAndASummary() throws Exception {
        configure("");
        runWithFailures();
        List<String> lines = printed();
        assertThat(lines).hasSize(11).noneMatch(line -> line.contains("\u001b"));
        assertThat(lines.subList(5, 11))
                .satisfiesExactly(
                        line -> assertThat(line).matches(". night finished with failures in .*"),
                        line -> assertThat(line).isEqualTo("  already existed 1/3"),
                        line -> assertThat(line).startsWith("  newly completed 1/3"),
                        line -> assertThat(line).isEqualTo("  failed          1/3"),
                        line -> assertThat(line).isEqualTo("Failed:"),
                        line -> assertThat(line).isEqualTo("  - [2/3] 2: no such row"));
    }

    @Test
    void json_isSnapshotsAlone() throws Exception {
        configure("<mode>json</mode><jsonInterval>10 milliseconds</jsonInterval>");
        runWithFailures();
        LOG.warn("a line");
        List<String> lines = printed();
        assertThat(lines).isNotEmpty().allMatch(line -> line.startsWith("{\"at\":") && line.endsWith("}"));
        assertThat(lines.get(lines.size() - 1))
                .contains("\"state\":\"Completed\"")
                .contains("\"failed\":1");
    }

    @Test
    void none_isSilent() throws Exception {
        configure("<mode>none</mode>");
        runWithFailures();
        assertThat(printed()).isEmpty();
    }

    @Test
    void items_scrollWhenAskedTo() throws Exception {
        configure("<showItems>true</showItems><summary>false</summary>");
        runWithFailures();
        assertThat(printed()).hasSize(9);
    }

    @Test
    void progressOfSteps_scrollsWhenAskedTo() throws Exception {
        String level = "<level>DEBUG</level><summary>false</summary>";
        configure(level);
        sayProgress();
        assertThat(printed()).isEmpty();
        configure(level + "<showProgress>true</showProgress>");
        sayProgress();
        assertThat(printed()).singleElement().asString().contains("page-18").contains("150");
    }

    private static void sayProgress() {
        Events.stepProgress("page-18", 150, 332, e -> e.unit("MB"));
    }

    @Test
    void level_hidesLinesAndNothingFromThePicture() throws Exception {
        configure("<level>ERROR</level>");
        runWithFailures();
        List<String> lines = printed();
        assertThat(lines.get(0)).contains("ERROR").contains("no such row");
        assertThat(lines.get(1)).contains("night finished with failures");
        assertThat(lines)
                .contains(
                        "  already existed 1/3",
                        "  newly completed 1/3" + lines.get(3).substring(21));
    }

    @Test
    void secondConsole_printsPlainLinesAndSaysSo() throws Exception {
        configure("");
        LiveConsoleAppender second = new LiveConsoleAppender();
        second.setContext(context);
        second.setName("SECOND");
        second.start();
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() == Status.WARN)
                .extracting(Status::getMessage)
                .singleElement()
                .asString()
                .contains("'SECOND' is not the first of the process");
        second.stop();
    }

    @Test
    void pump_carriesWhatAChildPrintsMasked() throws Exception {
        configure("");
        Process child = new ProcessBuilder("sh", "-c", "echo one; echo db_password=hunter2hunter2 >&2; exit 7").start();
        assertThat(LiveConsoleAppender.pump(child)).isEqualTo(7);
        List<String> lines = printed();
        assertThat(lines).contains("one").anyMatch(line -> line.startsWith("db_password="));
        assertThat(String.join("\n", lines)).doesNotContain("hunter2");
    }

    @Test
    void suspend_withoutATerminal_runs() throws Exception {
        configure("");
        List<String> ran = new ArrayList<>();
        LiveConsoleAppender.suspend(() -> ran.add("ran"));
        assertThat(ran).containsExactly("ran");
    }

    @Test
    void flush_thenStop_losesNoLine() throws Exception {
        configure("");
        for (int i = 0; i < 5_000; i++) {
            LOG.info("line {}", i);
        }
        assertThat(RedactingAsyncAppender.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(printed()).hasSize(5_000).last().asString().endsWith("line 4999");
    }

    @ParameterizedTest
    @EnumSource
    void everySetting_canBeGivenInXmlAndIsDocumented(Setting setting) throws Exception {
        assertThat(Arrays.stream(LiveConsoleAppender.class.getMethods()).map(method -> method.getName()))
                .contains("set" + Character.toUpperCase(setting.property().charAt(0))
                        + setting.property().substring(1));
        assertThat(Files.readAllLines(Path.of("docs", "console.md")))
                .contains("| `" + setting.property() + "` | `" + setting.variable() + "` | `" + setting.defaultValue()
                        + "` | " + setting.meaning() + " |");
        assertThat(Files.readString(Path.of("src/main/java/io/github/stepline/logback/Settings.java")))
                .contains("\"" + setting.variable() + "\"");
    }
}
