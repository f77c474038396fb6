package io.github.stepline.progress;

import io.github.stepline.Action;
import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.State;
import io.github.stepline.json.Envelope;
import io.github.stepline.json.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log in the making: each call is a line, at a clock that only {@link #pass} moves. */
final class Log {
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    static final String RUN = "20261120-120000-nightly";

    private final List<Line> lines = new ArrayList<>();
    private final String writer;
    private @Nullable String run = RUN;
    private Instant now = START;
    private long seq;

    Log() {
        this("host-1-a-0000");
    }

    Log(String writer) {
        this.writer = writer;
    }

    List<Line> lines() {
        return lines;
    }

    Instant now() {
        return now;
    }

    Log pass(double seconds) {
        now = now.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
        return this;
    }

    Log at(Instant time) {
        now = time;
        return this;
    }

    Log ofRun(@Nullable String id) {
        run = id;
        return this;
    }

    /** What a line may say besides its action and step. */
    static final class Words {
        private @Nullable String parent;
        private @Nullable State before;
        private @Nullable State after;
        private @Nullable Double ms;
        private @Nullable LogError error;
        private @Nullable String doing;
        private @Nullable Long index;
        private @Nullable Long of;
        private @Nullable Long current;
        private @Nullable Long total;
        private @Nullable String unit;
        private @Nullable Integer attempt;
        private @Nullable Integer max;
        private @Nullable String worker;
        private final Map<String, @Nullable Object> details = new LinkedHashMap<>();

        Words parent(String id) {
            parent = id;
            return this;
        }

        Words states(@Nullable State from, @Nullable State to) {
            before = from;
            after = to;
            return this;
        }

        Words ms(double duration) {
            ms = duration;
            return this;
        }

        Words error(String type, String message) {
            error = LogError.of(type, message, null, null);
            return this;
        }

        Words doing(String what) {
            doing = what;
            return this;
        }

        Words index(long i, long n) {
            index = i;
            of = n;
            return this;
        }

        Words items(long n) {
            of = n;
            return this;
        }

        Words count(@Nullable Long newCurrent, @Nullable Long newTotal, @Nullable String newUnit) {
            current = newCurrent;
            total = newTotal;
            unit = newUnit;
            return this;
        }

        Words attempt(int n, int m) {
            attempt = n;
            max = m;
            return this;
        }

        Words worker(String name) {
            worker = name;
            return this;
        }

        Words detail(String key, Object value) {
            details.put(key, value);
            return this;
        }

        private @Nullable Progress progress() {
            Progress progress = new Progress(doing, index, of, current, total, unit, attempt, max, worker);
            boolean isEmpty = progress.equals(new Progress(null, null, null, null, null, null, null, null, null));
            return isEmpty ? null : progress;
        }
    }

    static Words words() {
        return new Words();
    }

    Log run(String action) {
        return run(action, words());
    }

    Log run(String action, Words words) {
        return say(action, run, words);
    }

    Log step(String action, String id) {
        return step(action, id, words());
    }

    Log step(String action, String id, Words words) {
        return say(action, id, words);
    }

    Log started(String id) {
        return step("step_execution_started", id);
    }

    Log started(String id, Words words) {
        return step("step_execution_started", id, words);
    }

    Log succeeded(String id) {
        return step("step_execution_succeeded", id);
    }

    Log failed(String id, String type, String message) {
        return step("step_execution_failed", id, words().error(type, message));
    }

    /** A whole item: started now, done after so many seconds. */
    Log item(String id, String parent, long index, long of, double seconds) {
        started(id, words().parent(parent).index(index, of));
        pass(seconds);
        return step("step_execution_succeeded", id, words().parent(parent).ms(seconds * 1_000));
    }

    Log say(@Nullable String action, @Nullable String stepId, Words words) {
        lines.add(line(action, stepId, words, new Envelope(null, null, null, null, null, Map.of(), writer, ++seq)));
        return this;
    }

    /** A line that files do not keep and that has no number. */
    Log tick(String id, Words words) {
        lines.add(line("step_progress", id, words, Envelope.EMPTY));
        return this;
    }

    Log plain(Level level, String message) {
        LogEvent event = LogEvent.of(now, level, null, null, message, Map.of());
        lines.add(new Line(event, new Envelope(null, null, null, null, null, Map.of(), writer, ++seq)));
        return this;
    }

    Log repeat(Line line) {
        lines.add(line);
        return this;
    }

    private Line line(@Nullable String action, @Nullable String stepId, Words words, Envelope envelope) {
        Action known = Action.of(action);
        State before = words.before == null && known != null ? known.stateBefore() : words.before;
        State after = words.after == null && known != null ? known.stateAfter() : words.after;
        LogEvent event = new LogEvent(
                now,
                known == null ? Level.ERROR : known.level(),
                known == null ? Component.EXECUTION_ENGINE : known.component(),
                action,
                null,
                run,
                stepId,
                words.parent,
                null,
                before,
                after,
                words.ms,
                words.progress(),
                words.details,
                words.error);
        return new Line(event, envelope);
    }

    Fold fold() {
        return fold(FoldSettings.DEFAULTS);
    }

    Fold fold(FoldSettings settings) {
        Fold fold = new Fold(settings);
        lines.forEach(fold::accept);
        return fold;
    }

    Snapshot snapshot() {
        return fold().snapshot(now);
    }
}
