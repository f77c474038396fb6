package io.github.stepline.logback;

import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import io.github.stepline.logback.Losses.Reason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns new losses into a {@code log_health} event, at most one a second. Used by one thread at a time. */
final class HealthReport {
    private static final long MIN_GAP_NANOS = 1_000_000_000L;

    private final Losses losses;
    private final Map<Reason, Long> said = new EnumMap<>(Reason.class);
    private long lastNanos = System.nanoTime() - MIN_GAP_NANOS;

    HealthReport(Losses losses) {
        this.losses = losses;
    }

    /** The event that says what was lost since the last one, or null when nothing was, or it is too soon to say it. */
    @Nullable
    LogEvent next(long nowNanos, boolean isLast) {
        if (nowNanos - lastNanos < MIN_GAP_NANOS && !isLast) {
            return null;
        }
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        long sum = 0;
        for (Reason reason : Reason.values()) {
            long lost = losses.get(reason) - said.getOrDefault(reason, 0L);
            if (lost > 0) {
                counts.put(reason.name().toLowerCase(Locale.ROOT), lost);
                said.merge(reason, lost, Long::sum);
                sum += lost;
            }
        }
        if (sum == 0) {
            return null;
        }
        double seconds = (nowNanos - lastNanos) / 1e9;
        lastNanos = nowNanos;
        return event(counts, sum, seconds);
    }

    private static LogEvent event(Map<String, @Nullable Object> counts, long sum, double seconds) {
        String message = String.format(
                Locale.ROOT, "%d events or copies of events were lost in the last %.1f s: %s.", sum, seconds, counts);
        return LogEvent.of(
                Instant.ofEpochMilli(System.currentTimeMillis()),
                Level.WARN,
                Component.RUNNER,
                "log_health",
                message,
                counts);
    }
}
