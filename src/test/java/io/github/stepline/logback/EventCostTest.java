package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.ThreadMXBean;
import io.github.stepline.Events;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Map<String, Object> DETAILS =
            Map.of("output_artifact_count", 1, "generated_file", "src/data_processor.py", "model", "gpt-4-turbo");
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

    private static void succeed() {
        Events.stepSucceeded("extract", 2_530.7, e -> e.message("Extracted.").details(DETAILS));
    }

    @Test
    void event_throughTheDoor_allocatesLittleOnItsCallerAndNothingBehind() {
        RedactingAsyncAppender door = door();
        events.addAppender(door);
        long worker = threadNamed("stepline-COST").getId();
        long caller = Thread.currentThread().getId();
        double callerBytes = Double.MAX_VALUE;
        double workerBytes = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long callerBefore = THREADS.getThreadAllocatedBytes(caller);
            long workerBefore = THREADS.getThreadAllocatedBytes(worker);
            for (int i = 0; i < EVENTS; i++) {
                succeed();
            }
            callerBytes = Math.min(callerBytes, perEvent(THREADS.getThreadAllocatedBytes(caller) - callerBefore));
            RedactingAsyncAppender.flush(Duration.ofSeconds(30));
            workerBytes = Math.min(workerBytes, perEvent(THREADS.getThreadAllocatedBytes(worker) - workerBefore));
        }
        System.out.printf("a typed event: %.0f B on its caller, %.1f B behind the queue%n", callerBytes, workerBytes);

        assertThat(callerBytes).isLessThanOrEqualTo(MOST_CALLER_BYTES);
        assertThat(workerBytes).isLessThanOrEqualTo(MOST_WORKER_BYTES);
        assertThat(door.getWritten()).isEqualTo((long) ROUNDS * EVENTS);
    }

    private RedactingAsyncAppender door() {
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.setContext(context);
        encoder.start();
        LineFileAppender file = new LineFileAppender();
        file.setContext(context);
        file.setName("JSON");
        file.setFile(directory.resolve("cost.jsonl").toString());
        file.setMaxFileSize("1GB");
        file.setEncoder(encoder);
        file.start();
        RedactingAsyncAppender door = new RedactingAsyncAppender();
        door.setContext(context);
        door.setName("COST");
        door.addAppender(file);
        door.start();
        return door;
    }

    private static Thread threadNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double perEvent(long bytes) {
        return (double) bytes / EVENTS;
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
        IntStream.range(0, 256).forEach(i -> succeed());
        events.detachAppender(list);
        list.list.forEach(ILoggingEvent::prepareForDeferredProcessing);
        return List.copyOf(list.list);
    }
}
