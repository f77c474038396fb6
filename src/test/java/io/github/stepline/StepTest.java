package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a step says about itself: ids, parents, durations, runs and missing ends. */
@SuppressWarnings("try")
class StepTest {
    @RegisterExtension
    final Captured events = new Captured();

    @Test
    void step_ended_saysHowLongItTook() {
        Step step = Events.stepStarted("extract");
        events.pass(Duration.ofNanos(1_234_567_890));
        step.succeeded();

        assertThat(events.lines())
                .containsExactly(
                        "INFO execution_engine step_execution_started Pending→Running step=extract"
                                + " | Starting execution of step 'extract'.",
                        "INFO execution_engine step_execution_succeeded Running→Completed step=extract ms=1234.568"
                                + " | Step 'extract' completed successfully.");
    }

    @Test
    void step_withAGivenId_isCalledByItsNameInMessages() {
        Step step = Events.stepStarted("extract", e -> e.stepId("job-17"));
        step.paused();
        step.resumed(e -> e.message("back"));
        step.succeeded();
        step.succeeded();

        assertThat(events.all()).extracting(LogEvent::stepId).containsOnly("job-17");
        assertThat(events.all())
                .extracting(LogEvent::formattedMessage)
                .containsExactly(
                        "Starting execution of step 'extract'.",
                        "Step 'extract' paused.",
                        "back",
                        "Step 'extract' completed successfully.",
                        "Step 'job-17' cannot become Completed: it is Completed (started, paused 03:04:05,"
                                + " running 03:04:05, completed 03:04:05).");
        assertThat(events.last().details()).doesNotContainKey("message");
    }

    @Test
    void step_whoseNameIsOpen_getsANumber() {
        Step first = Events.stepStarted("order");
        Step second = Events.stepStarted("order");
        first.succeeded();
        Step third = Events.stepStarted("order");

        assertThat(List.of(first.id(), second.id(), third.id())).containsExactly("order", "order#2", "order");
    }

    @Test
    void child_ofStepAndRun_isNamedAfterItsParent() {
        Step run = Events.runStarted("ids");
        Step load = run.child("load");
        Step item = load.child("a.csv");
        Step again = load.child("a.csv");
        Step given = load.child("b.csv", e -> e.stepId("item-b"));
        given.child("page");
        load.childSkipped("c.csv", "already done");

        assertThat(events.all()).extracting(LogEvent::runId).containsOnly(run.id());
        assertThat(events.all())
                .<List<@Nullable String>>extracting(event -> java.util.Arrays.asList(event.stepId(), event.parentId()))
                .containsExactly(
                        java.util.Arrays.asList(run.id(), null),
                        List.of("load", run.id()),
                        List.of("load/a.csv", "load"),
                        List.of("load/a.csv#2", "load"),
                        List.of("item-b", "load"),
                        List.of("item-b/page", "item-b"),
                        List.of("load/c.csv", "load"));
        assertThat(item.runId()).isEqualTo(again.runId()).isEqualTo(run.id());
    }

