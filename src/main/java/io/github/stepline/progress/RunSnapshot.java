package io.github.stepline.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run and its items. The lists hold examples, as many as {@link FoldSettings} says; the numbers are in
 * {@link StepSnapshot#counts}.
 *
 * @param id the run's id, or null for steps that belong to no run, taken together
 * @param step the run as a step: name, state, counts, speed, time; its {@code steps} are the phases
 * @param existing the first items that were there already
 * @param processing the items that run or are paused, the oldest first
 * @param completed the items that were completed last, the newest first
 * @param retrying the items that wait for their next attempt, the oldest first
 * @param failed the first items that failed
 * @param workers the workers, by name
 */
public record RunSnapshot(
        @Nullable String id,
        StepSnapshot step,
        List<ItemSnapshot> existing,
        List<ItemSnapshot> processing,
        List<ItemSnapshot> completed,
        List<ItemSnapshot> retrying,
        List<FailureSnapshot> failed,
        List<WorkerSnapshot> workers) {

    public RunSnapshot {
        existing = List.copyOf(existing);
        processing = List.copyOf(processing);
        completed = List.copyOf(completed);
        retrying = List.copyOf(retrying);
        failed = List.copyOf(failed);
        workers = List.copyOf(workers);
    }
}
