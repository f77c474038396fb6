package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What reaches the logger {@code events} during a test, at clocks and a ticker that only the test moves. */
final class Captured implements BeforeEachCallback, AfterEachCallback {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    final ProgressTicker ticker = new ProgressTicker();
    private final Logger logger = (Logger) LoggerFactory.getLogger("events");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getMDCPropertyMap();
            if (takesCallers) {
                event.getCallerData();
            }
            super.append(event);
        }
    };
    private boolean takesCallers;
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public void beforeEach(ExtensionContext context) {
        Time.use(() -> START.plusNanos(nanos.get()), nanos::get);
        ProgressTicker.use(ticker);
        OpenSteps.forgetRuns();
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        appender.start();
        logger.addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        OpenSteps.WITHOUT_RUN.takeAll();
        OpenSteps.forgetRuns();
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
        ProgressTicker.use(ProgressTicker.SHARED);
        Time.useSystem();
        MDC.clear();
    }

    Logger logger() {
        return logger;
    }

    /** From now on events know the line that said them, which is slow. */
    void takeCallers() {
        takesCallers = true;
    }

    /** Lets both clocks go on. */
    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    long nanos() {
        return nanos.get();
    }

    List<ILoggingEvent> raw() {
        return List.copyOf(appender.list);
    }

    List<LogEvent> all() {
        return raw().stream()
                .map(event -> Objects.requireNonNull(LogEvent.from(event.getKeyValuePairs()), event::toString))
                .toList();
    }

    List<LogEvent> of(Action action) {
        return all().stream()
                .filter(event -> action.wireName().equals(event.action()))
                .toList();
    }

    LogEvent only() {
        assertThat(lines()).hasSize(1);
        return all().get(0);
    }

    LogEvent last() {
        List<LogEvent> all = all();
        return all.get(all.size() - 1);
    }

    void clear() {
        appender.list.clear();
    }

    List<String> lines() {
        return all().stream().map(Captured::line).toList();
    }

    List<@Nullable String> actions() {
        return all().stream().<@Nullable String>map(LogEvent::action).toList();
    }

    /** Everything of an event but its time on one line, absent fields left out. */
    static String line(LogEvent event) {
        StringJoiner line = new StringJoiner(" ");
        line.add(event.level() + " " + event.component() + " " + event.action());
        if (event.stateBefore() != null || event.stateAfter() != null) {
            line.add(event.stateBefore() + "→" + event.stateAfter());
        }
        add(line, "run", event.runId());
        add(line, "step", event.stepId());
        add(line, "parent", event.parentId());
        add(line, "event", event.eventId());
        add(line, "ms", event.durationMs());
        line.add("| " + event.formattedMessage());
        if (!event.details().isEmpty()) {
            line.add("| " + event.details());
        }
        if (event.error() != null) {
            line.add("| " + event.error());
        }
        return line.toString();
    }

    private static void add(StringJoiner line, String name, @Nullable Object value) {
        if (value != null) {
            line.add(name + "=" + value);
        }
    }
}
