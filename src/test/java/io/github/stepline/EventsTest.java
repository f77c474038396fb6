package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the facade: what it says with its essentials alone, and that more can be said about it. */
@SuppressWarnings("try")
class EventsTest {
    private static final Journal JOURNAL = new Journal() {
        @Override
        public boolean claim(String runId) {
            return true;
        }

        @Override
        public void say(LogEvent event) {}
    };

    private static final Path FILE = Path.of("out/a.csv");
    private static final IOException FULL = new IOException("disk full");
    private static final Component BILLING = Component.of("billing");

    @RegisterExtension
    final Captured events = new Captured();

    /** A method with its essential arguments, and the line it becomes. */
    static Stream<Arguments> essentials() {
        return Stream.of(
                says(
                        () -> Events.stepStarted("s"),
                        "INFO execution_engine step_execution_started Pending→Running step=s"
                                + " | Starting execution of step 's'."),
                says(
                        () -> Events.stepSucceeded("s", 1.5),
                        "INFO execution_engine step_execution_succeeded Running→Completed step=s ms=1.5"
                                + " | Step 's' completed successfully."),
                says(
                        () -> Events.stepFailed("s", 2, FULL),
                        "ERROR execution_engine step_execution_failed Running→Failed step=s ms=2.0"
                                + " | Step 's' failed: IOException: disk full. | java.io.IOException: disk full"),
                says(
                        () -> Events.stepFailed("s", 2, "Oops", "it broke."),
                        "ERROR execution_engine step_execution_failed Running→Failed step=s ms=2.0"
                                + " | Step 's' failed: it broke. | {error_type=Oops, error_message=it broke.}"),
                says(
                        () -> Events.stepCancelled("s", 2, "too late"),
                        "INFO execution_engine step_execution_cancelled Running→Cancelled step=s ms=2.0"
                                + " | Step 's' cancelled: too late. | {reason=too late}"),
                says(
                        () -> Events.stepPaused("s"),
                        "INFO execution_engine step_execution_paused Running→Paused step=s | Step 's' paused."),
                says(
                        () -> Events.stepResumed("s"),
                        "INFO execution_engine step_execution_resumed Paused→Running step=s | Step 's' resumed."),
                says(
                        () -> Events.stepSkipped("s", "already done"),
                        "INFO execution_engine step_execution_skipped Pending→Skipped step=s"
                                + " | Step 's' skipped: already done. | {reason=already done}"),
                says(
                        () -> Events.stepRetryScheduled("s", 1, 3, Duration.ofSeconds(4), FULL),
                        "WARN execution_engine step_retry_scheduled Running→Pending step=s"
                                + " | Step 's' failed, retry 1/3 in 4 s: IOException: disk full."
                                + " | {delay_ms=4000} | java.io.IOException: disk full"),
                says(
                        () -> Events.stepProgress("s", 3, 10),
                        "DEBUG execution_engine step_progress step=s | Step 's' is at 3 of 10."),
                says(
                        () -> Events.fileCreated(FILE),
                        "DEBUG file_operations file_created | Created file 'out/a.csv'. | {file_path=out/a.csv}"),
                says(
                        () -> Events.fileCreateFailed(FILE, FULL),
                        "DEBUG file_operations file_create_failed | Failed to create file 'out/a.csv': IOException: disk full."
                                + " | {file_path=out/a.csv} | java.io.IOException: disk full"),
                says(
                        () -> Events.fileRead(FILE, 17),
                        "DEBUG file_operations file_read | Read 17 bytes from 'out/a.csv'."
                                + " | {file_path=out/a.csv, bytes_read=17}"),
                says(
                        () -> Events.fileReadFailed(FILE, FULL),
                        "DEBUG file_operations file_read_failed | Failed to read file 'out/a.csv': IOException: disk full."
                                + " | {file_path=out/a.csv} | java.io.IOException: disk full"),
                says(
                        () -> Events.fileWritten(FILE, 17, true),
                        "DEBUG file_operations file_written | Wrote 17 bytes to 'out/a.csv'."
                                + " | {file_path=out/a.csv, bytes_written=17, overwrite=true}"),
                says(
                        () -> Events.fileWriteFailed(FILE, FULL),
                        "DEBUG file_operations file_write_failed | Failed to write file 'out/a.csv': IOException: disk full."
                                + " | {file_path=out/a.csv} | java.io.IOException: disk full"),
                says(
                        () -> Events.fileDeleted(FILE),
                        "DEBUG file_operations file_deleted | Deleted file 'out/a.csv'. | {file_path=out/a.csv}"),
                says(
                        () -> Events.fileDeleteFailed(FILE, FULL),
                        "DEBUG file_operations file_delete_failed | Failed to delete file 'out/a.csv': IOException: disk full."
                                + " | {file_path=out/a.csv} | java.io.IOException: disk full"),
                says(
                        () -> Events.commandStarted("make"),
                        "INFO terminal_interaction command_execution_started | Executing command: 'make'."
                                + " | {command=make}"),
                says(
                        () -> Events.commandStarted("make", FILE),
                        "INFO terminal_interaction command_execution_started | Executing command: 'make'."
                                + " | {command=make, working_directory=out/a.csv}"),
                says(
                        () -> Events.executionPauseRequested("s"),
                        "INFO user_interaction execution_pause_requested Running→Paused step=s"
                                + " | User requested to pause execution during step 's'."),
                says(
                        () -> Events.executionResumeRequested("s"),
                        "INFO user_interaction execution_resume_requested Paused→Running step=s"
                                + " | User requested to resume execution for step 's'."),
                says(
                        () -> Events.executionCancelRequested("s"),
                        "INFO user_interaction execution_cancel_requested Running→Cancelled step=s"
                                + " | User requested to cancel execution during step 's'."),
                says(
                        () -> Events.contextAddedByUser("s", "hurry"),
                        "INFO user_interaction context_added_by_user step=s"
                                + " | User provided additional context for step 's'."
                                + " | {context_provided_summary=hurry}"),
                says(
                        () -> Events.stateChanged("queue", State.RUNNING, State.PAUSED),
                        "INFO state_management state_changed Running→Paused"
                                + " | State of 'queue' changed from Running to Paused. | {entity=queue}"),
                says(() -> Events.event(BILLING, "invoice_sent"), "INFO billing invoice_sent | invoice sent"));
    }

