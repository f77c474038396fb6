package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of one name on many threads at once, and one step shared by many threads. */
@SuppressWarnings("try")
class StepConcurrencyTest {
    @RegisterExtension
    final Captured events = new Captured();

    static Stream<Arguments> crowds() {
        Stream<Arguments> platform =
                Stream.of(Arguments.of(200, "platform threads"), Arguments.of(10_000, "platform threads"));
        return Threads.haveVirtual()
                ? Stream.concat(platform, Stream.of(Arguments.of(10_000, "virtual threads")))
                : platform;
    }

    @ParameterizedTest
    @MethodSource("crowds")
    void stepStarted_oneNameManyAtOnce_givesEachItsOwnId(int count, String threads) throws Exception {
        ExecutorService executor =
                threads.startsWith("virtual") ? Threads.virtual() : Executors.newFixedThreadPool(Math.min(count, 200));
        CountDownLatch allStarted = new CountDownLatch(count);
        List<Step> steps = all(executor, count, () -> {
            Step step = Events.stepStarted("order");
            allStarted.countDown();
            return step;
        });
        allStarted.await();
        all(executor, count, steps.iterator(), step -> {
            try (Scope ignored = step.makeCurrent()) {
                assertThat(Scope.current()).isSameAs(step);
                step.succeeded();
            }
        });
        executor.shutdown();

        assertThat(events.of(Action.STEP_EXECUTION_STARTED))
                .extracting(LogEvent::stepId)
                .doesNotHaveDuplicates()
                .hasSize(count);
        assertThat(events.of(Action.STEP_EXECUTION_SUCCEEDED))
                .extracting(LogEvent::stepId)
                .doesNotHaveDuplicates()
                .hasSize(count);
        assertThat(events.of(Action.ILLEGAL_TRANSITION)).isEmpty();
        assertThat(Events.stepStarted("order").id()).isEqualTo("order");
    }

    @ParameterizedTest
    @MethodSource("crowds")
    void succeeded_oneStepManyAtOnce_endsItOnce(int count, String threads) throws Exception {
        ExecutorService executor =
                threads.startsWith("virtual") ? Threads.virtual() : Executors.newFixedThreadPool(Math.min(count, 200));
        Step step = Events.stepStarted("order");
        all(executor, count, () -> {
            step.advance(2);
            step.succeeded();
            return step;
        });
        executor.shutdown();

        assertThat(events.of(Action.STEP_EXECUTION_SUCCEEDED)).hasSize(1);
        assertThat(events.of(Action.ILLEGAL_TRANSITION)).hasSize(count - 1);
    }

    private interface Use {
        void of(Step step) throws Exception;
    }

    private static void all(ExecutorService executor, int count, java.util.Iterator<Step> steps, Use use)
            throws Exception {
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Step step = steps.next();
            futures.add(executor.submit(() -> {
                use.of(step);
                return step;
            }));
        }
        for (Future<?> future : futures) {
            future.get();
        }
    }

    private static List<Step> all(ExecutorService executor, int count, Callable<Step> call) throws Exception {
        List<Future<Step>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            futures.add(executor.submit(call));
        }
        List<Step> results = new ArrayList<>();
        for (Future<Step> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
