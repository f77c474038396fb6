package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.joran.util.PropertySetter;
import ch.qos.logback.core.joran.util.beans.BeanDescriptionCache;
import io.github.stepline.Action;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every setting reaches the console from the XML, from the environment and from a system property, and changes what is
 * shown. Mode, colour and signs are tried in {@link ModeChoiceTest}; level, items and ticks in {@link LiveConsoleAppenderTest};
 * capturing and hang-up, which need a terminal, in {@link TmuxEndToEndTest}.
 */
class SettingsTest {
    private static final Surroundings NOTHING = new Surroundings(name -> null, name -> null);

    private static LiveConsoleAppender configured(Setting setting, String value) {
        LiveConsoleAppender appender = new LiveConsoleAppender();
        PropertySetter joran = new PropertySetter(new BeanDescriptionCache(null), appender);
        joran.setProperty(setting.property(), value);
        return appender;
    }

    @ParameterizedTest
    @EnumSource
    void setting_inTheXml_isItsOwn(Setting setting) {
        Options options = configured(setting, "given").options(NOTHING);
        for (Setting any : Setting.values()) {
            assertThat(options.text(any)).isEqualTo(any == setting ? "given" : any.defaultValue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void setting_inTheEnvironment_winsOverTheXmlAndAPropertyOverBoth(Setting setting) {
        LiveConsoleAppender appender = configured(setting, "given");
        Map<String, String> environment = Map.of(setting.variable(), "from outside");
        Map<String, String> properties = Map.of(setting.variable(), "from the command line");
        assertThat(appender.options(new Surroundings(environment::get, name -> null))
                        .text(setting))
                .isEqualTo("from outside");
        assertThat(appender.options(new Surroundings(environment::get, properties::get))
                        .text(setting))
                .isEqualTo("from the command line");
    }

    /** What stands on a large terminal in the middle of a run. */
    private static List<String> region(Options options) {
        Stage stage = new Stage(200, 60, Palette.NONE, options);
        new Modernize(stage).start().middle().failure();
        List<String> seen = stage.terminal.seen();
        int rule = 0;
        while (!seen.get(rule).startsWith("───")) {
            rule++;
        }
        return seen.subList(rule, seen.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BAR_WIDTH      | 10   | .* modernize-codebase +[█▉▊▋▌▍▎▏░]{10}  .*",
                "BAR_WIDTH      | 40   | .* modernize-codebase +[█▉▊▋▌▍▎▏░]{40}  .*",
                "NAME_WIDTH     | 40   | .*250/500  invoices-2026-first-quarter-report\\.pdf .*",
                "ITEM_LIMIT     | 1    | .* completed  227/500   0248 \\(248/500\\) …",
                "ITEM_LIMIT     | 7    | .* completed  227/500   0248 (.*), 0242 \\(242/500\\) …",
                "ACTIVE_LIMIT   | 2    | .* … 5 more",
                "WORKER_LIMIT   | 3    | .* … 5 more",
                "ERROR_LENGTH   | 12   | .* IOException:…",
                "UNIT           | docs | .* \\d\\.\\d+ docs/s .*",
                "EXISTING_NAME  | old  | .* old +20/500 .*",
                "PROCESSING_NAME| busy | .* busy +7/500 .*",
                "COMPLETED_NAME | new  | .* new +227/500 .*",
                "FAILED_NAME    | bad  | .* bad +2/500 .*",
            })
    void setting_isSeenInTheRegion(Setting setting, String value, String row) {
        assertThat(region(Options.DEFAULTS)).noneMatch(line -> line.matches(row));
        assertThat(region(Options.DEFAULTS.with(setting, value)))
                .as(setting.name())
                .anyMatch(line -> line.matches(row));
    }

    @Test
    void resources_canBeHidden() {
        assertThat(region(Options.DEFAULTS)).anyMatch(line -> line.contains("heap 412 MB"));
        assertThat(region(Options.DEFAULTS.with(Setting.SHOW_RESOURCES, "false")))
                .noneMatch(line -> line.contains("heap"));
    }

    @Test
    void maxHeight_isHeld() {
        assertThat(region(Options.DEFAULTS)).hasSizeGreaterThan(20);
        assertThat(region(Options.DEFAULTS.with(Setting.MAX_HEIGHT, "6"))).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "EXISTING_COLOR, existing",
        "PROCESSING_COLOR, processing",
        "COMPLETED_COLOR, completed",
        "FAILED_COLOR, failed",
        "RUNNING_COLOR, ▶",
        "PAUSED_COLOR, ‖"
    })
    void colour_isThatOfItsWord(Setting setting, String word) {
        String magenta = "\u001b[35m" + word;
        assertThat(written(Options.DEFAULTS)).doesNotContain(magenta);
        assertThat(written(Options.DEFAULTS.with(setting, "magenta"))).contains(magenta);
    }

    private static String written(Options options) {
        Stage stage = new Stage(200, 60, Palette.FULL, options);
        new Modernize(stage).start().middle().failure();
        stage.say(Action.STEP_EXECUTION_PAUSED, "map", null, "by", "anna").frame();
        return stage.terminal.written();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 500", "5, 200", "10, 100"})
    void refreshRate_isThePeriodOfTheRegion(String rate, long milliseconds) {
        Theme theme = new Theme(Palette.NONE, Glyphs.UNICODE, Options.DEFAULTS.with(Setting.REFRESH_RATE, rate));
        assertThat(new RichView(new Emulator(80, 24), theme, true).periodNanos())
                .isEqualTo(milliseconds * 1_000_000);
    }

    @Test
    void summary_canBeLeftOut() {
        assertThat(afterTheEnd(Options.DEFAULTS)).anyMatch(line -> line.contains("finished with failures"));
        assertThat(afterTheEnd(Options.DEFAULTS.with(Setting.SUMMARY, "false")))
                .noneMatch(line -> line.contains("finished with failures"));
    }

    @Test
    void failureLimit_shortensTheSummary() {
        assertThat(afterTheEnd(Options.DEFAULTS)).doesNotContain("  ... and 1 more");
        assertThat(afterTheEnd(Options.DEFAULTS.with(Setting.FAILURE_LIMIT, "1")))
                .endsWith("  - [31/500] 0031: IOException: HTTP 404 for https://host.example/0031", "  ... and 1 more");
    }

    private static List<String> afterTheEnd(Options options) {
        Stage stage = new Stage(120, 60, Palette.NONE, options);
        new Modernize(stage).start().middle().failure().end();
        return stage.terminal.seen();
    }

    @ParameterizedTest
    @CsvSource({"ETA_WINDOW, 3 seconds", "ETA_WINDOW_SIZE, 2"})
    void etaWindow_changesTheRateThatCounts(Setting setting, String value) {
        assertThat(rateAfterAChange(Options.DEFAULTS.with(setting, value)))
                .isNotEqualTo(rateAfterAChange(Options.DEFAULTS));
    }

    /** Of a run that became slower a moment ago. */
    private static String rateAfterAChange(Options options) {
        Stage stage = new Stage(100, 30, Palette.NONE, options);
        stage.say(Action.RUN_STARTED, null, null, "name", "r");
        stage.say(Action.STEP_EXECUTION_STARTED, "map", Stage.items(1_000));
        for (int i = 1; i <= 320; i++) {
            stage.pass(i <= 300 ? 0.1 : 0.4 + i % 3 * 0.1);
            stage.say(Action.STEP_EXECUTION_SUCCEEDED, "map/" + i, Stage.at(i, 1_000, "w"));
        }
        stage.frame();
        return stage.terminal.seen().stream()
                .filter(line -> line.contains("items/s"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> simple(Options options, double seconds) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stage stage = new Stage(80, 24);
        stage.console()
                .use(new SimpleView(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new Theme(Palette.NONE, Glyphs.UNICODE, options)));
        new Modernize(stage).start();
        stage.pass(seconds).frame();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("[Progress]"))
                .toList();
    }

    @Test
    void intervals_ofTheSimpleMode_areTheirOwn() {
        assertThat(simple(Options.DEFAULTS, 20)).isEmpty();
        assertThat(simple(Options.DEFAULTS.with(Setting.PROGRESS_INTERVAL, "15 seconds"), 20))
                .singleElement()
                .asString()
                .startsWith("[Progress] modernize-codebase: ");
        assertThat(simple(Options.DEFAULTS.with(Setting.STALL_WARNING, "15 seconds"), 20))
                .singleElement()
                .asString()
                .startsWith("[Progress] WARNING: ");
        assertThat(simple(
                        Options.DEFAULTS.with(Setting.PROGRESS_INTERVAL, "0").with(Setting.STALL_WARNING, "0"), 4_000))
                .isEmpty();
    }

    @Test
    void jsonInterval_isThePeriodOfSnapshots() {
        Theme theme =
                new Theme(Palette.NONE, Glyphs.UNICODE, Options.DEFAULTS.with(Setting.JSON_INTERVAL, "5 seconds"));
        assertThat(new JsonView(System.out, theme).periodNanos()).isEqualTo(5_000_000_000L);
    }
}
