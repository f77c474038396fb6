package io.github.stepline.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The picture of everything at one moment. Immutable, as is all that it holds; safe between threads.
 *
 * @param at the moment: what elapsed and remaining times refer to
 * @param runs the runs, the one to show first: active ones before ended ones, then the newest first
 * @param resources what each process uses, by writer
 * @param lines what came in
 */
public record Snapshot(Instant at, List<RunSnapshot> runs, List<ResourceSnapshot> resources, LineCounts lines) {

    public Snapshot {
        runs = List.copyOf(runs);
        resources = List.copyOf(resources);
    }

    /** The run to show where there is room for one: the newest active one, else the one that ended last; null without any. */
    public @Nullable RunSnapshot run() {
        return runs.isEmpty() ? null : runs.get(0);
    }

    /** The picture as JSON on one line: the object that {@code progress.schema.json} describes. */
    public String toJson() {
        return SnapshotJson.of(this);
    }
}
