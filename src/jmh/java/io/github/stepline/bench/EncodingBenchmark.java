package io.github.stepline.bench;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.stepline.LogEvent;
import io.github.stepline.json.Envelope;
import io.github.stepline.json.LineWriter;
import io.github.stepline.logback.JsonLineEncoder;
import io.github.stepline.logback.TextLayout;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.encoder.LogstashEncoder;
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
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event with three details becomes one line, on one thread.
 *
 * <pre>mvn -q -Pbench test-compile exec:exec@jmh -Djmh.args="Encoding"</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider")
public class EncodingBenchmark {
    /** More than are remembered by identity, so that texts of their own are new each time. */
    private static final int EVENTS = 16_384;

    private static final String WRITER = "host-4711-t3x9kq-a41c";

    /** The same strings in every event, or strings of its own in each. */
    @Param({"REPEATED", "FRESH"})
    private Load load = Load.REPEATED;

    private final LineWriter line = new LineWriter();
    private final JsonLineEncoder encoder = new JsonLineEncoder();
    private final TextLayout text = new TextLayout();
    private final LogstashEncoder logstash = Logstash.encoder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
    private final JsonGenerator jackson = new JsonMapper().createGenerator(bytes);
    private List<ILoggingEvent> typed = List.of();
    private List<ILoggingEvent> structured = List.of();
    private int next;

    /** Makes the events. */
    @Setup
    public void makeEvents() {
        encoder.start();
        text.setContext((ch.qos.logback.core.Context) LoggerFactory.getILoggerFactory());
        text.start();
        typed = Sample.of(SteplinePipeline::new, load, EVENTS);
        structured = Sample.of(LogstashPipeline::new, load, EVENTS);
    }

    private ILoggingEvent next(List<ILoggingEvent> events) {
        next = (next + 1) % EVENTS;
        return events.get(next);
    }

    private static LogEvent event(ILoggingEvent logged) {
        return Objects.requireNonNull(LogEvent.from(logged.getKeyValuePairs()));
    }

    private Envelope envelope(ILoggingEvent logged) {
        return new Envelope(
                null, null, logged.getLoggerName(), logged.getThreadName(), null, Map.of(), WRITER, (long) next);
    }

    /** Into this library's own buffer, as its file does; not redacted. */
    @Benchmark
    public int steplineWriter() {
        ILoggingEvent logged = next(typed);
        line.append(event(logged), envelope(logged));
        int size = line.size();
        line.clear();
        return size;
    }

    /** By this library's Logback encoder without the door before it: redacted, then copied to an array. */
    @Benchmark
    public byte[] steplineEncoder() {
        return encoder.encode(next(typed));
    }

    /** A line for people, redacted. */
    @Benchmark
    public String steplineText() {
        return text.doLayout(next(typed));
    }

    /** LogstashEncoder, copied to an array as Logback's file appender asks for it. */
    @Benchmark
    public byte[] logstash() {
        return logstash.encode(next(structured));
    }

    /** The same fields by hand with a generator of Jackson that is used again for each line. */
    @Benchmark
    public int jackson() {
        ILoggingEvent logged = next(typed);
        LogEvent event = event(logged);
        jackson.writeStartObject();
        jackson.writeStringProperty("timestamp", event.timestamp().toString());
        jackson.writeStringProperty("level", event.level().name());
        jackson.writeStringProperty("component", String.valueOf(event.component()));
        jackson.writeStringProperty("action", event.action());
        jackson.writeStringProperty("message", event.message());
        jackson.writeStringProperty("run_id", event.runId());
        jackson.writeStringProperty("step_id", event.stepId());
        jackson.writeStringProperty("state_before", String.valueOf(event.stateBefore()));
        jackson.writeStringProperty("state_after", String.valueOf(event.stateAfter()));
        jackson.writeNumberProperty("duration_ms", Objects.requireNonNull(event.durationMs()));
        jackson.writePOJOProperty("details", event.details());
        jackson.writeStringProperty("logger", logged.getLoggerName());
        jackson.writeStringProperty("thread", logged.getThreadName());
        jackson.writeStringProperty("writer", WRITER);
        jackson.writeNumberProperty("seq", next);
        jackson.writeNumberProperty("v", Envelope.VERSION);
        jackson.writeEndObject();
        jackson.flush();
        int size = bytes.size();
        bytes.reset();
        return size;
    }
}
