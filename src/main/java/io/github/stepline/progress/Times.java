package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/** When a step started, ended, rested and got on: milliseconds of the epoch. Null is not known, or not yet. */
final class Times {
    final Rest rest = new Rest();

    private @Nullable Long started;
    private @Nullable Long ended;
    private @Nullable Double durationMs;
    private @Nullable Long advanced;

    void start(@Nullable Long at) {
        started = at;
        ended = null;
        durationMs = null;
    }

    /** @param measuredMs how long it took by the clock of its process, or null when nobody said */
    void end(long at, @Nullable Double measuredMs) {
        ended = at;
        durationMs = measuredMs;
    }

    void advance(long at) {
        advanced = advanced == null ? at : Math.max(advanced, at);
    }

    @Nullable
    Long started() {
        return started;
    }

    @Nullable
    Long ended() {
        return ended;
    }

    @Nullable
    Long advanced() {
        return advanced;
    }

    /** How long it took, or has been running until a time; null when nobody said when it started. */
    @Nullable
    Double elapsedMs(long now) {
        if (durationMs != null) {
            return durationMs;
        }
        Long until = ended == null ? Long.valueOf(now) : ended;
        return started == null ? null : (Double) (double) Math.max(0, until - started);
    }

    /** How long it took in microseconds, or -1 when nobody knows. */
    long micros() {
        Double took = ended == null ? null : elapsedMs(ended);
        return took == null ? -1 : Math.round(took * 1_000);
    }
}
