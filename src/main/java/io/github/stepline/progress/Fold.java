package io.github.stepline.progress;

import io.github.stepline.json.Line;
import java.time.Instant;
import java.util.List;

/**
 * Turns the lines of a log into a picture of the runs that they tell of.
 *
 * <p>Each line costs about the same, whatever came before. There is no clock: a line's own time is the only one, apart
 * from the one given to {@link #snapshot(Instant)}. No line is refused and none throws; what is odd about one is counted
 * in {@link LineCounts}.
 *
 * <p>Not thread-safe: one thread at a time accepts and takes snapshots; the snapshots may go to any.
 */
public final class Fold {
    private long accepted;
    private Instant newest = Instant.EPOCH;

    /** A fold with {@link FoldSettings#DEFAULTS}. */
    public Fold() {
        this(FoldSettings.DEFAULTS);
    }

    /** A fold with settings of its own. */
    public Fold(FoldSettings settings) {}

    /** Takes in a line, and says what it speaks of. */
    public Subject accept(Line line) {
        accepted++;
        Instant time = line.event().timestamp();
        newest = time.isAfter(newest) ? time : newest;
        return Subject.OTHER;
    }

    /** The picture at the time of the newest line. */
    public Snapshot snapshot() {
        return snapshot(newest);
    }

    /** The picture at another moment, usually now; one before the newest line counts as that line's. */
    public Snapshot snapshot(Instant now) {
        Instant at = now.isAfter(newest) ? now : newest;
        return new Snapshot(at, List.of(), List.of(), new LineCounts(accepted, 0, 0, 0, 0, 0, 0, 0, 0));
    }
}
