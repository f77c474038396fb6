package io.github.stepline.logback;

import io.github.stepline.Action;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The fields of an event at the end of its line, as {@code key=value}. Not thread-safe. */
final class TextFields {
    private static final int LONG_TEXT = 60;
    private static final String RUN_STARTED = Action.RUN_STARTED.wireName();

    private final TextLine line;
    private final BiConsumer<String, @Nullable Object> details = this::detail;
    private int start;
    private String message = "";

    TextFields(TextLine line) {
        this.line = line;
    }

    /** Writes the fields of an event, but for long texts that the message of the line has said. */
    void append(LogEvent event, String messageOfLine) {
        start = line.size();
        message = messageOfLine;
        field("duration_ms", event.durationMs());
        field("event_id", event.eventId());
        if (RUN_STARTED.equals(event.action())) {
            field("run_id", event.runId());
        }
        Progress progress = event.progress();
        if (progress != null) {
            append(progress);
        }
        event.details().forEach(details);
        message = "";
    }

    private void detail(String key, @Nullable Object value) {
        if (!isSaid(value)) {
            field(key, value == null ? "null" : value);
        }
    }

    private boolean isSaid(@Nullable Object value) {
        return value instanceof String text && text.length() >= LONG_TEXT && message.contains(text);
    }

    private void append(Progress progress) {
        field("doing", progress.name());
        field("index", progress.index());
        field("of", progress.of());
        field("current", progress.current());
        field("total", progress.total());
        field("unit", progress.unit());
        field("attempt", progress.attempt());
        field("max_attempts", progress.maxAttempts());
        field("worker", progress.worker());
    }

    /** Before the first one the gap is wider. */
    private void field(String key, @Nullable Object value) {
        if (value != null) {
            if (line.size() == start) {
                line.raw(' ');
            }
            line.key(key);
            value(value);
        }
    }

    /** Texts with a space, a quote or nothing in them stand in quotes; lists and maps as in JSON, but without quotes. */
    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            line.word(text);
        } else if (value instanceof Number number) {
            line.number(number);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else {
            line.word(String.valueOf(value));
        }
    }

    private void list(List<?> list) {
        String separator = "[";
        for (Object element : list) {
            line.raw(separator);
            value(element);
            separator = ", ";
        }
        line.raw(list.isEmpty() ? "[]" : "]");
    }

    private void map(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            line.raw(separator).word(String.valueOf(entry.getKey())).raw(": ");
            value(entry.getValue());
            separator = ", ";
        }
        line.raw(map.isEmpty() ? "{}" : "}");
    }
}
