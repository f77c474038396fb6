package io.github.stepline.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** The events of a {@link Load} as Logback hands them to an appender, made by the calls of a {@link Pipeline}. */
final class Sample {
    private Sample() {}

    static List<ILoggingEvent> of(Function<LoggerContext, Pipeline> pipeline, Load load, int count) {
        return logged(pipeline, calls -> {
            for (int i = 0; i < count; i++) {
                load.log(calls, i);
            }
        });
    }

    /** One event with that message. */
    static ILoggingEvent of(Function<LoggerContext, Pipeline> pipeline, String message) {
        return logged(pipeline, calls -> calls.succeeded(message, "extract", 1, Map.of()))
                .get(0);
    }

    /** A plain line of that text. */
    static ILoggingEvent plain(String text) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ILoggingEvent event = new LoggingEvent(
                Sample.class.getName(), context.getLogger("com.example.Orders"), Level.INFO, text, null, null);
        event.prepareForDeferredProcessing();
        return event;
    }

    private static List<ILoggingEvent> logged(Function<LoggerContext, Pipeline> pipeline, Consumer<Pipeline> what) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> kept = new ListAppender<>();
        kept.start();
        Pipeline calls = pipeline.apply(context);
        calls.enter();
        root.setLevel(Level.INFO);
        root.addAppender(kept);
        what.accept(calls);
        root.detachAppender(kept);
        root.setLevel(Level.OFF);
        kept.list.forEach(ILoggingEvent::prepareForDeferredProcessing);
        return List.copyOf(kept.list);
    }
}
