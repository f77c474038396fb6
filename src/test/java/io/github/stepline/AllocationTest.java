package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What a call costs in memory when nobody listens. */
class AllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int CALLS = 10_000;
    private static final int ROUNDS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Path FILE = Path.of("a.csv");
    private static final IOException FULL = new IOException("disk full");
    private static final Component BILLING = Component.of("billing");

    private static Step step;

    /** Keeps what a call returns from being optimised away. */
    private static volatile @Nullable Object sink;

    @RegisterExtension
    final Captured events = new Captured();

    @BeforeAll
    static void startAStepThatNobodyHears() {
        Logger logger = (Logger) LoggerFactory.getLogger("events");
        logger.setLevel(Level.OFF);
        step = Events.stepStarted("parent");
        logger.setLevel(null);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                arguments("stepSucceeded", 0, (Runnable) () -> Events.stepSucceeded("s", 1.5)),
                arguments("stepFailed", 0, (Runnable) () -> Events.stepFailed("s", 1.5, FULL)),
                arguments("stepFailed by words", 0, (Runnable) () -> Events.stepFailed("s", 1.5, "Oops", "it broke")),
                arguments("stepCancelled", 0, (Runnable) () -> Events.stepCancelled("s", 1.5, "why")),
                arguments("stepPaused", 0, (Runnable) () -> Events.stepPaused("s")),
                arguments("stepSkipped", 0, (Runnable) () -> Events.stepSkipped("s", "done")),
                arguments("stepRetryScheduled", 0, (Runnable)
                        () -> Events.stepRetryScheduled("s", 1, 2, Duration.ZERO, FULL)),
                arguments("stepProgress", 0, (Runnable) () -> Events.stepProgress("s", 100_000, 200_000)),
                arguments("fileRead", 0, (Runnable) () -> Events.fileRead(FILE, 100_000)),
                arguments("fileWritten", 0, (Runnable) () -> Events.fileWritten(FILE, 100_000, true)),
                arguments("fileReadFailed", 0, (Runnable) () -> Events.fileReadFailed(FILE, FULL)),
                arguments("contextAddedByUser", 0, (Runnable) () -> Events.contextAddedByUser("s", "text")),
                arguments("stateChanged", 0, (Runnable) () -> Events.stateChanged("q", State.RUNNING, State.PAUSED)),
                arguments("event", 0, (Runnable) () -> Events.event(BILLING, "invoice_sent")),
                arguments("childSkipped", 0, (Runnable) () -> step.childSkipped("a", "done")),
                arguments("stepStarted", 64, (Runnable) () -> sink = Events.stepStarted("s")),
                arguments("child", 64, (Runnable) () -> sink = step.child("a")),
                arguments("apiRequestSent", 64, (Runnable) () -> sink = Events.apiRequestSent("p", "m")),
                arguments("apiRequestSent with tokens", 64, (Runnable)
                        () -> sink = Events.apiRequestSent("p", "m", 100_000, 200_000)),
                arguments("commandStarted", 64, (Runnable) () -> sink = Events.commandStarted("make")),
                arguments("commandStarted in", 64, (Runnable) () -> sink = Events.commandStarted("make", FILE)));
    }

    @ParameterizedTest(name = "{0}: at most {1} bytes")
    @MethodSource("calls")
    void call_whenOff_allocatesNoMoreThanItsHandle(String name, int atMost, Runnable call) {
        events.logger().setLevel(Level.OFF);
        for (int i = 0; i < WARM_UP; i++) {
            call.run();
        }
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, bytesPerCall(call));
        }

        assertThat(least).isLessThanOrEqualTo(atMost + 0.5);
    }

    /** Asking costs a few bytes itself, which many calls make vanish. */
    private static double bytesPerCall(Runnable call) {
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return (THREADS.getThreadAllocatedBytes(id) - before) / (double) CALLS;
    }
}
