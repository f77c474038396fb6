package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Action;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimpleViewTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Stage stage = new Stage(80, 24);

    private void use(Options options) {
        stage.console()
                .use(new SimpleView(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new Theme(Palette.NONE, Glyphs.UNICODE, options)));
    }

    private List<String> progress() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("[Progress]"))
                .toList();
    }

    @Test
    void progress_isSaidEveryTwoMinutes() {
        use(Options.DEFAULTS);
        new Modernize(stage).start().middle();
        stage.pass(1).frame();
        assertThat(progress())
                .containsExactly("[Progress] modernize-codebase: 248/500 completed (49%) | Success: 227/228 (99%)"
                        + " | Errors: 1 | Timeouts: 0 | Runtime: 4m 14s");
        stage.pass(115).frame();
        assertThat(progress()).hasSize(1);
        stage.pass(5).frame();
        assertThat(progress()).hasSize(2);
    }

    @Test
    void progress_withIntervalZero_isNotSaid() {
        use(Options.DEFAULTS.with(Setting.PROGRESS_INTERVAL, "0"));
        new Modernize(stage).start().middle();
        stage.pass(1).frame().pass(200).frame();
        assertThat(progress()).isEmpty();
    }

    @Test
    void stall_isWarnedOfEveryFiveMinutesWithTheOldestItem() {
        use(Options.DEFAULTS.with(Setting.PROGRESS_INTERVAL, "0"));
        new Modernize(stage).start().middle();
        stage.pass(290).frame();
        assertThat(progress()).isEmpty();
        stage.pass(12).frame();
        assertThat(progress())
                .containsExactly("[Progress] WARNING: modernize-codebase: nothing completed for 5m 03s;"
                        + " oldest running: map/0249 on worker-2 for 5m 04s");
        stage.pass(200).frame();
        assertThat(progress()).hasSize(1);
        stage.pass(110).frame();
        assertThat(progress()).hasSize(2);
    }

    @Test
    void pause_isNoStall() {
        use(Options.DEFAULTS.with(Setting.PROGRESS_INTERVAL, "0"));
        new Modernize(stage).start().middle();
        stage.say(Action.RUN_PAUSED, null, null, "by", "anna").pass(1_000).frame();
        assertThat(progress()).isEmpty();
    }
}
