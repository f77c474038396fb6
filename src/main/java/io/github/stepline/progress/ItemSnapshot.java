package io.github.stepline.progress;

import io.github.stepline.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item: a step that does the work and is counted.
 *
 * @param id its step id
 * @param parentId the step above it, or null
 * @param name what a person reads: the description that the program gave, or the id
 * @param index its place among its siblings, from 1: given, or the order of arrival
 * @param of how many siblings there are, or null while nobody knows
 * @param state where it stands
 * @param amount how far it is, or null when it does not count
 * @param attempt the number said last of attempts or retries, or null
 * @param maxAttempts how many of them there may be, or null
 * @param retries how often an attempt of it has failed and another was scheduled
 * @param worker who does it, or null
 * @param doing what is done now: a word of the program, or the newest open step below it; null when there is none
 * @param startedAt when its newest attempt started, or null when nobody said
 * @param elapsedMs for how long it has been running, or has run, in milliseconds
 * @param perSecond the rate of {@code amount} in the last seconds, or null
 * @param eta how long it will still take; {@code NONE} when it does not count
 * @param error the start of what went wrong last, or null
 */
public record ItemSnapshot(
        String id,
        @Nullable String parentId,
        String name,
        long index,
        @Nullable Long of,
        State state,
        @Nullable Amount amount,
        @Nullable Integer attempt,
        @Nullable Integer maxAttempts,
        int retries,
        @Nullable String worker,
        @Nullable String doing,
        @Nullable Instant startedAt,
        double elapsedMs,
        @Nullable Double perSecond,
        Eta eta,
        @Nullable String error) {}
