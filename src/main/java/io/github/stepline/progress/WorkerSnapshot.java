package io.github.stepline.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker, by the name that its items gave it, and what it does now.
 *
 * @param name {@code "worker-3"}
 * @param writer the process it belongs to, by the writer of its lines, or null
 * @param item the item it works on, or null when it is idle
 * @param last the name of the item it works on or worked on last
 * @param since since when it does that, or is idle
 * @param completed how many items it has completed
 * @param failed how many of its items have failed, attempts that are tried again included
 * @param lastFailed whether its last attempt at an item failed; a view marks it
 */
public record WorkerSnapshot(
        String name,
        @Nullable String writer,
        @Nullable ItemSnapshot item,
        String last,
        Instant since,
        long completed,
        long failed,
        boolean lastFailed) {

    /** Whether it works on an item. */
    public boolean isActive() {
        return item != null;
    }
}