    private static Arguments says(Runnable call, String line) {
        return arguments(call, line);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("essentials")
    void everyMethod_withItsEssentials_saysOneLine(Runnable call, String line) {
        call.run();

        assertThat(events.lines()).containsExactly(line);
        assertThat(events.only().timestamp()).isEqualTo(Captured.START);
    }

    /** Each form that takes more. */
    static Stream<Consumer<Consumer<EventBuilder>>> formsWithMore() {
        return Stream.of(
                more -> Events.runStarted("more", more),
                more -> Events.stepStarted("s", more),
                more -> Events.stepSucceeded("s", 1, more),
                more -> Events.stepFailed("s", 1, FULL, more),
                more -> Events.stepFailed("s", 1, "Oops", "it broke", more),
                more -> Events.stepCancelled("s", 1, null, more),
                more -> Events.stepPaused("s", more),
                more -> Events.stepResumed("s", more),
                more -> Events.stepSkipped("s", null, more),
                more -> Events.stepRetryScheduled("s", 1, 2, Duration.ZERO, null, more),
                more -> Events.stepProgress("s", 1, 2, more),
                more -> Events.apiRequestSent("p", "m", more),
                more -> Events.apiRequestSent("p", "m", 1, 2, more),
                more -> Events.fileCreated(FILE, more),
                more -> Events.fileCreateFailed(FILE, "Oops", more),
                more -> Events.fileRead(FILE, 1, more),
                more -> Events.fileReadFailed(FILE, "Oops", more),
                more -> Events.fileWritten(FILE, 1, true, more),
                more -> Events.fileWriteFailed(FILE, "Oops", more),
                more -> Events.fileDeleted(FILE, more),
                more -> Events.fileDeleteFailed(FILE, "Oops", more),
                more -> Events.commandStarted("make", FILE, more),
                more -> Events.executionPauseRequested("s", more),
                more -> Events.executionResumeRequested("s", more),
                more -> Events.executionCancelRequested("s", more),
                more -> Events.executionRetryRequested("s", more),
                more -> Events.runStarted("r", JOURNAL, more),
                more -> Events.contextAddedByUser("s", "hurry", more),
                more -> Events.stateChanged("queue", State.RUNNING, State.PAUSED, more),
                more -> Events.event(BILLING, "invoice_sent", more));
    }

    @ParameterizedTest
    @MethodSource("formsWithMore")
    void everyMethod_withMore_saysItToo(Consumer<Consumer<EventBuilder>> form) {
        form.accept(e -> e.level(Level.CRITICAL)
                .message("own {} words")
                .detail("extra", 1)
                .by("anna")
                .error(FULL)
                .details(Map.of("from a map", true)));

        LogEvent event = events.only();
        assertThat(event.level()).isEqualTo(Level.CRITICAL);
        assertThat(event.formattedMessage()).isEqualTo("own {} words");
        assertThat(event.details()).containsEntry("extra", 1).containsEntry("by", "anna");
        assertThat(event.details()).containsEntry("from a map", true);
        assertThat(event.error()).isEqualTo(LogError.of(FULL));
    }

    @Test
    void formsWithMore_areAllInTheTable() {
        List<Method> methods = Arrays.stream(Events.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Consumer.class))
                .toList();
        assertThat(formsWithMore()).hasSameSizeAs(methods);
    }

