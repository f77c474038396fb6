package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/** When a step started, ended, rested and got on: milliseconds of the epoch. Null is not known, or not yet. */
final class Times {
    private @Nullable Rest rest;
    private @Nullable Long started;
    private @Nullable Long heard;
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

    /** A step below started: it must have begun by then. */
    void hear(long at) {
        heard = heard == null ? at : Math.min(heard, at);
    }

    /** When it started, or must have, or null. */
    @Nullable
    Long begun() {
        return started == null ? heard : started;
    }

    void advance(long at) {
        advanced = advanced == null ? at : Math.max(advanced, at);
    }

    /** @param above for how long the steps above have rested until then */
    void pause(long at, long above, @Nullable String who) {
        Rest pauses = rest == null ? new Rest() : rest;
        rest = pauses;
        pauses.begin(at, above, who);
    }

    /** The pause, if there is one, is over. */
    void goOn(long at, long above) {
        if (rest != null && rest.since() != null) {
            rest.end(at, above);
        }
    }

    /** For how long this step, and not one above, has rested until a time. */
    long restUntil(long at, long above) {
        return rest == null ? 0 : rest.until(at, above);
    }

    @Nullable
    Long pausedAt() {
        return rest == null ? null : rest.since();
    }

    @Nullable
    String pausedBy() {
        return rest == null ? null : rest.by();
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
        Long begun = begun();
        return begun == null ? null : (Double) (double) Math.max(0, until - begun);
    }

    /** How long it took in microseconds, or -1 when nobody knows. */
    long micros() {
        Double took = ended == null ? null : elapsedMs(ended);
        return took == null ? -1 : Math.round(took * 1_000);
    }
}
