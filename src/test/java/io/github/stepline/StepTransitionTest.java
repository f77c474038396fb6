package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of legal transitions, and that a move outside it becomes one warning and nothing else. */
class StepTransitionTest {
    private static final Set<String> LEGAL = Set.of(
            "PENDING RUNNING",
            "PENDING SKIPPED",
            "PENDING CANCELLED",
            "RUNNING PAUSED",
            "RUNNING COMPLETED",
            "RUNNING FAILED",
            "RUNNING CANCELLED",
            "RUNNING PENDING",
            "PAUSED RUNNING",
            "PAUSED CANCELLED",
            "FAILED PENDING");

    private static final IllegalStateException FAULT = new IllegalStateException("boom");

    @RegisterExtension
    final Captured events = new Captured();

    /** The moves that a handle offers, each with what it says of a step and of a run. */
    enum Attempt {
        SUCCEED(State.COMPLETED, Step::succeeded),
        FAIL(State.FAILED, (step, more) -> step.failed(FAULT, more)),
        TIME_OUT(State.FAILED, (step, more) -> step.timedOut(Duration.ofSeconds(5), more)),
        ABANDON(State.FAILED, (step, more) -> step.abandoned("it does not stop", more)),
        CANCEL(State.CANCELLED, (step, more) -> step.cancelled("why", more)),
        PAUSE(State.PAUSED, Step::paused),
        RESUME(State.RUNNING, Step::resumed),
        RETRY(State.PENDING, (step, more) -> step.retryScheduled(1, 3, Duration.ofSeconds(4), FAULT, more)),
        RESTART(State.RUNNING, Step::restarted);

        private final State next;
        private final java.util.function.BiConsumer<Step, Consumer<EventBuilder>> call;

        Attempt(State next, java.util.function.BiConsumer<Step, Consumer<EventBuilder>> call) {
            this.next = next;
            this.call = call;
        }
    }

    @Test
    void canBecome_everyPair_isTheTable() {
        for (State from : State.values()) {
            for (State to : State.values()) {
                assertThat(from.canBecome(to))
                        .as(from + "→" + to)
                        .isEqualTo(LEGAL.contains(from.name() + " " + to.name()));
            }
        }
    }

    static Stream<Arguments> moves() {
        List<State> reachable =
                List.of(State.RUNNING, State.PENDING, State.PAUSED, State.COMPLETED, State.FAILED, State.CANCELLED);
        return reachable.stream()
                .flatMap(from -> Arrays.stream(Attempt.values()).map(attempt -> Arguments.of(from, attempt)));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void everyMove_fromEveryState_isMadeOrWarnedOf(State from, Attempt attempt) {
        Step step = stepIn(from);
        attempt.call.accept(step, e -> e.detail("extra", 1));

        LogEvent event = events.only();
        boolean isLegal = LEGAL.contains(from.name() + " " + attempt.next.name());
        assertThat(event.stateBefore()).isEqualTo(from);
        assertThat(event.stateAfter()).isEqualTo(attempt.next);
        assertThat(event.stepId()).isEqualTo("s");
        assertThat(event.details()).containsEntry("extra", 1);
        assertThat(step.state()).isEqualTo(isLegal ? attempt.next : from);
        assertThat("illegal_transition".equals(event.action())).isEqualTo(!isLegal);
        assertThat(event.error() != null).isEqualTo(attempt == Attempt.FAIL || attempt == Attempt.RETRY);
        if (!isLegal) {
            assertThat(event.level()).isEqualTo(Level.WARN);
            assertThat(event.formattedMessage())
                    .startsWith("Step 's' cannot become " + attempt.next + ": it is " + from + " (started");
            assertThat(event.details()).containsKeys("entity", "attempted", "history");
        }
    }

    private Step stepIn(State state) {
        Step step = Events.stepStarted("s");
        switch (state) {
            case RUNNING, SKIPPED -> {}
            case PENDING -> step.retryScheduled(1, 3, Duration.ZERO, null);
            case PAUSED -> step.paused();
            case COMPLETED -> step.succeeded();
            case FAILED -> step.failed("why");
            case CANCELLED -> step.cancelled("why");
        }
        events.clear();
        return step;
    }

    @Test
    void illegalMove_afterALongLife_tellsItsHistory() {
        Step step = Events.stepStarted("s");
        events.pass(Duration.ofSeconds(5));
        step.paused();
        events.pass(Duration.ofMinutes(2));
        step.cancelled("enough");
        events.clear();
        step.resumed();

        assertThat(events.lines())
                .containsExactly("WARN state_management illegal_transition Cancelled→Running step=s"
                        + " | Step 's' cannot become Running: it is Cancelled (started, paused 03:04:10,"
                        + " cancelled 03:06:10). | {entity=s, attempted=step_execution_resumed,"
                        + " history=started, paused 03:04:10, cancelled 03:06:10}");
    }

    @Test
    void illegalMove_withOwnLevelMessageAndStates_staysAWarningOfOurs() {
        Step step = Events.stepStarted("s");
        step.succeeded();
        step.succeeded(e -> e.level(Level.TRACE).message("all fine").stepId("other"));

        assertThat(events.last().level()).isEqualTo(Level.WARN);
        assertThat(events.last().stepId()).isEqualTo("s");
        assertThat(events.last().formattedMessage()).startsWith("Step 's' cannot become Completed");
        assertThat(events.last().details()).containsEntry("message", "all fine");
    }

    @Test
    void history_ofAThousandPauses_isBounded() {
        Step step = Events.stepStarted("s");
        for (int i = 0; i < 1_000; i++) {
            step.paused();
            step.resumed();
        }
        step.restarted();

        assertThat(events.last().action()).isEqualTo("illegal_transition");
        assertThat(String.valueOf(events.last().details().get("history"))).hasSizeLessThan(500);
    }

    @Test
    void retry_throughItsLife_saysAttemptDelayAndProgress() {
        Step step = Events.stepStarted("s", e -> e.total(10).unit("rows"));
        step.advance(4);
        events.pass(Duration.ofMillis(20));
        step.retryScheduled(1, 3, Duration.ofMillis(1_500), FAULT);
        step.restarted(e -> e.attempt(2, 4));
        step.succeeded();

        LogEvent scheduled = events.of(Action.STEP_RETRY_SCHEDULED).get(0);
        assertThat(Captured.line(scheduled))
                .isEqualTo("WARN execution_engine step_retry_scheduled Running→Pending step=s ms=20.0"
                        + " | Step 's' failed, retry 1/3 in 1.5 s: IllegalStateException: boom. | {delay_ms=1500}"
                        + " | java.lang.IllegalStateException: boom");
        assertThat(scheduled.progress()).isEqualTo(new Progress(null, null, null, 4L, 10L, "rows", 1, 3, null));
        assertThat(events.all().get(2).action()).isEqualTo("step_execution_started");
        assertThat(events.all().get(2).stateBefore()).isEqualTo(State.PENDING);
        assertThat(events.of(Action.ILLEGAL_TRANSITION)).isEmpty();
    }
}
