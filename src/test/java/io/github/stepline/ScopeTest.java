package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

/** The current step of a thread: how it nests, what carries it, and that nothing of it is left behind. */
@SuppressWarnings("try")
class ScopeTest {
    @RegisterExtension
    final Captured events = new Captured();

    /** What code finds on its thread. */
    private record Seen(@Nullable Step step, Map<String, String> mdc) {
        static Seen now() {
            Map<String, String> mdc = MDC.getCopyOfContextMap();
            return new Seen(Scope.current(), mdc == null ? Map.of() : mdc);
        }
    }

    static Stream<ExecutorService> otherThreads() throws ReflectiveOperationException {
        Stream<ExecutorService> platform = Stream.of(Executors.newSingleThreadExecutor());
        return Threads.haveVirtual() ? Stream.concat(platform, Stream.of(Threads.virtual())) : platform;
    }

    @Test
    void makeCurrent_nested_givesEachFormerStepBack() {
        Step run = Events.runStarted("nested");
        Step load = run.child("load");
        try (Scope outer = run.makeCurrent()) {
            try (Scope inner = load.makeCurrent()) {
                assertThat(Scope.current()).isSameAs(load);
                assertThat(Events.stepStarted("inner").id()).isEqualTo("inner");
                assertThat(events.last().parentId()).isEqualTo("load");
            }
            assertThat(Scope.current()).isSameAs(run);
            assertThat(MDC.get("step_id")).isEqualTo(run.id());
        }
        assertThat(Scope.current()).isNull();
        assertThat(MDC.get("run_id")).isNull();
    }

    @Test
    void plainLine_insideAScope_carriesRunAndStepInItsMdc() {
        Step run = Events.runStarted("plain");
        try (Scope ignored = run.child("load").makeCurrent()) {
            events.logger().info("third party");
        }
        events.logger().info("outside");

        assertThat(events.raw().get(2).getMDCPropertyMap()).isEqualTo(Map.of("run_id", run.id(), "step_id", "load"));
        assertThat(events.raw().get(3).getMDCPropertyMap()).isEmpty();
    }

    @Test
    void mdcOfTheUser_aroundAScope_comesBack() {
        MDC.put("run_id", "theirs");
        MDC.put("user", "anna");
        try (Scope ignored = Events.stepStarted("load").makeCurrent()) {
            assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "anna", "step_id", "load"));
        }

        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "anna", "run_id", "theirs"));
    }

    @Test
    void mdcClear_insideAScope_doesNotLoseTheStep() {
        Step load = Events.stepStarted("load");
        try (Scope ignored = load.makeCurrent()) {
            MDC.clear();

            assertThat(Scope.current()).isSameAs(load);
            Events.event(Component.RUNNER, "x");
            assertThat(events.last().stepId()).isEqualTo("load");
        }
        assertThat(MDC.get("step_id")).isNull();
    }

    @Test
    void close_twice_doesNothingTheSecondTime() {
        Step load = Events.stepStarted("load");
        Scope first = load.makeCurrent();
        first.close();
        try (Scope second = Events.stepStarted("next").makeCurrent()) {
            first.close();

            assertThat(Scope.current()).isNotNull().isNotSameAs(load);
        }
    }

    @Test
    void close_outOfOrder_closesWhatWasOpenedInside() {
        Scope outer = Events.stepStarted("load").makeCurrent();
        Scope inner = Events.stepStarted("inner").makeCurrent();
        outer.close();
        assertThat(Scope.current()).isNull();
        Step next = Events.stepStarted("next");
        try (Scope ignored = next.makeCurrent()) {
            inner.close();
            assertThat(Scope.current()).isSameAs(next);
        }

        assertThat(Scope.current()).isNull();
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void wrap_taskForgetsToClose_leavesNothingOnTheThread() {
        Runnable task = Scope.wrap(() -> {
            Scope forgotten = Events.stepStarted("load").makeCurrent();
        });
        task.run();

        assertThat(Scope.current()).isNull();
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @ParameterizedTest
    @MethodSource("otherThreads")
    void close_onAnotherThread_changesNeitherThread(ExecutorService other) throws Exception {
        Step load = Events.stepStarted("load");
        try (Scope scope = load.makeCurrent()) {
            assertThat(other.submit(Scope::current).get()).isNull();
            other.submit(scope::close).get();
            assertThat(Scope.current()).isSameAs(load);
        } finally {
            other.shutdown();
        }
        assertThat(Scope.current()).isNull();
    }

    @Test
    void scope_bodyThrows_isClosed() {
        assertThatThrownBy(() -> {
                    try (Scope ignored = Events.stepStarted("load").makeCurrent()) {
                        throw new IOException("gone");
                    }
                })
                .isInstanceOf(IOException.class);

        assertThat(Scope.current()).isNull();
    }

    @ParameterizedTest
    @MethodSource("otherThreads")
    void wrap_everyForm_takesStepAndMdcAlong(ExecutorService other) throws Exception {
        List<Seen> seen = new ArrayList<>();
        List<Future<?>> futures = new ArrayList<>();
        Runnable note = () -> seen.add(Seen.now());
        Step load = Events.stepStarted("load");
        try (Scope ignored = load.makeCurrent()) {
            MDC.put("user", "anna");
            futures.add(other.submit(Scope.wrap(note)));
            futures.get(0).get();
            futures.add(other.submit(Scope.wrap((Callable<?>) Executors.callable(note))));
            futures.get(1).get();
            Scope.wrap(task -> futures.add(other.submit(task))).execute(note);
            futures.get(2).get();
        }
        other.submit(note).get();
        other.shutdown();

        Seen inside = new Seen(load, Map.of("user", "anna", "step_id", "load"));
        assertThat(seen).containsExactly(inside, inside, inside, new Seen(null, Map.of()));
    }

    @Test
    void wrap_onAThreadWithItsOwnStep_givesItBackEvenAfterAThrow() {
        Step taken = Events.stepStarted("taken");
        Step own = Events.stepStarted("own");
        Callable<Object> task;
        try (Scope ignored = taken.makeCurrent()) {
            task = Scope.wrap(() -> {
                assertThat(Scope.current()).isSameAs(taken);
                throw new IOException("gone");
            });
        }
        try (Scope ignored = own.makeCurrent()) {
            MDC.put("user", "anna");
            assertThatThrownBy(task::call).isInstanceOf(IOException.class);

            assertThat(Scope.current()).isSameAs(own);
            assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "anna", "step_id", "own"));
        }
    }

    @Test
    void wrap_takenOutsideAnyScope_runsWithoutAStep() throws Exception {
        Callable<Boolean> task = Scope.wrap(() -> Scope.current() == null);
        try (Scope ignored = Events.stepStarted("load").makeCurrent()) {
            assertThat(task.call()).isTrue();
            assertThat(MDC.get("step_id")).isEqualTo("load");
        }
    }
}
