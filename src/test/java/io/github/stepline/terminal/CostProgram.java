package io.github.stepline.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import com.sun.management.OperatingSystemMXBean;
import io.github.stepline.Events;
import io.github.stepline.logback.TextLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What a line costs on a real terminal, plain and above a region of five rows, in turn in one run. Writes the least
 * CPU time a line of each, in nanoseconds, to the file that it is given: {@code plain live}.
 */
final class CostProgram {
    private static final int LINES = 50_000;
    private static final int ROUNDS = 12;
    private static final LoggerContext CONTEXT = (LoggerContext) LoggerFactory.getILoggerFactory();

    private CostProgram() {}

    public static void main(String[] arguments) throws Exception {
        CONTEXT.reset();
        List<ILoggingEvent> events = events();
        double plain = Double.MAX_VALUE;
        double live = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            plain = Math.min(plain, nanosPerLine(plain(), events));
            live = Math.min(live, nanosPerLine(live(), events));
        }
        Files.writeString(Path.of(arguments[0]), Math.round(plain) + " " + Math.round(live));
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
        appender.start();
        CONTEXT.getLogger("events").addAppender(appender);
        Events.runStarted("cost", e -> e.children("a", "b", "c", "d"));
        Thread.sleep(1_000); // the region stands
        return appender;
    }

    /** CPU time of the whole process, of the kernel for it, of compiler and collector too. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Until the last line is on the terminal. */
    private static double nanosPerLine(Appender<ILoggingEvent> appender, List<ILoggingEvent> events) {
        long start = cpuNanos();
        events.forEach(appender::doAppend);
        appender.stop();
        double nanos = (double) (cpuNanos() - start) / events.size();
        CONTEXT.reset();
        return nanos;
    }
}