    @Test
    void child_withAGivenParent_keepsItInEveryEvent() {
        Step step = Events.stepStarted("a", e -> e.parentId("elsewhere"));
        Events.stepSucceeded("a", 1);

        assertThat(events.all()).extracting(LogEvent::parentId).containsExactly("elsewhere", "elsewhere");
        assertThat(step.state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void ids_longerThanTheirBound_stayDistinctAndTheSameEverywhere() {
        String longName = "n".repeat(2_000);
        Step step = Events.stepStarted(longName);
        Step first = step.child("a");
        Step second = step.child("b");
        Step twin = step.child("b");
        Events.stepSucceeded(longName, 1);

        List<@Nullable String> said =
                events.all().stream().<@Nullable String>map(LogEvent::stepId).toList();
        assertThat(said).containsExactly(step.id(), first.id(), second.id(), twin.id(), step.id());
        assertThat(said.subList(0, 4)).doesNotHaveDuplicates().allMatch(id -> id != null && id.length() <= 512);
        assertThat(step.state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void run_throughItsLife_speaksForTheRunner() {
        Step run = Events.runStarted("nightly");
        String id = run.id();
        run.paused(e -> e.by("anna"));
        run.resumed();
        events.pass(Duration.ofSeconds(2));
        run.succeeded(e -> e.detail("new", 461).detail("existing", 20).detail("failed", 0));
        Events.runStarted("nightly").failed("disk full");
        Events.runStarted("nightly").failed(new IOException("disk full"));
        Events.runStarted("nightly").cancelled("enough.");

        String ids = " run=" + id + " step=" + id;
        assertThat(events.lines().subList(1, 4))
                .containsExactly(
                        "INFO runner run_paused Running→Paused" + ids + " | Run 'nightly' paused. | {by=anna}",
                        "INFO runner run_resumed Paused→Running" + ids + " | Run 'nightly' resumed.",
                        "INFO runner run_completed Running→Completed" + ids + " ms=2000.0"
                                + " | Run 'nightly' completed: 461 new, 20 existing, 0 failed."
                                + " | {new=461, existing=20, failed=0}");
        assertThat(events.all().subList(5, 10))
                .extracting(
                        event -> event.level() + " " + event.formattedMessage().replaceAll("-\\d+'", "'"))
                .containsExactly(
                        "ERROR Run 'nightly' failed: disk full.",
                        "INFO Run 'nightly' started.",
                        "ERROR Run 'nightly' failed: IOException: disk full.",
                        "INFO Run 'nightly' started.",
                        "WARN Run 'nightly' cancelled: enough.");
    }

    @Test
    void runIds_ofOneSecond_differ() {
        Step first = Events.runStarted("twin");
        Step second = Events.runStarted("twin");

        assertThat(first.id()).isNotEqualTo(second.id());
        first.succeeded();
        second.succeeded();
    }

    @Test
    void run_endingWithOpenSteps_saysEachMissingEnd() {
        Step run = Events.runStarted("careless");
        run.child("done").succeeded();
        run.child("forgotten");
        run.child("resting").paused();
        events.clear();
        run.succeeded();

        assertThat(events.actions()).containsExactly("illegal_transition", "illegal_transition", "run_completed");
        assertThat(events.lines().subList(0, 2))
                .containsExactlyInAnyOrder(
                        missing(run, "forgotten", "Running", "started"),
                        missing(run, "resting", "Paused", "started, paused 03:04:05"));
    }

    private static String missing(Step run, String id, String state, String history) {
        return "WARN state_management illegal_transition " + state + "→null run=" + run.id() + " step=" + id
                + " parent="
                + run.id() + " | Step '" + id + "' is still " + state + " (" + history
                + ") although its run ends: its end is missing. | {entity=" + id + ", attempted=none, history="
                + history + "}";
    }

    @Test
    void run_endingWithManyOpenSteps_saysTwentyAndHowManyMore() {
        Step run = Events.runStarted("very careless");
        for (int i = 0; i < 50; i++) {
            run.child("item-" + i);
        }
        run.succeeded();

        List<LogEvent> missing = events.of(Action.ILLEGAL_TRANSITION);
        assertThat(missing).hasSize(20);
        assertThat(missing.get(19).formattedMessage()).endsWith("So it is with 30 more.");
    }

    @Test
    void staticEnd_ofAnOpenStep_endsTheHandleToo() {
        Step run = Events.runStarted("static");
        Step load = run.child("load");
        try (Scope ignored = run.makeCurrent()) {
            Events.stepFailed("load", 3, new IOException("gone"));
        }
        assertThat(load.state()).isEqualTo(State.FAILED);
        assertThat(events.last().parentId()).isEqualTo(run.id());
        run.succeeded();

        assertThat(events.of(Action.ILLEGAL_TRANSITION)).isEmpty();
    }

    @Test
    void retryOfAFailedStep_opensItAgain() {
        Step run = Events.runStarted("again");
        Step load = run.child("load").total(10);
        load.failed("first");
        events.ticker.tick(0);
        load.retryScheduled(1, 1, Duration.ofSeconds(1), null);
        load.restarted();
        load.advance(3);
        events.clear();
        events.ticker.tick(1);
        Step other = run.child("load");

        assertThat(events.actions()).containsExactly("step_progress", "step_execution_started");
        assertThat(other.id()).isEqualTo("load#2");
        run.succeeded();
        assertThat(events.of(Action.ILLEGAL_TRANSITION)).hasSize(2);
    }

    @Test
    void run_bodyReturns_endsTheStep() {
        Step step = Events.stepStarted("extract");
        int result = step.call(current -> {
            assertThat(Scope.current()).isSameAs(current).isSameAs(step);
            return 42;
        });

        assertThat(result).isEqualTo(42);
        assertThat(Scope.current()).isNull();
        assertThat(events.actions()).containsExactly("step_execution_started", "step_execution_succeeded");
    }

    @Test
    void run_bodyThrows_failsTheStepAndThrowsOn() {
        IOException fault = new IOException("gone");
        assertThatThrownBy(() -> Events.stepStarted("extract").run(step -> {
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(Scope.current()).isNull();
        assertThat(events.last().error()).isEqualTo(LogError.of(fault));
    }

    @Test
    void run_bodyEndsTheStep_saysNoSecondEnd() throws IOException {
        Events.stepStarted("a").run(step -> step.cancelled("enough"));
        assertThatThrownBy(() -> Events.stepStarted("b").run(step -> {
                    step.failed("mine");
                    throw new IOException("gone");
                }))
                .isInstanceOf(IOException.class);

        assertThat(events.actions())
                .containsExactly(
                        "step_execution_started",
                        "step_execution_cancelled",
                        "step_execution_started",
                        "step_execution_failed");
    }

    @Test
    void staticForms_ofAnOpenStep_moveItsHandle() {
        Step step = Events.stepStarted("a");
        Events.stepPaused("a");
        assertThat(step.state()).isEqualTo(State.PAUSED);
        Events.stepResumed("a");
        Events.stepRetryScheduled("a", 1, 3, Duration.ofSeconds(1), null);
        assertThat(step.state()).isEqualTo(State.PENDING);
        step.restarted();
        step.succeeded();
        assertThat(events.of(Action.ILLEGAL_TRANSITION)).isEmpty();
    }
}
