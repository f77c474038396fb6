package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/** The pauses of one step. Time in which the step above rested as well counts once. Times are milliseconds. */
final class Rest {
    private @Nullable Long since;
    private @Nullable String by;
    private long aboveAtPause;
    private long past;

    /** @param above for how long the steps above have rested until then */
    void begin(long at, long above, @Nullable String who) {
        since = at;
        by = who;
        aboveAtPause = above;
    }

    void end(long at, long above) {
        past += current(at, above);
        since = null;
        by = null;
    }

    /** For how long this step, and not one above, has rested until then. */
    long until(long at, long above) {
        return past + current(at, above);
    }

    private long current(long at, long above) {
        return since == null ? 0 : Math.max(0, at - since - (above - aboveAtPause));
    }

    @Nullable
    Long since() {
        return since;
    }

    @Nullable
    String by() {
        return by;
    }
}
