package io.github.stepline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import io.github.stepline.LogEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * An event on its way through the door: what must be read on the caller's thread is read, so nothing can change behind
 * it. After the redaction every part of it is masked, and it is all that the appenders behind the door see.
 */
final class DoorEvent implements ILoggingEvent {
    private final ILoggingEvent source;
    private final int generation;
    private Object @Nullable [] arguments;
    private @Nullable List<Marker> markers;
    private LogEvent event;
    private String threadName;
    private String loggerName;
    private Map<String, String> mdc;
    private @Nullable IThrowableProxy throwable;
    private @Nullable String maskedMessage;
    private @Nullable String writer;
    private long seq;

    /**
     * @param arguments the arguments of a plain line as texts, numbers and booleans, or null when nobody will ask
     * @param generation 0, or how many events deep it was said from inside an appender
     */
    DoorEvent(ILoggingEvent source, LogEvent event, Object @Nullable [] arguments, int generation) {
        this.source = source;
        this.event = event;
        this.generation = generation;
        this.arguments = arguments;
        this.markers = source.getMarkerList();
        this.threadName = String.valueOf(source.getThreadName());
        this.loggerName = String.valueOf(source.getLoggerName());
        this.mdc = source.getMDCPropertyMap();
        this.throwable = source.getThrowableProxy();
    }

    LogEvent event() {
        return event;
    }

    int generation() {
        return generation;
    }

    @Nullable
    String writer() {
        return writer;
    }

    long seq() {
        return seq;
    }

    /** Its number, or null for one that takes none. */
    @Nullable
    Long seqOrNull() {
        return seq == 0 ? null : seq;
    }

    void number(@Nullable String newWriter, long newSeq) {
        writer = newWriter;
        seq = newSeq;
    }

    void replaceEvent(LogEvent newEvent) {
        event = newEvent;
    }

    /** Puts a masked event in place of the one that was read; from now on its message is the only one. */
    void maskEvent(LogEvent masked) {
        event = masked;
        maskedMessage = masked.formattedMessage();
    }

    /** Leaves nothing but time, level, component and a note. */
    void hideAll(String note) {
        maskEvent(LogEvent.of(event.timestamp(), event.level(), event.component(), null, note, Map.of()));
        maskNames("", "", Map.of());
        maskThrowable(null);
        maskArguments(null, null);
    }

    void maskNames(String maskedThread, String maskedLogger, Map<String, String> maskedMdc) {
        threadName = maskedThread;
        loggerName = maskedLogger;
        mdc = maskedMdc;
    }

    void maskThrowable(@Nullable IThrowableProxy masked) {
        throwable = masked;
    }

    void maskArguments(Object @Nullable [] masked, @Nullable List<Marker> maskedMarkers) {
        arguments = masked;
        markers = maskedMarkers;
    }

    @Override
    public String getThreadName() {
        return threadName;
    }

    @Override
    public Level getLevel() {
        return source.getLevel();
    }

    @Override
    public String getMessage() {
        return maskedMessage != null ? maskedMessage : String.valueOf(source.getMessage());
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return arguments;
    }

    @Override
    public String getFormattedMessage() {
        return maskedMessage != null ? maskedMessage : event.formattedMessage();
    }

    @Override
    public String getLoggerName() {
        return loggerName;
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return source.getLoggerContextVO();
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        return throwable;
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return source.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return source.hasCallerData();
    }

    @Override
    public @Nullable List<Marker> getMarkerList() {
        return markers;
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return mdc;
    }

    @Override
    @Deprecated
    public Map<String, String> getMdc() {
        return mdc;
    }

    @Override
    public long getTimeStamp() {
        return source.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return source.getNanoseconds();
    }

    @Override
    public long getSequenceNumber() {
        return source.getSequenceNumber();
    }

    /** Of a plain line its own pairs, of a typed event the list that holds it; both from the event, so both masked. */
    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        if (event.component() != null || event.action() != null) {
            return event.keyValuePairs();
        }
        return event.details().entrySet().stream()
                .map(entry -> new KeyValuePair(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Nothing is left to be done: what may change was read when the event came in. */
    @Override
    public void prepareForDeferredProcessing() {}
}
