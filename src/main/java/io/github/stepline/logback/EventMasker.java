package io.github.stepline.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.redact.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;

/** Masks every part of an event by the rules of the process. What is clean stays the same object. */
final class EventMasker {
    private static final Class<?> PLAIN_MARKER =
            new BasicMarkerFactory().getDetachedMarker("x").getClass();

    /** What a trace says in place of frames and causes for which it had no room. */
    private static final String LEFT_OUT = " left out";

    private final Redactor redactor;

    EventMasker(Redactor redactor) {
        this.redactor = redactor;
    }

    void mask(DoorEvent event) {
        LogEvent given = event.event();
        LogEvent masked = given.redacted(redactor);
        if (masked != given) {
            event.maskEvent(masked);
        }
        if (masked.message() == null) {
            sayDefaultMessage(event, masked);
        }
        maskNames(event);
        IThrowableProxy throwable = event.getThrowableProxy();
        if (throwable != null
                && (masked.error() != given.error() || !isWhole(given.error()) || isDirty(throwable, 0))) {
            event.maskThrowable(MaskedThrowable.of(throwable, this::text));
        }
        maskArguments(event);
    }

    /** Whether the error's own trace has every frame, so that where it is clean all frames are. */
    private static boolean isWhole(@Nullable LogError error) {
        String trace = error == null ? null : error.stackTrace();
        return trace != null && !trace.contains(LEFT_OUT);
    }

    /**
     * A default message is made of parts that are clean one by one; together they may still be a secret. It is made here,
     * once for all who write it.
     */
    private void sayDefaultMessage(DoorEvent event, LogEvent masked) {
        String made = masked.formattedMessage();
        String clean = redactor.redact(made);
        if (clean.equals(made)) {
            event.replaceEvent(masked.withMessage(made));
        } else {
            event.maskEvent(masked.withMessage(clean));
        }
    }

    private void maskNames(DoorEvent event) {
        String thread = redactor.redact(event.getThreadName());
        String logger = redactor.redact(event.getLoggerName());
        Map<String, String> mdc = mdc(event.getMDCPropertyMap());
        if (thread != event.getThreadName() || logger != event.getLoggerName() || mdc != event.getMDCPropertyMap()) {
            event.maskNames(thread, logger, mdc);
        }
    }

    private Map<String, String> mdc(Map<String, String> mdc) {
        if (mdc.isEmpty()) {
            return mdc;
        }
        Map<String, @Nullable Object> masked = redactor.redactFrozen(mdc);
        if ((Object) masked == mdc) {
            return mdc;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        masked.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    private boolean isDirty(IThrowableProxy link, int depth) {
        if (depth > 100 || text(link.getMessage()) != link.getMessage()) {
            return true;
        }
        IThrowableProxy cause = link.getCause();
        if (cause != null && isDirty(cause, depth + 1)) {
            return true;
        }
        IThrowableProxy[] suppressed = link.getSuppressed();
        if (suppressed != null) {
            for (IThrowableProxy one : suppressed) {
                if (isDirty(one, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void maskArguments(DoorEvent event) {
        Object[] arguments = event.getArgumentArray();
        List<Marker> markers = event.getMarkerList();
        if (arguments != null || markers != null && !markers.isEmpty()) {
            event.maskArguments(
                    maskAll(arguments),
                    markers == null ? null : markers.stream().map(this::marker).toList());
        }
    }

    private Object @Nullable [] maskAll(Object @Nullable [] arguments) {
        if (arguments == null) {
            return null;
        }
        Object[] masked = new Object[arguments.length];
        for (int i = 0; i < masked.length; i++) {
            Object value = redactor.redact("argument", arguments[i]);
            masked[i] = value == null ? "null" : value;
        }
        return masked;
    }

    /** A marker of another library may hold data and print it: its text is kept, masked, and nothing else. */
    private Marker marker(Marker marker) {
        String text = marker.getClass() == PLAIN_MARKER ? marker.getName() : String.valueOf(marker);
        String masked = redactor.redact(text);
        return marker.getClass() == PLAIN_MARKER && masked.equals(text)
                ? marker
                : MarkerFactory.getDetachedMarker(masked);
    }

    @Nullable
    String text(@Nullable String text) {
        return text == null ? null : redactor.redact(text);
    }
}
