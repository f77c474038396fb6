package io.github.stepline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.CallerData;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.github.stepline.LogEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.spi.MDCAdapter;

/**
 * A typed event as Logback's appenders see it. It is as good as Logback's own {@code LoggingEvent}: what belongs to the
 * calling thread is read there, at the latest by {@link #prepareForDeferredProcessing}.
 */
final class TypedEvent implements ILoggingEvent {
    private final Logger logger;
    private final LogEvent event;
    private final @Nullable ThrowableProxy throwable;
    private final @Nullable List<Marker> markers;
    private final Class<?> boundary;
    private @Nullable String threadName;
    private @Nullable Map<String, String> mdc;
    private StackTraceElement @Nullable [] callerData;
    private @Nullable List<KeyValuePair> pairs;

    TypedEvent(
            Logger logger,
            LogEvent event,
            @Nullable Throwable thrown,
            @Nullable List<Marker> markers,
            Class<?> boundary) {
        this.logger = logger;
        this.event = event;
        this.throwable = thrown == null ? null : proxyOf(thrown, logger.getLoggerContext());
        this.markers = markers;
        this.boundary = boundary;
    }

    private static ThrowableProxy proxyOf(Throwable thrown, LoggerContext context) {
        ThrowableProxy proxy = new ThrowableProxy(thrown);
        if (context.isPackagingDataEnabled()) {
            proxy.calculatePackagingData();
        }
        return proxy;
    }

    LogEvent event() {
        return event;
    }

    @Override
    public String getThreadName() {
        String name = threadName;
        if (name == null) {
            name = Thread.currentThread().getName();
            name = name.isEmpty() ? new LoggingEvent().getThreadName() : name; // Logback knows what to call it
            threadName = name;
        }
        return name;
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        Map<String, String> map = mdc;
        if (map == null) {
            MDCAdapter adapter = logger.getLoggerContext().getMDCAdapter();
            map = adapter instanceof LogbackMDCAdapter own ? own.getPropertyMap() : adapter.getCopyOfContextMap();
            map = map == null ? Map.of() : map;
            mdc = map;
        }
        return map;
    }

    @Override
    @Deprecated
    public Map<String, String> getMdc() {
        return getMDCPropertyMap();
    }

    @Override
    public StackTraceElement[] getCallerData() {
        StackTraceElement[] frames = callerData;
        if (frames == null) {
            LoggerContext context = logger.getLoggerContext();
            frames = CallerData.extract(
                    new Throwable(),
                    boundary.getName(),
                    context.getMaxCallerDataDepth(),
                    context.getFrameworkPackages());
            callerData = frames;
        }
        return frames;
    }

    @Override
    public boolean hasCallerData() {
        return callerData != null;
    }

    @Override
    public void prepareForDeferredProcessing() {
        getThreadName();
        getMDCPropertyMap();
    }

    @Override
    public Level getLevel() {
        return switch (event.level()) {
            case TRACE -> Level.TRACE;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
            case ERROR, CRITICAL -> Level.ERROR;
        };
    }

    @Override
    public String getMessage() {
        return event.messagePattern();
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return event.messageArguments();
    }

    @Override
    public String getFormattedMessage() {
        return event.formattedMessage();
    }

    @Override
    public String getLoggerName() {
        return logger.getName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return logger.getLoggerContext().getLoggerContextRemoteView();
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        return throwable;
    }

    @Override
    public @Nullable List<Marker> getMarkerList() {
        return markers;
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        List<KeyValuePair> list = pairs;
        if (list == null) {
            list = event.keyValuePairs();
            pairs = list;
        }
        return list;
    }

    @Override
    public long getTimeStamp() {
        return event.timestamp().toEpochMilli();
    }

    @Override
    public int getNanoseconds() {
        return event.timestamp().getNano();
    }

    @Override
    public Instant getInstant() {
        return event.timestamp();
    }

    /** The numbers of Logback are for its own events; a line has {@code seq}. */
    @Override
    public long getSequenceNumber() {
        return 0;
    }
}
