package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the types forbid and programs do all the same: nothing is thrown, one event is said. */
@SuppressWarnings({"NullAway", "try"})
class NullArgumentsTest {
    private static final Consumer<EventBuilder> NOTHING = e -> {};

    @RegisterExtension
    final Captured events = new Captured();

    static Stream<Runnable> calls() {
        return Stream.of(
                () -> Events.runStarted(null),
                () -> Events.stepStarted(null),
                () -> Events.stepSucceeded(null, 1),
                () -> Events.stepFailed(null, 1, null, null, null),
                () -> Events.stepCancelled(null, 1, null),
                () -> Events.stepPaused(null),
                () -> Events.stepResumed(null),
                () -> Events.stepSkipped(null, null),
                () -> Events.stepRetryScheduled(null, 1, 2, null, null),
                () -> Events.stepRetryScheduled("s", 1, 2, Duration.ofSeconds(Long.MAX_VALUE), null),
                () -> Events.stepProgress(null, 1, 2),
                () -> Events.apiRequestSent(null, null),
                () -> Events.apiRequestSent(null, null, 1, 2),
                () -> Events.fileCreated(null),
                () -> Events.fileCreateFailed(null, null),
                () -> Events.fileReadFailed(null, null, NOTHING),
                () -> Events.fileWritten(null, 1, true),
                () -> Events.fileDeleted(null),
                () -> Events.commandStarted(null),
                () -> Events.commandStarted(null, null),
                () -> Events.executionPauseRequested(null),
                () -> Events.executionResumeRequested(null),
                () -> Events.executionCancelRequested(null),
                () -> Events.contextAddedByUser(null, null),
                () -> Events.stateChanged(null, null, null),
                () -> Events.event(null, null),
                () -> Events.event(null, "x", NOTHING),
                () -> Events.event(
                        Component.of(null),
                        "x",
                        e -> e.level(null).message(null).details(null)),
                () -> Events.event(Component.RUNNER, "x", e -> e.children((String[]) null)),
                () -> Events.event(
                        Component.RUNNER,
                        "x",
                        e -> e.stepType(null).unit(null).worker(null).by(null)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anyMethod_withNulls_saysOneEvent(Runnable call) {
        call.run();

        assertThat(events.only().formattedMessage()).isNotNull();
        assertThat(events.only().details()).doesNotContainKey("incomplete");
    }

    @Test
    void children_withANull_keepsTheOthers() {
        Events.stepStarted("s", e -> e.children("a", null).detail("after", 1));

        assertThat(events.only().details()).hasToString("{children=[a, null], after=1}");
    }

    @Test
    void stepSucceeded_ofNull_isNotTheCurrentStep() {
        try (Scope ignored = Events.stepStarted("load").makeCurrent()) {
            Events.stepSucceeded(null, 1);
        }

        assertThat(events.last().stepId()).isEqualTo("null");
    }

    @Test
    void handles_withNulls_throwNothing() {
        Step run = Events.runStarted("nulls");
        run.child(null).succeeded(null);
        run.childSkipped(null, null);
        Step step = run.child("s", null);
        step.total(5, null);
        step.retryScheduled(1, 2, null, null);
        step.restarted(null);
        step.failed((Throwable) null, null);
        Events.commandStarted("make").completed(0, (CharSequence) null, null);
        Events.apiRequestSent("p", "m").failed(null);
        run.failed((String) null, null);

        assertThat(events.all()).hasSize(13);
        assertThat(events.of(Action.ILLEGAL_TRANSITION)).isEmpty();
    }

    @Test
    void commandStarted_hostilePath_throwsNothing() {
        Path hostile = (Path) java.lang.reflect.Proxy.newProxyInstance(
                NullArgumentsTest.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("closed");
                });

        Events.commandStarted("make", hostile);

        assertThat(String.valueOf(events.only().details().get("working_directory")))
                .matches("\\[unreadable .*: IllegalStateException]");
    }
}
