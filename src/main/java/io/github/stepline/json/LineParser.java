package io.github.stepline.json;

import io.github.stepline.Component;
import io.github.stepline.Details;
import io.github.stepline.Level;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Collects the fields of one line. Each line has a parser of its own; what they share is {@link Known}. */
final class LineParser {
    /** What one line leaves for the next: the last second and the components seen so far. */
    static final class Known {
        private static final int MAX_COMPONENTS = 256;

        private final InstantReader instants = new InstantReader();
        private final Map<String, Component> components = new HashMap<>();

        private Component component(String name) {
            Component known = components.get(name);
            if (known != null) {
                return known;
            }
            Component made = Component.of(name);
            if (components.size() < MAX_COMPONENTS) {
                components.put(name, made);
            }
            return made;
        }
    }

    private static final Map<String, Level> LEVELS = byText(Level.values());
    private static final Map<String, State> STATES = byText(State.values());
    private static final Details NO_DETAILS = Details.ofPlain(List.of());

    private final Known known;

    private @Nullable Instant timestamp;
    private @Nullable Level level;
    private @Nullable Component component;
    private @Nullable String action;
    private @Nullable String message;
    private @Nullable String runId;
    private @Nullable String stepId;
    private @Nullable String parentId;
    private @Nullable String eventId;
    private @Nullable State stateBefore;
    private @Nullable State stateAfter;
    private @Nullable Double durationMs;
    private @Nullable Progress progress;
    private Details details = NO_DETAILS;
    private @Nullable LogError error;
    private @Nullable String traceId;
    private @Nullable String spanId;
    private @Nullable String logger;
    private @Nullable String thread;
    private @Nullable Caller caller;
    private Map<String, String> mdc = Map.of();
    private @Nullable String writer;
    private @Nullable Long seq;

    LineParser(Known known) {
        this.known = known;
    }

    Line parse(JsonParser json) throws BadLineException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new BadLineException("not a JSON object");
        }
        Token token = new Token(json);
        token.members((name, value) -> words(name, value) || data(name, value) || route(name, value));
        if (json.nextToken() != null) {
            throw new BadLineException("more than one JSON object");
        }
        return line(token);
    }

    private boolean words(Name name, Token token) throws BadLineException {
        switch (name) {
            case TIMESTAMP -> timestamp = timestamp(token);
            case LEVEL -> level = oneOf(LEVELS, name, token);
            case COMPONENT -> component = component(token);
            case ACTION -> action = token.text(name);
            case MESSAGE -> message = token.text(name);
            case RUN_ID -> runId = token.text(name);
            case STEP_ID -> stepId = token.text(name);
            case PARENT_ID -> parentId = token.text(name);
            case EVENT_ID -> eventId = token.text(name);
            case STATE_BEFORE -> stateBefore = oneOf(STATES, name, token);
            case STATE_AFTER -> stateAfter = oneOf(STATES, name, token);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean data(Name name, Token token) throws BadLineException {
        switch (name) {
            case DURATION_MS -> durationMs = token.decimal(name);
            case PROGRESS -> progress = ProgressParser.parse(token);
            case DETAILS -> details = token.details(name);
            case ERROR -> error = ErrorParser.parse(token);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean route(Name name, Token token) throws BadLineException {
        switch (name) {
            case TRACE_ID -> traceId = token.text(name);
            case SPAN_ID -> spanId = token.text(name);
            case LOGGER -> logger = token.text(name);
            case THREAD -> thread = token.text(name);
            case CALLER -> caller = CallerParser.parse(token);
            case MDC -> mdc = token.texts(name);
            case WRITER -> writer = token.text(name);
            case SEQ -> seq = token.whole(name);
            case V -> token.whole(name);
            default -> {
                return false;
            }
        }
        return true;
    }

    private @Nullable Instant timestamp(Token token) throws BadLineException {
        String text = token.text(Name.TIMESTAMP);
        return text == null ? null : known.instants.read(text);
    }

    private @Nullable Component component(Token token) throws BadLineException {
        String text = token.text(Name.COMPONENT);
        return text == null ? null : known.component(text);
    }

    private static <T> @Nullable T oneOf(Map<String, T> values, Name field, Token token) throws BadLineException {
        String text = token.text(field);
        T value = text == null ? null : values.get(text);
        if (text != null && value == null) {
            throw token.isNot("one of " + String.join(", ", values.keySet()), field);
        }
        return value;
    }

    private Line line(Token token) throws BadLineException {
        LogEvent event = new LogEvent(
                token.given(timestamp, Name.TIMESTAMP),
                token.given(level, Name.LEVEL),
                component,
                action,
                token.given(message, Name.MESSAGE),
                runId,
                stepId,
                parentId,
                eventId,
                stateBefore,
                stateAfter,
                durationMs,
                progress,
                details,
                error);
        return new Line(event, new Envelope(traceId, spanId, logger, thread, caller, mdc, writer, seq));
    }

    private static <T> Map<String, T> byText(T[] values) {
        Map<String, T> byText = new LinkedHashMap<>();
        for (T value : values) {
            byText.put(value.toString(), value);
        }
        return byText;
    }
}
