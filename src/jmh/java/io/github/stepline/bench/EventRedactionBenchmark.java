package io.github.stepline.bench;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.stepline.LogEvent;
import io.github.stepline.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.encoder.LogstashEncoder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Redaction of one clean event with three details: every text of it that reaches a line. The masks of
 * logstash-logback-encoder work while it encodes, so what they cost is {@code logstashMasked} less {@code logstash}.
 *
 * <pre>mvn -q -Pbench test-compile exec:exec@jmh -Djmh.args="EventRedaction"</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider")
public class EventRedactionBenchmark {
    /** More than are remembered by identity, so that texts of their own are new each time. */
    private static final int EVENTS = 16_384;

    /** The same strings in every event, or strings of its own in each. */
    @Param({"REPEATED", "FRESH"})
    private Load load = Load.REPEATED;

    private final Redactor redactor = Redactor.create();
    private final LogstashEncoder logstash = Logstash.encoder();
    private final LogstashEncoder logstashMasked = Logstash.maskingEncoder();
    private List<ILoggingEvent> typed = List.of();
    private List<ILoggingEvent> structured = List.of();
    private int next;

    /** Makes the events; fails when the masks do not mask, or mask what is clean. */
    @Setup
    public void makeEvents() {
        typed = Sample.of(SteplinePipeline::new, load, EVENTS);
        structured = Sample.of(LogstashPipeline::new, load, EVENTS);
        ILoggingEvent leak = Sample.of(LogstashPipeline::new, "password=hunter2");
        if (masked(leak).contains("hunter2") || masked(structured.get(0)).contains("****")) {
            throw new IllegalStateException("the decorator masks nothing, or a clean event");
        }
    }

    private String masked(ILoggingEvent event) {
        return new String(logstashMasked.encode(event), StandardCharsets.UTF_8);
    }

    private ILoggingEvent next(List<ILoggingEvent> events) {
        next = (next + 1) % EVENTS;
        return events.get(next);
    }

    /** This library's redactor with all its rules: message, details, ids, names of thread and logger. */
    @Benchmark
    public void stepline(Blackhole result) {
        ILoggingEvent logged = next(typed);
        LogEvent event = Objects.requireNonNull(LogEvent.from(logged.getKeyValuePairs()));
        result.consume(redact(event.message()));
        result.consume(redactor.redactTree(event.details()));
        result.consume(redact(event.runId()));
        result.consume(redact(event.stepId()));
        result.consume(redact(event.action()));
        result.consume(redactor.redact(logged.getThreadName()));
        result.consume(redactor.redact(logged.getLoggerName()));
    }

    private @Nullable String redact(@Nullable String text) {
        return text == null ? null : redactor.redact(text);
    }

    /** Thirty expressions over the same texts. */
    @Benchmark
    public void expressions(Blackhole result) {
        ILoggingEvent logged = next(typed);
        LogEvent event = Objects.requireNonNull(LogEvent.from(logged.getKeyValuePairs()));
        result.consume(byExpressions(event.message()));
        for (Map.Entry<String, @Nullable Object> detail : event.details().entrySet()) {
            if (detail.getValue() instanceof String text) {
                result.consume(Expressions.redact(text));
            }
        }
        result.consume(byExpressions(event.runId()));
        result.consume(byExpressions(event.stepId()));
        result.consume(byExpressions(event.action()));
        result.consume(Expressions.redact(logged.getThreadName()));
        result.consume(Expressions.redact(logged.getLoggerName()));
    }

    private static @Nullable String byExpressions(@Nullable String text) {
        return text == null ? null : Expressions.redact(text);
    }

    /** LogstashEncoder, the whole line, no masks. */
    @Benchmark
    public byte[] logstash() {
        return logstash.encode(next(structured));
    }

    /** LogstashEncoder, the whole line, ten names and thirty expressions to mask. */
    @Benchmark
    public byte[] logstashMasked() {
        return logstashMasked.encode(next(structured));
    }
}
