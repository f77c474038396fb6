package io.github.stepline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.LoggingEvent;
import org.slf4j.spi.CallerBoundaryAware;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The way of an event from here into SLF4J. A backend that takes whole events (Logback) gets the record inside its
 * key-value list, any other gets ordinary key-value pairs through the fluent API. Nothing thrown on the way reaches the
 * caller.
 */
final class Route {
    private static final List<Marker> CRITICAL = List.of(Markers.CRITICAL);
    private static final List<Marker> TRANSIENT = List.of(Markers.TRANSIENT);

    private Route() {}

    /** Whether anybody listens. Costs no allocation. */
    static boolean isEnabled(Component component, Level level) {
        try {
            Logger logger = component.logger();
            return level == Level.CRITICAL
                    ? logger.isErrorEnabled(Markers.CRITICAL)
                    : logger.isEnabledForLevel(level.slf4j());
        } catch (Throwable thrown) {
            InternalReport.once("the logging backend failed when asked for a level", thrown);
            return false;
        }
    }

    /**
     * Says an enabled event.
     *
     * @param boundary the class whose method the program called, for caller data
     */
    static void say(LogEvent event, Class<?> boundary) {
        send(event, boundary, event.level() == Level.CRITICAL ? CRITICAL : null);
    }

    /** Says an event that live views fold and files do not keep. */
    static void sayTransient(LogEvent event, Class<?> boundary) {
        send(event, boundary, TRANSIENT);
    }

    private static void send(LogEvent event, Class<?> boundary, @Nullable List<Marker> markers) {
        try {
            Component component = event.component() == null ? Component.RUNNER : event.component();
            Logger logger = component.logger();
            Said said = new Said(event, logger, boundary.getName(), markers);
            if (logger instanceof LoggingEventAware aware) {
                aware.log(said);
            } else {
                sendInPieces(logger, said);
            }
        } catch (Throwable thrown) {
            InternalReport.once("the logging backend failed on an event", thrown);
        }
    }

    private static void sendInPieces(Logger logger, Said said) {
        LoggingEventBuilder builder = logger.makeLoggingEventBuilder(said.getLevel());
        if (builder instanceof CallerBoundaryAware aware) {
            aware.setCallerBoundary(said.getCallerBoundary());
        }
        if (said.markers != null) {
            for (Marker marker : said.markers) {
                builder = builder.addMarker(marker);
            }
        }
        for (KeyValuePair pair : said.getKeyValuePairs()) {
            builder = builder.addKeyValue(pair.key, pair.value);
        }
        builder.setCause(said.getThrowable()).log(said.event.formattedMessage());
    }

    /** The event as SLF4J sees it. */
    private record Said(
            LogEvent event,
            Logger logger,
            String boundary,
            @Nullable List<Marker> markers) implements LoggingEvent {

        @Override
        public org.slf4j.event.Level getLevel() {
            return event.level().slf4j();
        }

        @Override
        public String getLoggerName() {
            return logger.getName();
        }

        @Override
        public String getMessage() {
            String given = event.message();
            return given != null ? given : Action.pattern(event);
        }

        @Override
        public List<Object> getArguments() {
            Object[] arguments = getArgumentArray();
            return arguments == null ? List.of() : List.of(arguments);
        }

        @Override
        public Object @Nullable [] getArgumentArray() {
            return event.message() != null ? null : Action.arguments(event);
        }

        @Override
        public @Nullable List<Marker> getMarkers() {
            return markers;
        }

        @Override
        public List<KeyValuePair> getKeyValuePairs() {
            return event.keyValuePairs();
        }

        /** Null when the backend would stumble over it; its type, message and trace are in the event. */
        @Override
        public @Nullable Throwable getThrowable() {
            Throwable thrown = event.error() == null ? null : event.error().throwable();
            return thrown == null || !StackTraceText.isReadable(thrown) ? null : thrown;
        }

        @Override
        public long getTimeStamp() {
            return event.timestamp().toEpochMilli();
        }

        @Override
        public String getThreadName() {
            return Thread.currentThread().getName();
        }

        @Override
        public String getCallerBoundary() {
            return boundary;
        }
    }
}
