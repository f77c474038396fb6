package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.stepline.json.Caller;
import io.github.stepline.json.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the envelopes of events. Most events of a thread and a logger have the same one, which is made once and serves
 * again: the writer knows it and copies its bytes. Threads may share it without order: an envelope is safe to see at any
 * time, and a lost one is made again.
 */
final class Envelopes {
    private static final Set<String> PROMOTED = Set.of("run_id", "step_id", "trace_id", "traceId", "span_id", "spanId");
    private static final int SLOTS = 64;

    private final boolean withCaller;
    private final boolean withMdc;
    private final @Nullable Known[] known = new Known[SLOTS];

    Envelopes(boolean withCaller, boolean withMdc) {
        this.withCaller = withCaller;
        this.withMdc = withMdc;
    }

    /** An envelope and the MDC that it was made with. */
    private record Known(Envelope envelope, Map<String, String> mdc) {}

    /** Everything but the number, which is 0. */
    Envelope of(DoorEvent event, String writer) {
        if (withCaller) {
            return make(event, true, withMdc, writer, 0L);
        }
        String logger = event.getLoggerName();
        String thread = event.getThreadName();
        Map<String, String> mdc = event.getMDCPropertyMap();
        int slot = 31 * logger.hashCode() + thread.hashCode() & SLOTS - 1;
        Known last = known[slot];
        boolean isSame = last != null
                && last.envelope.logger() == logger
                && last.envelope.thread() == thread
                && writer.equals(last.envelope.writer());
        if (last != null && isSame && (last.mdc == mdc || isOfScope(mdc) && isOfScope(last.mdc))) {
            return last.envelope;
        }
        Envelope made = make(event, false, withMdc, writer, 0L);
        known[slot] = new Known(made, mdc);
        return made;
    }

    /** Whether the MDC has nothing but the run and the step, which are the event's. */
    private static boolean isOfScope(Map<String, String> mdc) {
        int left = mdc.size();
        if (left > 0 && left <= 2) {
            left -= mdc.containsKey("run_id") ? 1 : 0;
            left -= mdc.containsKey("step_id") ? 1 : 0;
        }
        return left == 0;
    }

    /** All that is known of an event, its number and the counter included; each is made anew. */
    static Envelope numbered(DoorEvent event) {
        return make(event, false, true, event.writer(), event.seqOrNull());
    }

    private static Envelope make(
            DoorEvent event, boolean withCaller, boolean withMdc, @Nullable String writer, @Nullable Long seq) {
        Map<String, String> mdc = event.getMDCPropertyMap();
        return new Envelope(
                either(mdc, "trace_id", "traceId"),
                either(mdc, "span_id", "spanId"),
                event.getLoggerName(),
                event.getThreadName(),
                withCaller ? caller(event) : null,
                withMdc ? withoutPromoted(mdc) : Map.of(),
                writer,
                seq);
    }

    private static @Nullable String either(Map<String, String> mdc, String key, String otherKey) {
        if (mdc.isEmpty()) {
            return null;
        }
        String value = mdc.get(key);
        return value != null ? value : mdc.get(otherKey);
    }

    private static Map<String, String> withoutPromoted(Map<String, String> mdc) {
        if (isOfScope(mdc)) {
            return Map.of();
        }
        Map<String, String> rest = new LinkedHashMap<>(mdc);
        rest.keySet().removeAll(PROMOTED);
        return rest;
    }

    private static @Nullable Caller caller(ILoggingEvent event) {
        StackTraceElement[] frames = event.getCallerData();
        if (frames == null || frames.length == 0) {
            return null;
        }
        return new Caller(frames[0].getClassName(), frames[0].getMethodName(), frames[0].getLineNumber());
    }
}
