package io.github.stepline.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.github.stepline.Events;
import io.github.stepline.logback.TextLayout;
import java.io.Flushable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.slf4j.LoggerFactory;

/**
 * What a line costs on a real terminal, plain and above a region of five rows, in turn in one run: the same text on both
 * sides, without colours. Writes the median CPU time a line of each, in nanoseconds, to the file that it is given:
 * {@code plain live}.
 */
final class CostProgram {
    private static final int LINES = 50_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final LoggerContext CONTEXT = (LoggerContext) LoggerFactory.getILoggerFactory();

    private CostProgram() {}

    public static void main(String[] arguments) throws Exception {
        CONTEXT.reset();
        List<ILoggingEvent> events = events();
        double[] plain = new double[ROUNDS];
        double[] live = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            plain[Math.max(0, round)] = nanosPerLine(plain(), events);
            live[Math.max(0, round)] = nanosPerLine(live(), events);
        }
        Files.writeString(Path.of(arguments[0]), median(plain) + " " + median(live));
    }

    private static long median(double[] rounds) {
        Arrays.sort(rounds);
        return Math.round(rounds[ROUNDS / 2]);
    }

    private static List<ILoggingEvent> events() {
        List<ILoggingEvent> events = new ArrayList<>(LINES);
        for (int i = 0; i < LINES; i++) {
            events.add(new LoggingEvent(
                    CostProgram.class.getName(),
                    CONTEXT.getLogger("com.example.PriceService"),
                    Level.INFO,
                    "line " + i + " of a long log that scrolls by",
                    null,
                    null));
        }
        return events;
    }

    private static Appender<ILoggingEvent> plain() {
        TextLayout layout = new TextLayout();
        layout.setTimeOfDay(true);
        layout.setContext(CONTEXT);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(layout);
        encoder.setContext(CONTEXT);
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setEncoder(encoder);
        appender.setContext(CONTEXT);
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> live() throws InterruptedException {
        LiveConsoleAppender appender = new LiveConsoleAppender();
        appender.setContext(CONTEXT);
        appender.setMaxHeight("5");
        appender.setRefreshRate("10");
        appender.setColor("never");
        appender.start();
        CONTEXT.getLogger("events").addAppender(appender);
        Events.runStarted("cost", e -> e.children("a", "b", "c", "d"));
        Thread.sleep(500); // the region stands
        return appender;
    }

    /** Until the last line is on the terminal. */
    private static double nanosPerLine(Appender<ILoggingEvent> appender, List<ILoggingEvent> events)
            throws IOException {
        Map<Long, Long> start = cpuNanos();
        events.forEach(appender::doAppend);
        if (appender instanceof Flushable buffered) {
            flushWhole(buffered);
        }
        long nanos = 0;
        for (Map.Entry<Long, Long> thread : cpuNanos().entrySet()) {
            nanos += thread.getValue() - start.getOrDefault(thread.getKey(), 0L);
        }
        appender.stop();
        CONTEXT.reset();
        return (double) nanos / events.size();
    }

    /** A console gives up after half a second; then again. */
    private static void flushWhole(Flushable console) throws IOException {
        long begin;
        do {
            begin = System.nanoTime();
            console.flush();
        } while (System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(500));
    }

    /** CPU time of each thread, of the kernel for it too; the compiler's and the collector's are not among them. */
    private static Map<Long, Long> cpuNanos() {
        return LongStream.of(THREADS.getAllThreadIds())
                .boxed()
                .collect(Collectors.toMap(id -> id, id -> Math.max(0, THREADS.getThreadCpuTime(id))));
    }
}
