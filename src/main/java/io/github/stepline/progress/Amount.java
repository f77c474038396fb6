package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/**
 * How much of something is done.
 *
 * @param current how much is done; beyond {@code total} when the program said so
 * @param total how much there is, or null while nobody knows
 * @param unit what is counted: {@code "items"}, {@code "bytes"}; null when the program did not say
 */
public record Amount(
        long current, @Nullable Long total, @Nullable String unit) {

    /** The part that is done, from 0 to 1, or null when the total is unknown or zero. */
    public @Nullable Double fraction() {
        if (total == null || total <= 0) {
            return null;
        }
        return Math.max(0.0, Math.min(1.0, (double) current / total));
    }
}
