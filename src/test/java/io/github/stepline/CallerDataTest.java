package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event knows the line of the program that said it. */
class CallerDataTest {
    private static final Path FILE = Path.of("a.csv");
    private static final IOException FULL = new IOException("disk full");

    @RegisterExtension
    final Captured events = new Captured();

    @BeforeEach
    void takeCallers() {
        events.takeCallers();
    }

    static Stream<Runnable> calls() {
        return Stream.of(
                () -> Events.runStarted("caller"),
                () -> Events.runStarted("caller", e -> e.items(1)),
                () -> Events.stepStarted("s"),
                () -> Events.stepStarted("s", e -> e.stepId("id")),
                () -> Events.stepSucceeded("s", 1),
                () -> Events.stepFailed("s", 1, FULL),
                () -> Events.stepFailed("s", 1, "Oops", null),
                () -> Events.stepCancelled("s", 1, null),
                () -> Events.stepPaused("s"),
                () -> Events.stepResumed("s"),
                () -> Events.stepSkipped("s", null),
                () -> Events.stepRetryScheduled("s", 1, 2, Duration.ZERO, null),
                () -> Events.stepProgress("s", 1, 2),
                () -> Events.apiRequestSent("p", "m").received(200),
                () -> Events.apiRequestSent("p", "m", 1, 2).received(200, 1, 2),
                () -> Events.apiRequestSent("p", "m", e -> e.eventId("e")).failed(429, "Oops", null),
                () -> Events.apiRequestSent("p", "m").failed(FULL),
                () -> Events.fileCreated(FILE),
                () -> Events.fileRead(FILE, 1),
                () -> Events.fileWritten(FILE, 1, true),
                () -> Events.fileDeleted(FILE),
                () -> Events.fileCreateFailed(FILE, FULL),
                () -> Events.fileReadFailed(FILE, "Oops", null),
                () -> Events.commandStarted("make").completed(0),
                () -> Events.commandStarted("make", FILE).completed(0, 1, 2),
                () -> Events.commandStarted("make", FILE, null).completed(0, "out", "err"),
                () -> Events.commandStarted("make").failed(1, "out", "err"),
                () -> Events.commandStarted("make").failed(FULL),
                () -> Events.executionPauseRequested("s"),
                () -> Events.executionResumeRequested("s"),
                () -> Events.executionCancelRequested("s"),
                () -> Events.contextAddedByUser("s", "text"),
                () -> Events.stateChanged("queue", State.RUNNING, State.PAUSED),
                () -> Events.event(Component.RUNNER, "x"),
                () -> Events.event(Component.RUNNER, "x", e -> e.detail("a", 1)),
                CallerDataTest::stepLife,
                CallerDataTest::runLife,
                () -> Events.stepStarted("s").run(step -> step.child("a").succeeded()));
    }

    private static void stepLife() {
        Step step = Events.stepStarted("s");
        step.paused();
        step.resumed(e -> e.by("anna"));
        step.retryScheduled(1, 2, Duration.ZERO, FULL);
        step.restarted();
        step.childSkipped("a", null);
        step.child("b", e -> e.total(1)).failed(FULL);
        step.child("c").cancelled(null);
        step.failed("why");
        step.succeeded();
    }

    private static void runLife() {
        Step run = Events.runStarted("caller");
        run.child("forgotten");
        run.succeeded();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void callerData_ofEveryMethod_isTheProgramsLine(Runnable call) {
        call.run();

        assertThat(events.raw())
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.getCallerData()[0].getClassName()).isEqualTo(CallerDataTest.class.getName()));
    }

    @Test
    void callerData_ofTwoLines_hasTheirNumbers() {
        Events.fileDeleted(FILE);
        Events.fileDeleted(FILE);

        StackTraceElement first = caller(events.raw().get(0));
        StackTraceElement second = caller(events.raw().get(1));
        assertThat(first.getMethodName()).isEqualTo("callerData_ofTwoLines_hasTheirNumbers");
        assertThat(second.getLineNumber()).isEqualTo(first.getLineNumber() + 1);
    }

    private static StackTraceElement caller(ILoggingEvent event) {
        return event.getCallerData()[0];
    }
}