    @Test
    void runStarted_inNoScope_saysTheRunAsItsOwnStep() {
        Events.runStarted("night load", e -> e.items(481).detail("workers", 8));

        LogEvent event = events.only();
        assertThat(event.runId()).matches("20260102-030405-night-load(-\\d+)?").isEqualTo(event.stepId());
        assertThat(event.parentId()).isNull();
        assertThat(event.component()).isEqualTo(Component.RUNNER);
        assertThat(event.formattedMessage()).isEqualTo("Run 'night load' started.");
        assertThat(event.details()).hasToString("{name=night load, workers=8}");
        assertThat(event.progress()).isEqualTo(Progress.NONE.withIndex(null, 481L));
    }

    @Test
    void event_withEverything_keepsEverything() {
        Events.event(
                BILLING,
                "invoice_sent",
                e -> e.runId("r")
                        .stepId("s")
                        .parentId("p")
                        .eventId("e")
                        .states(State.PENDING, State.RUNNING)
                        .durationMs(1.25)
                        .index(2, 9)
                        .current(3)
                        .total(4)
                        .unit("lines")
                        .doing("printing")
                        .attempt(5, 6)
                        .worker("w-1"));

        assertThat(events.lines())
                .containsExactly("INFO billing invoice_sent Pending→Running run=r step=s parent=p event=e ms=1.25"
                        + " | invoice sent");
        assertThat(events.only().progress()).isEqualTo(new Progress("printing", 2L, 9L, 3L, 4L, "lines", 5, 6, "w-1"));
    }

    @Test
    void detail_saidTwice_keepsItsPlaceAndTheLastValue() {
        Events.event(BILLING, "x", e -> e.detail("a", 1).detail("b", 2).detail("a", 3));

        assertThat(events.only().details()).hasToString("{a=3, b=2}");
    }

    @ParameterizedTest
    @MethodSource("notNumbers")
    void durationMs_thatIsNoNumber_countsAsNotGiven(double duration) {
        Events.stepSucceeded("s", duration);

        assertThat(events.only().durationMs()).isNull();
    }

    static Stream<Double> notNumbers() {
        return Stream.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void more_thatThrows_costsNothingElse() {
        Events.event(BILLING, "x", e -> {
            e.detail("before", 1);
            throw new IllegalStateException("secret");
        });

        assertThat(events.only().details())
                .hasToString("{before=1, incomplete=[the code that fills this event threw"
                        + " java.lang.IllegalStateException]}");
    }

    @Test
    void contextAddedByUser_longText_isSummarisedAndAtDebugWhole() {
        String text = "x".repeat(199) + "\uD83D\uDE00" + "y".repeat(300);
        Events.contextAddedByUser("s", text);
        events.logger().setLevel(ch.qos.logback.classic.Level.INFO);
        Events.contextAddedByUser("s", text);

        String summary = "x".repeat(199) + "…";
        assertThat(events.all().get(0).details())
                .isEqualTo(Map.of("context_provided_summary", summary, "context_provided", text));
        assertThat(events.all().get(1).details()).isEqualTo(Map.of("context_provided_summary", summary));
    }

    @Test
    void stepSkipped_insideAScope_hasTheCurrentStepAbove() {
        try (Scope ignored = Events.stepStarted("load").makeCurrent()) {
            Events.stepSkipped("a", "already done");
        }

        assertThat(events.last().stepId()).isEqualTo("a");
        assertThat(events.last().parentId()).isEqualTo("load");
    }

    @Test
    void event_insideAScope_belongsToTheCurrentRunAndStep() {
        Step run = Events.runStarted("scoped");
        Step load = run.child("load");
        try (Scope ignored = load.makeCurrent()) {
            Events.fileRead(FILE, 1);
            Events.fileRead(FILE, 1, e -> e.stepId("other"));
        }

        List<@Nullable String> steps = events.of(Action.FILE_READ).stream()
                .<@Nullable String>map(LogEvent::stepId)
                .toList();
        assertThat(steps).containsExactly("load", "other");
        assertThat(events.of(Action.FILE_READ)).extracting(LogEvent::runId).containsOnly(run.id());
    }
}
