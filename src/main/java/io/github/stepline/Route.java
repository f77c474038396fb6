package io.github.stepline;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.LoggingEvent;
import org.slf4j.spi.CallerBoundaryAware;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The way of an event out of here. A {@link Backend} takes it whole. Otherwise it goes through SLF4J: a logger that takes
 * whole events (Logback with turbo filters) gets the record inside its key-value list, any other gets ordinary key-value
 * pairs through the fluent API. Nothing thrown on the way reaches the caller.
 */
final class Route {
    private static final List<Marker> CRITICAL = List.of(Markers.CRITICAL);
    private static final List<Marker> TRANSIENT = List.of(Markers.TRANSIENT);

    private static final @Nullable Backend BACKEND = backend();

    private Route() {}

    /** The one on the class path whose library is there too. */
    private static @Nullable Backend backend() {
        try {
            return ServiceLoader.load(Backend.class, Backend.class.getClassLoader())
                    .findFirst()
                    .orElse(null);
        } catch (ServiceConfigurationError | LinkageError missing) {
            return null;
        }
    }

    /** Whether anybody listens. Costs no allocation. */
    static boolean isEnabled(Component component, Level level) {
        try {
            Logger logger = component.logger();
            return switch (level) {
                case TRACE -> logger.isTraceEnabled();
                case DEBUG -> logger.isDebugEnabled();
                case INFO -> logger.isInfoEnabled();
                case WARN -> logger.isWarnEnabled();
                case ERROR -> logger.isErrorEnabled();
                case CRITICAL -> logger.isErrorEnabled(Markers.CRITICAL);
            };
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
        Journals.say(event);
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
            if (BACKEND == null || !BACKEND.say(logger, event, readable(event), markers, boundary)) {
                send(new Said(event, logger, boundary.getName(), markers));
            }
        } catch (Throwable thrown) {
            InternalReport.once("the logging backend failed on an event", thrown);
        }
    }

    private static void send(Said said) {
        if (said.logger instanceof LoggingEventAware aware) {
            aware.log(said);
        } else {
            sendInPieces(said.logger, said);
        }
    }

    /** Null when a backend would stumble over it; its type, message and trace are in the event. */
    private static @Nullable Throwable readable(LogEvent event) {
        Throwable thrown = event.error() == null ? null : event.error().throwable();
        return thrown == null || !StackTraceText.isReadable(thrown) ? null : thrown;
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
            return event.messagePattern();
        }

        @Override
        public List<Object> getArguments() {
            Object[] arguments = getArgumentArray();
            return arguments == null ? List.of() : List.of(arguments);
        }

        @Override
        public Object @Nullable [] getArgumentArray() {
            return event.messageArguments();
        }

        @Override
        public @Nullable List<Marker> getMarkers() {
            return markers;
        }

        @Override
        public List<KeyValuePair> getKeyValuePairs() {
            return event.keyValuePairs();
        }

        @Override
        public @Nullable Throwable getThrowable() {
            return readable(event);
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
