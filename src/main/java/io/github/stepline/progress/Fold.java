package io.github.stepline.progress;

import io.github.stepline.LogEvent;
import io.github.stepline.json.Envelope;
import io.github.stepline.json.Line;
import java.time.Instant;

/**
 * Turns the lines of a log into a picture of the runs that they tell of.
 *
 * <p>A line costs about the same whatever came before, and what is kept is bounded by what is active: of ended items
 * there remain numbers and a few examples ({@link FoldSettings}). There is no clock: a line's own time is the only one,
 * apart from the one given to {@link #snapshot(Instant)}. No line is refused and none throws; what is odd about one is
 * counted in {@link LineCounts}.
 *
 * <p>The same lines give the same picture, whether they come one by one, in batches or from a file. Lines of different
 * writers may be mixed in any way: all numbers, lists and trends come out the same as long as each step is spoken of by
 * one writer. Recent rate and remaining time do not, while a run goes on, and neither do the places of items that were
 * not given any: these follow the order of arrival.
 *
 * <p>Not thread-safe: one thread at a time accepts lines and takes snapshots; the snapshots may go to any.
 */
public final class Fold {
    private final FoldSettings settings;
    private final LineTally lines = new LineTally();
    private final LineNumbers numbers = new LineNumbers();
    private final Runs runs;
    private final Resources resources = new Resources();
    private long newest = Long.MIN_VALUE;

    /** A fold with {@link FoldSettings#DEFAULTS}. */
    public Fold() {
        this(FoldSettings.DEFAULTS);
    }

    /** A fold with settings of its own. */
    public Fold(FoldSettings settings) {
        this.settings = settings;
        this.runs = new Runs(settings, lines);
    }

    /** Takes in a line, and says what it speaks of. */
    public Subject accept(Line line) {
        lines.accept();
        if (isRepeat(line.envelope())) {
            return Subject.REPEAT;
        }
        LogEvent event = line.event();
        long at = Fact.millis(event.timestamp());
        newest = Math.max(newest, at);
        lines.read(event.level(), line.isPlain());
        Verb verb = Verb.of(event.action());
        return verb == null ? Subject.OTHER : accept(Fact.of(verb, line, at));
    }

    private boolean isRepeat(Envelope envelope) {
        String writer = envelope.writer();
        Long seq = envelope.seq();
        if (writer == null || seq == null) {
            return false;
        }
        return switch (numbers.accept(writer, seq)) {
            case NEW -> false;
            case REPEATED -> {
                lines.repeated();
                yield true;
            }
            case TOO_OLD -> {
                lines.late();
                yield true;
            }
        };
    }

    private Subject accept(Fact fact) {
        switch (fact.verb()) {
            case RESOURCE_USAGE -> {
                resources.take(fact);
                return Subject.TICK;
            }
            case HEARTBEAT -> {
                return Subject.TICK;
            }
            case ILLEGAL_TRANSITION -> {
                lines.illegal();
                return Subject.OTHER;
            }
            default -> {
                return runs.accept(fact);
            }
        }
    }

    /** The picture at the time of the newest line. */
    public Snapshot snapshot() {
        return snapshotAt(newest == Long.MIN_VALUE ? 0 : newest);
    }

    /** The picture at another moment, usually now: what elapsed and remaining times refer to. */
    public Snapshot snapshot(Instant now) {
        return snapshotAt(Fact.millis(now));
    }

    private Snapshot snapshotAt(long now) {
        return new Snapshot(
                Instant.ofEpochMilli(now), runs.draw(now), resources.all(), lines.counts(numbers.missing()));
    }
}
