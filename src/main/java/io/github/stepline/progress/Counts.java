package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/**
 * How many items are where. An item is in one of the first six; the others say more about some of them.
 *
 * @param total how many there are, or null while nobody knows; never less than those seen
 * @param existing skipped because the result was there already
 * @param processing started and not ended, paused ones included
 * @param completed ended well
 * @param failed ended badly and not to be tried again by itself
 * @param cancelled called off
 * @param retrying failed and waiting for the next attempt
 * @param deadLettered of the failed: set aside because the attempts are used up
 * @param timedOut of the failed: ended because they took too long
 * @param retries how often an attempt failed and another one was scheduled, over all items
 */
public record Counts(
        @Nullable Long total,
        long existing,
        long processing,
        long completed,
        long failed,
        long cancelled,
        long retrying,
        long deadLettered,
        long timedOut,
        long retries) {

    static final Counts NONE = new Counts(null, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Items that need no more work: existing, completed, failed and cancelled. */
    public long processed() {
        return existing + completed + failed + cancelled;
    }

    /** Items that were begun, or found done, so far. */
    public long seen() {
        return processed() + processing + retrying;
    }

    /** Items that are known and not begun, or null while the total is unknown. */
    public @Nullable Long waiting() {
        return total == null ? null : Math.max(0, total - seen());
    }

    /** The part of the ended ones that ended well, from 0 to 1, existing and cancelled ones left out; null without any. */
    public @Nullable Double successRate() {
        long ended = completed + failed;
        return ended == 0 ? null : (double) completed / ended;
    }
}
