package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RichViewTest {
    private static final String[] WORDS = {"short", "a longer line with several words in it", "議事録", "🎉 done", "x"};

    @RepeatedTest(50)
    void lines_throughAnyResizes_standOnceInOrderAboveOneRegion() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Stage stage = new Stage(20 + random.nextInt(120), 6 + random.nextInt(50));
        Modernize run = new Modernize(stage).start();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            for (int j = random.nextInt(4); j > 0; j--) {
                String line = "line " + said.size() + ": "
                        + WORDS[random.nextInt(WORDS.length)].repeat(1 + random.nextInt(6));
                said.add(line);
                stage.log(line);
            }
            if (i == 20) {
                run.middle();
            }
            if (random.nextInt(5) == 0) {
                stage.terminal.resize(20 + random.nextInt(120), 6 + random.nextInt(50));
            }
            stage.frame();
            assertThat(stage.terminal.isSane()).as("seed %d", seed).isTrue();
        }
        run.end();
        List<String> shown = stage.terminal.lines().stream()
                .filter(line -> line.startsWith("line "))
                .toList();
        assertThat(shown).as("seed %d", seed).isEqualTo(said);
    }

    @Test
    void frame_withoutNews_isNotWritten() {
        Stage stage = new Stage(80, 24);
        stage.say(Action.RUN_STARTED, null, null, "name", "r").frame();
        int before = stage.terminal.writes();
        stage.pass(-0.5).frame();
        assertThat(stage.terminal.writes()).isEqualTo(before);
        stage.frame().frame();
        assertThat(stage.terminal.writes()).isGreaterThan(before);
    }

    @Test
    void frame_isOneWrite() {
        Stage stage = new Stage(80, 24);
        new Modernize(stage).start();
        int before = stage.terminal.writes();
        for (int i = 0; i < 30; i++) {
            stage.log("line " + i);
        }
        stage.frame();
        assertThat(stage.terminal.writes()).isEqualTo(before + 1);
        assertThat(stage.terminal.lines()).contains("line 0", "line 29");
    }

    @Test
    void manyLines_areOneFrame() {
        Stage stage = new Stage(80, 24);
        new Modernize(stage).start();
        int before = stage.terminal.frames();
        int writes = stage.terminal.writes();
        for (int i = 0; i < 5_000; i++) {
            stage.log("line " + i);
        }
        stage.frame();
        assertThat(stage.terminal.frames()).isEqualTo(before + 1);
        assertThat(stage.terminal.writes()).isBetween(writes + 5, writes + 50);
        assertThat(stage.terminal.lines()).contains("line 0", "line 4999");
    }

    @Test
    void region_takesThreeFifthsAtMost_andTheHeaderStaysOnTheSmallest() {
        for (int rows = 2; rows <= 60; rows++) {
            Stage stage = new Stage(80, rows);
            new Modernize(stage).start().middle();
            List<String> seen = stage.terminal.seen();
            long region = seen.stream()
                    .dropWhile(line -> !line.startsWith("───") && !line.startsWith(" modern"))
                    .count();
            assertThat(region).as("%d rows", rows).isBetween(1L, (long) Math.max(1, rows * 3 / 5));
            assertThat(seen).as("%d rows", rows).anyMatch(line -> line.startsWith(" modernize-codebase"));
        }
    }

    @Test
    void terminal_ofOneRow_hasNoRegion() {
        Stage stage = new Stage(80, 1);
        new Modernize(stage).start().middle().end();
        assertThat(stage.terminal.lines()).allMatch(line -> !line.startsWith(" modernize"));
    }

    @Test
    void everyWidth_isHeld() {
        for (int columns = 8; columns <= 220; columns++) {
            Stage stage = new Stage(columns, 40);
            new Modernize(stage).start().middle().stall();
            int most = columns;
            assertThat(stage.terminal.lines())
                    .as("%d columns", columns)
                    .filteredOn(line -> line.startsWith(" "))
                    .allMatch(line -> DisplayWidth.of(line) < most);
        }
    }

    @Test
    void colours_areClosedInEachRow() {
        Stage stage = new Stage(100, 40, Palette.FULL, Options.DEFAULTS);
        new Modernize(stage).start().middle().stall().failure();
        for (String line : stage.terminal.written().split("\r\n")) {
            assertThat(line.lastIndexOf("\u001b[0m")).isGreaterThanOrEqualTo(lastColour(line));
        }
        assertThat(stage.terminal.written()).contains("\u001b[32m", "\u001b[31m", "\u001b[33m", "\u001b[38;5;75m");
    }

    private static int lastColour(String line) {
        int last = -1;
        for (int i = line.indexOf("\u001b["); i >= 0; i = line.indexOf("\u001b[", i + 1)) {
            int end = i + 2;
            while (end < line.length() && line.charAt(end) < 0x40) {
                end++;
            }
            if (end < line.length()
                    && line.charAt(end) == 'm'
                    && !line.substring(i + 2, end).equals("0")) {
                last = i;
            }
        }
        return last;
    }

    @Test
    void pause_isSaidWithWhoAndSinceWhen() {
        Stage stage = new Stage(100, 30);
        new Modernize(stage).start().middle();
        stage.say(Action.RUN_PAUSED, null, null, "by", "anna").pass(63).frame();
        assertThat(stage.terminal.seen()).anyMatch(line -> line.endsWith("paused by anna 1m 03s ago"));
    }

    @Test
    void run_withoutFailures_endsWithOneLine() {
        Stage stage = new Stage(100, 30);
        stage.say(Action.RUN_STARTED, null, null, "name", "night").frame();
        stage.say(Action.STEP_EXECUTION_STARTED, "load", null).frame();
        for (int i = 1; i <= 3; i++) {
            stage.say(Action.STEP_EXECUTION_STARTED, "load/" + i, Stage.at(i, 3, "w"))
                    .pass(1);
            stage.say(Action.STEP_EXECUTION_SUCCEEDED, "load/" + i, Stage.at(i, 3, "w"));
        }
        stage.say(Action.STEP_EXECUTION_SUCCEEDED, "load", null).frame();
        stage.say(Action.RUN_COMPLETED, null, null).log("and after it").frame();
        List<String> seen = stage.terminal.seen();
        assertThat(seen.get(seen.size() - 1)).isEqualTo("and after it");
        assertThat(seen.get(seen.size() - 2))
                .startsWith("✓ night completed in 4")
                .contains("3 new");
        assertThat(seen).noneMatch(line -> line.startsWith("───"));
    }

    @Test
    void suspend_takesTheRegionAwayAndShowsLaterWhatCameMeanwhile() {
        Stage stage = new Stage(100, 30);
        new Modernize(stage).start();
        stage.console().suspend(() -> {
            assertThat(stage.terminal.seen()).noneMatch(line -> line.startsWith("───"));
            stage.log("said meanwhile").frame();
            assertThat(stage.terminal.seen()).doesNotContain("said meanwhile");
            stage.terminal.write("Continue? [y/n] y\r\n");
        });
        stage.frame();
        assertThat(stage.terminal.seen()).containsSubsequence("Continue? [y/n] y", "said meanwhile");
        assertThat(stage.terminal.seen()).anyMatch(line -> line.startsWith(" modernize-codebase"));
    }

    @Test
    void leave_whileARunGoesOn_leavesOneLineAndShowsWhatComesLaterAtOnce() {
        Stage stage = new Stage(100, 30);
        Modernize run = new Modernize(stage).start().middle();
        stage.console().leave();
        List<String> seen = stage.terminal.seen();
        assertThat(seen.get(seen.size() - 1))
                .isEqualTo("modernize-codebase is not finished: 248/500 (49%) after 4m 14s");
        stage.log("said by a shutdown hook");
        assertThat(stage.terminal.seen()).contains("said by a shutdown hook");
        run.end();
        assertThat(stage.terminal.seen()).anyMatch(line -> line.contains("finished with failures"));
        assertThat(stage.terminal.isSane()).isTrue();
    }
}
