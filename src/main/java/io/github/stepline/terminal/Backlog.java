package io.github.stepline.terminal;

import io.github.stepline.Action;
import io.github.stepline.LogEvent;
import io.github.stepline.json.Line;
import io.github.stepline.progress.Fold;
import io.github.stepline.progress.RunSnapshot;
import io.github.stepline.progress.Snapshot;
import io.github.stepline.progress.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has come in and is not shown yet, and the fold. Used under the lock of its console. */
final class Backlog {
    /** Lines beyond this wait for the terminal, or are left out when it hangs. */
    static final int MAX_LINES = 10_000;

    private final Fold fold;
    private List<Scrolled> lines = new ArrayList<>();
    private boolean hasEnded;
    private long leftOut;
    private boolean isActive;

    Backlog(Fold fold) {
        this.fold = fold;
    }

    /** Takes an event into the picture, and says what it speaks of. */
    Subject fold(Line line) {
        Subject subject = fold.accept(line);
        switch (subject) {
            case RUN, PHASE, ITEM, PART -> isActive = true;
            case TICK, REPEAT, OTHER -> {}
        }
        return subject;
    }

    /** Puts the end of a run behind its last line. */
    void addEnd(Line line, Subject subject) {
        LogEvent event = line.event();
        String id = event.runId() != null ? event.runId() : event.stepId();
        if (subject == Subject.RUN && isEnd(event) && id != null) {
            hasEnded = true;
            lines.add(new RunEnd(id, null));
        }
    }

    private static boolean isEnd(LogEvent event) {
        Action action = Action.of(event.action());
        return action == Action.RUN_COMPLETED || action == Action.RUN_FAILED || action == Action.RUN_CANCELLED;
    }

    /** Whether so much waits that it is shown without delay. */
    boolean isLarge() {
        return lines.size() >= MAX_LINES / 8;
    }

    boolean isFull() {
        return lines.size() >= MAX_LINES;
    }

    void add(LogLine line) {
        lines.add(line);
    }

    void leaveOut() {
        leftOut++;
    }

    boolean hasLines() {
        return !lines.isEmpty() || leftOut > 0;
    }

    /** Whether there is a run to sum up, for which a snapshot is needed. */
    boolean hasEnded() {
        return hasEnded;
    }

    /** Whether a run goes on, or something has come in that may have begun one. */
    boolean isActive() {
        return isActive;
    }

    /** @param snapshot the picture, where there is one */
    List<Scrolled> takeLines(@Nullable Snapshot snapshot) {
        List<Scrolled> taken = lines;
        lines = new ArrayList<>();
        if (hasEnded) {
            taken.replaceAll(line -> line instanceof RunEnd end ? found(end, snapshot) : line);
            hasEnded = false;
        }
        if (leftOut > 0) {
            taken.add(new LogLine("[" + leftOut + " lines are not shown here: the terminal stood still]", null));
            leftOut = 0;
        }
        return taken;
    }

    private static RunEnd found(RunEnd end, @Nullable Snapshot snapshot) {
        RunSnapshot run = snapshot == null
                ? null
                : snapshot.runs().stream()
                        .filter(one -> end.runId().equals(one.id()))
                        .findFirst()
                        .orElse(null);
        return new RunEnd(end.runId(), run);
    }

    Snapshot snapshot(Instant now) {
        Snapshot snapshot = fold.snapshot(now);
        RunSnapshot run = snapshot.run();
        isActive = run != null && !run.step().state().isEnd();
        return snapshot;
    }
}
