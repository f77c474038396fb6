package io.github.stepline.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item that failed.
 *
 * @param id its step id
 * @param parentId the step above it, or null
 * @param name what a person reads: the description that the program gave, or the id
 * @param index its place among its siblings, from 1: given, or the order of arrival
 * @param of how many siblings there are, or null while nobody knows
 * @param at when it failed
 * @param elapsedMs how long its last attempt took, in milliseconds, or null when nobody said
 * @param retries how often it had been tried again
 * @param worker who did it, or null
 * @param error type and message, or the reason that was given; at most 512 characters; null when nobody said
 * @param timedOut whether it took too long
 * @param deadLettered whether it was set aside
 */
public record FailureSnapshot(
        String id,
        @Nullable String parentId,
        String name,
        long index,
        @Nullable Long of,
        Instant at,
        @Nullable Double elapsedMs,
        int retries,
        @Nullable String worker,
        @Nullable String error,
        boolean timedOut,
        boolean deadLettered) {}
