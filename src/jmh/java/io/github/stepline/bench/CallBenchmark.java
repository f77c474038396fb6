package io.github.stepline.bench;

import io.github.stepline.Events;
import io.github.stepline.Step;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that write nothing: an event that nobody wants, and the progress of a step.
 *
 * <pre>mvn -q -Pbench test-compile exec:exec@jmh -Djmh.args="CallBenchmark"</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider")
public class CallBenchmark {
    private final Logger log = LoggerFactory.getLogger("com.example.Orders");
    private final Step step = Events.stepStarted("extract");
    private final String id = "generate_initial_code_step_001";

    /** An event that is off. */
    @Benchmark
    public void disabled() {
        Events.stepSucceeded(id, 2530.712);
    }

    /** The same inside a run. */
    @Benchmark
    public void disabledInRun(InRun inRun) {
        Events.stepSucceeded(id, 2530.712);
    }

    /** The scope of a run on the thread that calls. */
    @State(Scope.Thread)
    public static class InRun {
        private final io.github.stepline.Scope scope =
                Events.runStarted("nightly-import").makeCurrent();

        @TearDown
        public void close() {
            scope.close();
        }
    }

    /** A line of SLF4J that is off. */
    @Benchmark
    public void disabledPlain() {
        log.info("Processed order {}", id);
    }

    /** Progress from one thread. */
    @Benchmark
    public void advance() {
        step.advance(1);
    }

    /** Progress of one step from as many threads as there are processors. */
    @Benchmark
    @Threads(Threads.MAX)
    public void advanceFromAll() {
        step.advance(1);
    }

    /** Progress of one step from eight threads. */
    @Benchmark
    @Threads(8)
    public void advanceFromEight() {
        step.advance(1);
    }
}
