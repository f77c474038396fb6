package io.github.stepline.terminal;

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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A console on a terminal in memory, at a clock that only the test moves, without a thread; and words to say events. */
final class Stage {
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    static final String RUN = "20261120-120000-modernize-codebase";

    final Emulator terminal;
    private final LiveConsole console;
    private Instant now = START;

    Stage(int columns, int rows) {
        this(columns, rows, Palette.NONE, Options.DEFAULTS);
    }

    Stage(int columns, int rows, Palette palette, Options options) {
        terminal = new Emulator(columns, rows);
        RichView view = new RichView(terminal, new Theme(palette, Glyphs.UNICODE, options), true);
        console = new LiveConsole(
                view,
                ConsoleFactory.fold(options),
                () -> now,
                () -> Duration.between(START, now).toNanos(),
                thrown -> {
                    throw new AssertionError(thrown);
                });
    }

    LiveConsole console() {
        return console;
    }

    Stage pass(double seconds) {
        now = now.plusMillis(Math.round(seconds * 1_000));
        return this;
    }

    /** Shows what has come in, after the time that a picture stays good. */
    Stage frame() {
        pass(0.5);
        console.showNow();
        return this;
    }

    Stage log(String text) {
        console.print(text);
        return this;
    }

    /** An event of a step; the run itself when {@code step} is null. It scrolls when it is one that does. */
    Stage say(Action action, @Nullable String step, @Nullable Progress progress, Object... details) {
        return say(action, step, progress, null, details);
    }

    Stage fail(String step, Progress progress, String error) {
        return say(Action.STEP_EXECUTION_FAILED, step, progress, LogError.of("java.io.IOException", error, null, null));
    }

    private Stage say(
            Action action,
            @Nullable String step,
            @Nullable Progress progress,
            @Nullable LogError error,
            Object... details) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < details.length; i += 2) {
            map.put(String.valueOf(details[i]), details[i + 1]);
        }
        String id = step == null ? RUN : step;
        int slash = id.lastIndexOf('/');
        String parent = step == null ? null : slash < 0 ? RUN : id.substring(0, slash);
        LogEvent event = new LogEvent(
                now,
                Level.INFO,
                Component.EXECUTION_ENGINE,
                action.wireName(),
                null,
                RUN,
                id,
                parent,
                null,
                null,
                state(action),
                null,
                progress,
                map,
                error);
        console.accept(new Line(event, Envelope.EMPTY), subject -> switch (subject) {
            case RUN, PHASE -> new LogLine("12:00:00.000 INFO  " + event.formattedMessage(), Level.INFO);
            case ITEM ->
                error == null ? null : new LogLine("12:00:00.000 ERROR " + event.formattedMessage(), Level.ERROR);
            case PART, TICK, REPEAT, OTHER -> null;
        });
        return this;
    }

    private static @Nullable State state(Action action) {
        return switch (action) {
            case RUN_STARTED, STEP_EXECUTION_STARTED, RUN_RESUMED -> State.RUNNING;
            case RUN_PAUSED -> State.PAUSED;
            case RUN_COMPLETED, STEP_EXECUTION_SUCCEEDED -> State.COMPLETED;
            case RUN_FAILED, STEP_EXECUTION_FAILED -> State.FAILED;
            case RUN_CANCELLED, STEP_EXECUTION_CANCELLED -> State.CANCELLED;
            case STEP_EXECUTION_SKIPPED -> State.SKIPPED;
            case STEP_RETRY_SCHEDULED -> State.PENDING;
            default -> null;
        };
    }

    static Progress at(long index, long of, String worker) {
        return new Progress(null, index, of, null, null, null, null, null, worker);
    }

    static Progress items(long of) {
        return new Progress(null, null, of, null, null, null, null, null, null);
    }

    static Progress amount(long current, long total, String unit) {
        return new Progress(null, null, null, current, total, unit, null, null, null);
    }
}
