package io.github.stepline.progress;

import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.State;
import io.github.stepline.json.Line;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line as the fold reads it.
 *
 * @param at its time in milliseconds of the epoch, of the years 0 to 9999
 */
record Fact(
        Verb verb,
        LogEvent event,
        long at,
        @Nullable String writer,
        @Nullable Long seq) {

    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10000 = 253_402_300_800L;
    private static final int MAX_ERROR = 512;

    static Fact of(Verb verb, Line line, long at) {
        return new Fact(
                verb,
                line.event(),
                at,
                line.envelope().writer(),
                line.envelope().seq());
    }

    /** Milliseconds that can be added and subtracted without overflow; times of other years come to the nearest one. */
    static long millis(Instant time) {
        long seconds = Math.max(YEAR_0, Math.min(YEAR_10000 - 1, time.getEpochSecond()));
        return seconds * 1_000 + time.getNano() / 1_000_000;
    }

    /** The state that the line says the step has now, or null. */
    @Nullable
    State target() {
        return verb.target() == null || event.stateAfter() == null ? verb.target() : event.stateAfter();
    }

    @Nullable
    Progress progress() {
        return event.progress();
    }

    /** A detail that is a text with something in it, or null. */
    @Nullable
    String text(String key) {
        return event.details().get(key) instanceof String text && !text.isBlank() ? text : null;
    }

    @Nullable
    Long whole(String key) {
        Object value = event.details().get(key);
        return value instanceof Long || value instanceof Integer ? ((Number) value).longValue() : null;
    }

    @Nullable
    Double decimal(String key) {
        return event.details().get(key) instanceof Number number ? number.doubleValue() : null;
    }

    /** What went wrong, shortly: type and message of the error, or of the details, or the reason; null when nobody said. */
    @Nullable
    String error() {
        String type = event.error() == null
                ? text("error_type")
                : simpleName(event.error().type());
        String message =
                event.error() == null ? text("error_message") : event.error().message();
        if (type != null && message != null) {
            return start(type + ": " + message);
        }
        String either = type != null ? type : message != null ? message : text("reason");
        return either == null ? null : start(either);
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String start(String text) {
        if (text.length() <= MAX_ERROR) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_ERROR - 2)) ? MAX_ERROR - 2 : MAX_ERROR - 1;
        return text.substring(0, end) + "…";
    }
}
