package io.github.stepline.progress;

/**
 * How long it will still take. Only the values that belong to {@link #kind} mean something; the others are 0.
 *
 * @param kind what can be said
 * @param remainingMs {@code REMAINING}: the likely time in milliseconds; {@code STALLED}: the one said last, or 0
 * @param lowMs {@code REMAINING}: the shortest time that the rates allow; equal to {@code highMs} where they agree
 * @param highMs {@code REMAINING}: the longest time that the rates allow
 * @param stalledMs {@code STALLED}: how long nothing has got on
 */
public record Eta(Kind kind, long remainingMs, long lowMs, long highMs, long stalledMs) {
    /** What can be said about the remaining time. */
    public enum Kind {
        /** Nothing to estimate: not begun, ended, or nobody knows how much there is. */
        NONE,
        /** Too little has been done to tell. */
        ESTIMATING,
        /** A time, or a range of times where recent and average rate disagree. */
        REMAINING,
        /** Nothing has got on for longer than usual. */
        STALLED,
        /** It rests; nothing gets on until it is resumed. */
        PAUSED
    }

    static final Eta NONE = new Eta(Kind.NONE, 0, 0, 0, 0);
    static final Eta ESTIMATING = new Eta(Kind.ESTIMATING, 0, 0, 0, 0);
    static final Eta PAUSED = new Eta(Kind.PAUSED, 0, 0, 0, 0);

    /** Whether low and high differ, so that a view shows both. */
    public boolean isRange() {
        return lowMs != highMs;
    }
}
