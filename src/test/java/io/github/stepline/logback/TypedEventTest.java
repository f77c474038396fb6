package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.github.stepline.Component;
import io.github.stepline.Events;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;

/** What an appender sees of a typed event is the same whether it comes whole or as an event of Logback's own. */
class TypedEventTest {
    private static final Component BILLING = Component.of("billing");

    private final Logger logger = (Logger) LoggerFactory.getLogger("events");
    private final LoggerContext context = logger.getLoggerContext();
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getCallerData();
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };

    /** Neutral; while there is one, events go through SLF4J. */
    private final TurboFilter filter = new TurboFilter() {
        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger asked,
                Level level,
                @Nullable String format,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            return FilterReply.NEUTRAL;
        }
    };

    @BeforeEach
    void listen() {
        seen.setContext(context);
        seen.start();
        logger.setAdditive(false);
        logger.setLevel(Level.TRACE);
        logger.addAppender(seen);
        MDC.put("tenant", "acme");
    }

    @AfterEach
    void leave() {
        MDC.remove("tenant");
        logger.detachAppender(seen);
        logger.setLevel(null);
        logger.setAdditive(true);
        context.getTurboFilterList().remove(filter);
    }

    static Stream<Consumer<String>> calls() {
        return Stream.of(
                id -> Events.stepSucceeded(id, 1.5),
                id -> Events.stepSucceeded(id, 1.5, e -> e.detail("a", 1).message("braces {} stay")),
                id -> Events.stepFailed(id, 1.5, new IOException("gone", new IllegalStateException("why"))),
                id -> Events.event(BILLING, "x", e -> e.level(io.github.stepline.Level.CRITICAL)),
                id -> Events.event(BILLING, "x", e -> e.level(io.github.stepline.Level.TRACE)),
                id -> Events.fileRead(java.nio.file.Path.of("{}"), 1));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void appender_seesTheSameEitherWay(Consumer<String> call) {
        for (boolean isWhole : new boolean[] {true, false}) {
            if (!isWhole) {
                context.addTurboFilter(filter);
            }
            call.accept("s");
        }

        ILoggingEvent whole = seen.list.get(0);
        ILoggingEvent logbacks = seen.list.get(1);
        assertThat(whole).isInstanceOf(TypedEvent.class);
        assertThat(logbacks).isInstanceOf(LoggingEvent.class);
        assertThat(facts(whole)).isEqualTo(facts(logbacks));
        assertThat(whole.getTimeStamp()).isBetween(logbacks.getTimeStamp() - 60_000, logbacks.getTimeStamp());
        assertThat(whole.getInstant().toEpochMilli()).isEqualTo(whole.getTimeStamp());
        assertThat(whole.getLoggerContextVO()).isSameAs(logbacks.getLoggerContextVO());
        assertThat(whole.getCallerData()[0]).isEqualTo(logbacks.getCallerData()[0]);
        assertThat(whole.hasCallerData()).isTrue();
    }

    private static List<@Nullable Object> facts(ILoggingEvent event) {
        return Arrays.asList(
                event.getLevel(),
                event.getMessage(),
                event.getFormattedMessage(),
                event.getArgumentArray() == null ? null : List.of(event.getArgumentArray()),
                event.getLoggerName(),
                event.getThreadName(),
                event.getMDCPropertyMap(),
                event.getMarkerList(),
                event.getKeyValuePairs().toString(),
                event.getThrowableProxy() == null
                        ? null
                        : event.getThrowableProxy().getClassName()
                                + event.getThrowableProxy().getMessage()
                                + event.getThrowableProxy().getCause().getMessage());
    }
}
