package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * What a typed event costs, in units that a noisy machine does not change: bytes allocated, and time as a share of what
 * another encoder takes for the same event in the same run. Times themselves are in docs/performance.md.
 */
class EventCostTest {
    private static final int EVENTS = 50_000;
    private static final int ROUNDS = 6;
    private static final int MOST_CALLER_BYTES = 450;
    private static final int MOST_WORKER_BYTES = 16;

    /** It takes about a third; a pass through each text that is made twice costs more than the rest of that share. */
    private static final double MOST_OF_LOGSTASH = 0.8;

    private static final Pattern COST = Pattern.compile("caller=([0-9.]+) worker=([0-9.]+) all=(\\w+)");
    private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

    private final Logger events = (Logger) LoggerFactory.getLogger("events");
    private final LoggerContext context = events.getLoggerContext();

    @TempDir
    Path directory;

    @BeforeEach
    void detachOthers() {
        events.setAdditive(false);
        events.setLevel(Level.INFO);
    }

    @AfterEach
    void attachOthers() {
        events.detachAndStopAllAppenders();
        events.setLevel(null);
        events.setAdditive(true);
    }

    /** In a JVM of its own: what others have called decides which objects the compiler does without. */
    @Test
    void event_throughTheDoor_allocatesLittleOnItsCallerAndNothingBehind() throws Exception {
        Path output = directory.resolve("output");
        List<String> compiled = List.of("-XX:TieredStopAtLevel=4", "-Xms256m");
        try (ChildJvm child = ChildJvm.run(
                EventCostChild.class,
                output,
                compiled,
                directory.resolve("cost.jsonl").toString())) {
            assertThat(child.awaitEnd()).as(child.output()).isZero();
            Matcher cost = COST.matcher(child.output());
            assertThat(cost.find()).as(child.output()).isTrue();
            System.out.println("a typed event, bytes: " + cost.group());

            assertThat(Double.parseDouble(cost.group(1))).isLessThanOrEqualTo(MOST_CALLER_BYTES);
            assertThat(Double.parseDouble(cost.group(2))).isLessThanOrEqualTo(MOST_WORKER_BYTES);
            assertThat(cost.group(3)).isEqualTo("true");
        }
    }

    @Test
    void event_maskedAndEncoded_takesLessThanLogstashEncoderWithoutMasks() throws IOException {
        List<ILoggingEvent> said = said();
        JsonLineEncoder ours = new JsonLineEncoder();
        ours.setContext(context);
        ours.start();
        LogstashEncoder logstash = new LogstashEncoder();
        logstash.setContext(context);
        logstash.start();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < EVENTS; i++) {
                ours.encodeTo(NOWHERE, said.get(i % said.size())); // without a door the encoder masks by itself
            }
            long between = System.nanoTime();
            for (int i = 0; i < EVENTS; i++) {
                NOWHERE.write(logstash.encode(said.get(i % said.size())));
            }
            long end = System.nanoTime();
            least = Math.min(least, (double) (between - start) / (end - between));
        }
        System.out.printf("masking and encoding: %.2f of LogstashEncoder's time for the same event%n", least);

        assertThat(least).isLessThan(MOST_OF_LOGSTASH);
    }

    private List<ILoggingEvent> said() {
        ListAppender<ILoggingEvent> list = new ListAppender<>();
        list.setContext(context);
        list.start();
        events.addAppender(list);
        IntStream.range(0, 256).forEach(i -> EventCostChild.succeed());
        events.detachAppender(list);
        list.list.forEach(ILoggingEvent::prepareForDeferredProcessing);
        return List.copyOf(list.list);
    }
}
