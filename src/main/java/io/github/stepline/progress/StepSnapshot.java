package io.github.stepline.progress;

import io.github.stepline.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run, a phase, or another step that has steps below it.
 *
 * @param id its step id; of a run the run's id; null for steps that belong to no run, taken together
 * @param parentId the step above it, or null
 * @param name what a person reads: the name of the run, the description that the program gave, or the id; empty for steps
 *     that belong to no run
 * @param state where it stands; {@code PENDING} for one that is announced and has not started
 * @param startedAt when it started, or null when nobody said
 * @param endedAt when it ended, or null
 * @param elapsedMs for how long it has been running, or has run, pauses included, in milliseconds; where nobody said when it
 *     started, since the first step below it did
 * @param pausedAt since when it rests, or null
 * @param pausedBy who asked for that, or null
 * @param reason why it failed or was cancelled or paused, or null
 * @param counts the items below it
 * @param work how much of it is done: its items, or what it counts when it has none; null when it neither has items nor
 *     counts
 * @param amount what it counts itself, or null
 * @param fraction the part that is done, from 0 to 1: of {@code work}; where not every phase of a run has said how much it
 *     has to do, of the items that are known, 0.99 at most, or, where none are, the mean of the phases; null while nobody knows
 * @param lastAdvance when a step below it ended, or a count of it or below it grew, last; null before
 * @param speed how fast {@code work} gets on
 * @param eta how long it will still take
 * @param trend when how much of {@code work} was done
 * @param workersActive how many workers work on items below it
 * @param workersKnown how many workers have worked on items below it and are known still
 * @param steps the phases, or the steps that have steps, in the order of their announcement or start; finished ones
 *     included, of many the newest
 * @param hiddenSteps how many more there are or were
 */
public record StepSnapshot(
        @Nullable String id,
        @Nullable String parentId,
        String name,
        State state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        double elapsedMs,
        @Nullable Instant pausedAt,
        @Nullable String pausedBy,
        @Nullable String reason,
        Counts counts,
        @Nullable Amount work,
        @Nullable Amount amount,
        @Nullable Double fraction,
        @Nullable Instant lastAdvance,
        Speed speed,
        Eta eta,
        Trend trend,
        int workersActive,
        int workersKnown,
        List<StepSnapshot> steps,
        long hiddenSteps) {

    public StepSnapshot {
        steps = List.copyOf(steps);
    }
}
