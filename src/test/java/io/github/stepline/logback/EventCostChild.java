package io.github.stepline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import io.github.stepline.Events;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Logs one event over and over through the door to a file, and prints how many bytes each allocates. */
final class EventCostChild {
    static final Map<String, Object> DETAILS =
            Map.of("output_artifact_count", 1, "generated_file", "src/data_processor.py", "model", "gpt-4-turbo");

    private static final int EVENTS = 100_000;
    private static final int ROUNDS = 6;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private EventCostChild() {}

    static void succeed() {
        Events.stepSucceeded("extract", 2_530.7, e -> e.message("Extracted.").details(DETAILS));
    }

    /** @param arguments the file */
    public static void main(String[] arguments) {
        Logger events = (Logger) LoggerFactory.getLogger("events");
        events.setAdditive(false);
        events.setLevel(Level.INFO);
        RedactingAsyncAppender door = door(events, arguments[0]);
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
        boolean isAllWritten = door.getWritten() == (long) ROUNDS * EVENTS;
        System.out.printf(Locale.ROOT, "caller=%.1f worker=%.1f all=%b%n", callerBytes, workerBytes, isAllWritten);
    }

    private static RedactingAsyncAppender door(Logger events, String path) {
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.setContext(events.getLoggerContext());
        encoder.start();
        LineFileAppender file = new LineFileAppender();
        file.setContext(events.getLoggerContext());
        file.setName("JSON");
        file.setFile(path);
        file.setMaxFileSize("1GB");
        file.setEncoder(encoder);
        file.start();
        RedactingAsyncAppender door = new RedactingAsyncAppender();
        door.setContext(events.getLoggerContext());
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
}
