package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/** What is known of one worker. */
final class Worker {
    /** A worker's name is its own within a process only. */
    record Key(@Nullable String writer, String name) {}

    final Key key;
    private @Nullable StepNode item;
    private @Nullable StepNode last;
    private long since;
    private long completed;
    private long failed;
    private boolean lastFailed;

    Worker(Key key) {
        this.key = key;
    }

    void begin(StepNode next, long at) {
        item = next;
        last = next;
        since = at;
    }

    /** It no longer works on that item, if it did. */
    void leave(StepNode left, long at) {
        if (item == left) {
            item = null;
            since = at;
        }
    }

    void completedOne() {
        completed++;
        lastFailed = false;
    }

    void failedOne() {
        failed++;
        lastFailed = true;
    }

    @Nullable
    StepNode item() {
        return item;
    }

    /** The item that it works on or worked on last. */
    @Nullable
    StepNode last() {
        return last;
    }

    long since() {
        return since;
    }

    long completed() {
        return completed;
    }

    long failed() {
        return failed;
    }

    boolean lastFailed() {
        return lastFailed;
    }
}
