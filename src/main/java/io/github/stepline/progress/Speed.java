package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/**
 * How fast it goes, in the unit of {@link StepSnapshot#work}. Existing items and paused time are left out.
 *
 * @param perSecond the rate of the last seconds, or null before there is one
 * @param averagePerSecond the rate since the start, or null before there is one
 * @param averageItemMs how long an item takes from its start to its success, in milliseconds, or null before the first
 */
public record Speed(
        @Nullable Double perSecond,
        @Nullable Double averagePerSecond,
        @Nullable Double averageItemMs) {

    static final Speed UNKNOWN = new Speed(null, null, null);
}
