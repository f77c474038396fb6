package io.github.stepline;

import org.jspecify.annotations.Nullable;

/**
 * How far a step is, which one of how many it is, and which attempt this is. Everything is optional; {@code null} says
 * "not known".
 *
 * @param name what is counted or done now, for a person: {@code "downloading"}
 * @param index the place of this step among its siblings, from 1
 * @param of how many siblings there are; on a started run or phase, how many items are known
 * @param current how much of {@code total} is done, in {@code unit}
 * @param total how much there is to do, in {@code unit}
 * @param unit what {@code current} and {@code total} count: {@code "bytes"}, {@code "records"}
 * @param attempt the number of this attempt, from 1
 * @param maxAttempts how many attempts there may be
 * @param worker who does it: {@code "worker-3"}
 */
public record Progress(
        @Nullable String name,
        @Nullable Long index,
        @Nullable Long of,
        @Nullable Long current,
        @Nullable Long total,
        @Nullable String unit,
        @Nullable Integer attempt,
        @Nullable Integer maxAttempts,
        @Nullable String worker) {

    static final Progress NONE = new Progress(null, null, null, null, null, null, null, null, null);

    public Progress {
        name = Snapshot.id(name);
        unit = Snapshot.id(unit);
        worker = Snapshot.id(worker);
    }

    Progress withName(@Nullable String newName) {
        return new Progress(newName, index, of, current, total, unit, attempt, maxAttempts, worker);
    }

    Progress withIndex(@Nullable Long newIndex, @Nullable Long newOf) {
        return new Progress(name, newIndex, newOf, current, total, unit, attempt, maxAttempts, worker);
    }

    Progress withCounts(@Nullable Long newCurrent, @Nullable Long newTotal, @Nullable String newUnit) {
        return new Progress(name, index, of, newCurrent, newTotal, newUnit, attempt, maxAttempts, worker);
    }

    Progress withAttempt(@Nullable Integer newAttempt, @Nullable Integer newMax) {
        return new Progress(name, index, of, current, total, unit, newAttempt, newMax, worker);
    }

    Progress withWorker(@Nullable String newWorker) {
        return new Progress(name, index, of, current, total, unit, attempt, maxAttempts, newWorker);
    }

    boolean isEmpty() {
        return equals(NONE);
    }
}
