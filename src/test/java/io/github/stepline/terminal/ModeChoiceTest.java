package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeChoiceTest {
    private final List<String> complaints = new ArrayList<>();

    /** @param environment {@code NAME=value} with spaces between them */
    private static Surroundings surroundings(String environment) {
        Map<String, String> variables = new HashMap<>();
        for (String variable : environment.split(" ")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return new Surroundings(variables::get, Map.of("os.name", "Linux")::get);
    }

    private ModeChoice choice(String environment) {
        Surroundings surroundings = surroundings(environment);
        return new ModeChoice(Options.of(Map.of(), surroundings, complaints::add), surroundings);
    }

    @ParameterizedTest
    @CsvSource({
        "TERM=xterm, true, RICH",
        "TERM=xterm, false, SIMPLE",
        "TERM=dumb, true, SIMPLE",
        "'', true, SIMPLE",
        "TERM=xterm CI=true, true, SIMPLE",
        "TERM=xterm CI=, true, RICH",
        "TERM=xterm CI=false, true, RICH",
        "TERM=xterm NO_COLOR=1, true, RICH",
        "TERM=dumb CI=1 STEPLINE_CONSOLE=rich, true, RICH",
        "TERM=xterm STEPLINE_CONSOLE=rich, false, SIMPLE",
        "TERM=xterm STEPLINE_CONSOLE=simple, true, SIMPLE",
        "TERM=xterm STEPLINE_CONSOLE=JSON, true, JSON",
        "TERM=xterm STEPLINE_CONSOLE=none, true, NONE",
        "TERM=xterm STEPLINE_CONSOLE=nonsense, true, RICH"
    })
    void mode_followsSettingThenSurroundings(String environment, boolean hasTerminal, Mode mode) {
        assertThat(choice(environment).mode(hasTerminal)).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({
        "TERM=xterm, true, BASIC",
        "TERM=xterm-256color, true, FULL",
        "TERM=xterm COLORTERM=truecolor, true, FULL",
        "TERM=xterm, false, NONE",
        "TERM=xterm NO_COLOR=1, true, NONE",
        "TERM=xterm NO_COLOR=, true, BASIC",
        "TERM=xterm NO_COLOR=1 FORCE_COLOR=1, true, NONE",
        "TERM=dumb FORCE_COLOR=1, false, BASIC",
        "TERM=xterm CLICOLOR_FORCE=1, false, BASIC",
        "TERM=xterm CLICOLOR_FORCE=0, false, NONE",
        "TERM=xterm CLICOLOR=0, true, NONE",
        "TERM=xterm NO_COLOR=1 STEPLINE_CONSOLE_COLOR=always, true, BASIC",
        "TERM=xterm FORCE_COLOR=1 STEPLINE_CONSOLE_COLOR=never, true, NONE"
    })
    void palette_followsTheConventions(String environment, boolean hasTerminal, Palette palette) {
        assertThat(choice(environment).palette(hasTerminal)).isEqualTo(palette);
    }

    @Test
    void glyphs_withoutUnicode_areAscii() {
        assertThat(choice("").glyphs(StandardCharsets.UTF_8)).isEqualTo(Glyphs.UNICODE);
        assertThat(choice("").glyphs(StandardCharsets.US_ASCII)).isEqualTo(Glyphs.ASCII);
        assertThat(choice("STEPLINE_CONSOLE_GLYPHS=ascii").glyphs(StandardCharsets.UTF_8))
                .isEqualTo(Glyphs.ASCII);
    }

    @Test
    void setting_bad_isComplainedAboutOnceWithItsRule() {
        Surroundings surroundings = surroundings("STEPLINE_CONSOLE_REFRESH_RATE=60 STEPLINE_CONSOLE_ETA_WINDOW=soon");
        Options options = Options.of(Map.of(Setting.RUNNING_COLOR, "mauve"), surroundings, complaints::add);
        for (int i = 0; i < 2; i++) {
            assertThat(options.number(Setting.REFRESH_RATE, 1, 10)).isEqualTo(2);
            assertThat(options.milliseconds(Setting.ETA_WINDOW)).isEqualTo(30_000);
            assertThat(options.ink(Setting.RUNNING_COLOR)).isEqualTo(Ink.YELLOW);
        }
        assertThat(complaints)
                .containsExactly(
                        "refreshRate (STEPLINE_CONSOLE_REFRESH_RATE) is '60'; it must be a whole number from 1 to 10:"
                                + " 2 is used.",
                        "etaWindow (STEPLINE_CONSOLE_ETA_WINDOW) is 'soon'; it must be a time like '90 seconds':"
                                + " 30 seconds is used.",
                        "runningColor (STEPLINE_CONSOLE_RUNNING_COLOR) is 'mauve'; it must be the name of a colour,"
                                + " like green: yellow is used.");
    }

    @Test
    void environment_winsOverTheConfiguration() {
        Options options = Options.of(
                Map.of(Setting.BAR_WIDTH, "10", Setting.UNIT, "files"),
                surroundings("STEPLINE_CONSOLE_BAR_WIDTH=20"),
                complaints::add);
        assertThat(options.number(Setting.BAR_WIDTH, 4, 100)).isEqualTo(20);
        assertThat(options.text(Setting.UNIT)).isEqualTo("files");
    }

    @Test
    void defaults_areGoodValues() {
        Surroundings surroundings = surroundings("");
        for (Setting setting : Setting.values()) {
            assertThat(setting.defaultValue()).as(setting.name()).isNotBlank();
        }
        new SimpleView(
                System.out,
                new Theme(Palette.NONE, Glyphs.UNICODE, Options.of(Map.of(), surroundings, complaints::add)));
        assertThat(Options.of(Map.of(), surroundings, complaints::add).level()).hasToString("INFO");
        assertThat(complaints).isEmpty();
    }
}
