package io.github.stepline.bench;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.stepline.redact.Redactor;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/**
 * Redaction of a text of about 100 characters, beside thirty regular expressions one by one, and beside
 * the masks of logstash-logback-encoder, which work while it encodes: what they cost for a plain line of that text is
 * {@code logstashMasked} less {@code logstash}.
 *
 * <pre>mvn -q -Pbench test-compile exec:exec@jmh -Djmh.args="TextRedaction"</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider")
public class TextRedactionBenchmark {
    /** More than are remembered by identity, so that texts of their own are new each time. */
    private static final int TEXTS = 16_384;

    /** What stands in the text: nothing of note, words that a rule must look at, or a secret. */
    @Param
    private Kind kind = Kind.CLEAN;

    private final Redactor redactor = Redactor.create();
    private final LogstashEncoder logstash = Logstash.encoder();
    private final LogstashEncoder logstashMasked = Logstash.maskingEncoder();
    private String[] texts = {};
    private ILoggingEvent[] lines = {};
    private int next;

    /** Kinds of texts. */
    public enum Kind {
        /** Nothing that any rule looks at. */
        CLEAN("Step 'extract-%05d' completed successfully in %6.1f ms on worker %d with 88 rows from part-%04d.csv"),
        /** Words and numbers that rules look at, and no secret. */
        SUSPICIOUS(
                "token_count=%d took %.1f ms on worker %d, see https://example.com/keys?page=2 for order 17242398%04d"),
        /** A password. */
        SECRET("user %d logged in %.1f ms after the start of worker %d with password=hunter%04d, then read 18 files");

        private final String format;

        Kind(String format) {
            this.format = format;
        }
    }

    /** Makes the texts. */
    @Setup
    public void makeTexts() {
        texts = IntStream.range(0, TEXTS)
                .mapToObj(i -> String.format(Locale.ROOT, kind.format, i * 317, i * 3.7, i % 8, i * 101))
                .toArray(String[]::new);
        lines = Stream.of(texts).map(Sample::plain).toArray(ILoggingEvent[]::new);
    }

    private String text() {
        next = (next + 1) % TEXTS;
        return texts[next];
    }

    /** This library's redactor with all its rules. */
    @Benchmark
    public String stepline() {
        return redactor.redact(text());
    }

    /** Thirty expressions. */
    @Benchmark
    public String expressions() {
        return Expressions.redact(text());
    }

    /** LogstashEncoder, a whole line, no masks. */
    @Benchmark
    public byte[] logstash() {
        next = (next + 1) % TEXTS;
        return logstash.encode(lines[next]);
    }

    /** LogstashEncoder, a whole line, ten names and thirty expressions to mask. */
    @Benchmark
    public byte[] logstashMasked() {
        next = (next + 1) % TEXTS;
        return logstashMasked.encode(lines[next]);
    }
}
