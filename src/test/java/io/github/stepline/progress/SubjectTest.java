package io.github.stepline.progress;

import static io.github.stepline.progress.Log.RUN;
import static io.github.stepline.progress.Log.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each line speaks of, as a console needs it: at once, without knowing what follows. */
class SubjectTest {
    private final Log log = new Log();

    private List<Subject> subjects() {
        Fold fold = new Fold();
        return log.lines().stream().map(fold::accept).toList();
    }

    @Test
    void run_withPhasesAndItems_isToldApart() {
        log.run("run_started");
        log.started("map", words().parent(RUN));
        log.started("map/1", words().parent("map").index(1, 2));
        log.started("map/1/part", words().parent("map/1"));
        log.tick("map/1", words().count(1L, 2L, "MB"));
        log.step("file_written", "map/1");
        log.succeeded("map/1/part");
        log.succeeded("map/1");
        log.step("step_execution_skipped", "map/2", words().parent("map").index(2, 2));
        log.succeeded("map");
        log.run("run_completed");

        assertThat(subjects())
                .containsExactly(
                        Subject.RUN,
                        Subject.PHASE,
                        Subject.ITEM,
                        Subject.PART,
                        Subject.TICK,
                        Subject.OTHER,
                        Subject.PART,
                        Subject.ITEM,
                        Subject.ITEM,
                        Subject.PHASE,
                        Subject.RUN);
    }

    @Test
    void stepsDirectlyBelowARun_arePhasesUntilSeveralHaveEnded() {
        log.run("run_started");
        for (int i = 0; i < 5; i++) {
            log.started("s" + i, words().parent(RUN)).succeeded("s" + i);
        }

        assertThat(subjects().subList(1, 11))
                .containsExactly(
                        Subject.PHASE,
                        Subject.PHASE,
                        Subject.PHASE,
                        Subject.PHASE,
                        Subject.PHASE,
                        Subject.ITEM,
                        Subject.ITEM,
                        Subject.ITEM,
                        Subject.ITEM,
                        Subject.ITEM);
    }

    @Test
    void stepsDirectlyBelowARunWithPhases_arePhases() {
        log.run("run_started");
        log.started("map", words().parent(RUN)).item("map/1", "map", 1, 1, 1);
        for (int i = 0; i < 5; i++) {
            log.started("s" + i, words().parent(RUN)).succeeded("s" + i);
        }

        assertThat(subjects().subList(4, 14)).containsOnly(Subject.PHASE);
    }

    @Test
    void steps_announcedByTheRun_arePhasesHoweverMany() {
        List<String> keys = List.of("a", "b", "c", "d", "e", "f");
        log.run("run_started", words().detail("children", keys));
        keys.forEach(key -> log.started(key, words().parent(RUN)).succeeded(key));

        assertThat(subjects().subList(1, 13)).containsOnly(Subject.PHASE);
    }

    @Test
    void steps_withAPlace_areItemsAtOnce() {
        log.run("run_started");
        log.started("s1", words().parent(RUN).index(1, 500));

        assertThat(subjects()).containsExactly(Subject.RUN, Subject.ITEM);
    }

    @Test
    void steps_withoutRun_arePhasesUntilSeveralHaveEnded() {
        log.ofRun(null);
        for (int i = 0; i < 4; i++) {
            log.started("request").succeeded("request");
        }

        assertThat(subjects()).startsWith(Subject.PHASE).endsWith(Subject.ITEM, Subject.ITEM);
    }

    @Test
    void otherLines_areOther() {
        log.plain(Level.ERROR, "bad").step("execution_pause_requested", "s").step("illegal_transition", "s");
        log.say("resource_usage", null, words())
                .say("heartbeat", null, words())
                .say("step_execution_started", null, words());
        log.repeat(log.lines().get(0));

        assertThat(subjects())
                .containsExactly(
                        Subject.OTHER,
                        Subject.OTHER,
                        Subject.OTHER,
                        Subject.TICK,
                        Subject.TICK,
                        Subject.OTHER,
                        Subject.REPEAT);
    }
}
