package io.github.stepline.json;

import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines of JSON into a buffer of its own, from where they go to a stream or an array.
 *
 * <p>Each line is one object in UTF-8 with the fields of {@code log-event.schema.json} in their order, absent when null,
 * and a line feed. No field and no key comes twice.
 *
 * <p>An event is never lost and never harms its neighbours: when one cannot be written, for whatever reason, or would be
 * longer than 16 MiB, a line of the same time, level, logger, thread and number that says so takes its place.
 *
 * <p>Not thread-safe. The buffer grows as needed; {@link #clear} gives back one of more than 64 KiB.
 */
public final class LineWriter {
    private static final long NO_SEQ = Long.MIN_VALUE;
    private static final String START = "{\"" + Name.TIMESTAMP + "\":\"";
    private static final byte[] END =
            (",\"" + Name.V + "\":" + Envelope.VERSION + "}\n").getBytes(StandardCharsets.US_ASCII);

    private final JsonBytes out = new JsonBytes();
    private final ValueWriter values = new ValueWriter(out);
    private final TimestampText timestamps = new TimestampText(START);
    private final Fragments fragments = new Fragments(out);

    /** Appends one line. */
    public void append(LogEvent event, Envelope envelope) {
        append(event, envelope, envelope.seq() == null ? NO_SEQ : envelope.seq());
    }

    /**
     * Appends one line with a number in place of the envelope's. An envelope that serves for many lines is written faster
     * than a new one for each.
     */
    public void append(LogEvent event, Envelope envelope, long seq) {
        int start = out.size();
        try {
            line(event, envelope, seq);
            checkLength(start);
        } catch (Throwable unwritable) {
            out.cutTo(start);
            line(instead(event, unwritable), instead(envelope), seq);
        }
    }

    /** How many bytes were appended since the last {@link #clear}. */
    public int size() {
        return out.size();
    }

    /** Writes what was appended since the last {@link #clear}; it stays in the buffer. */
    public void writeTo(OutputStream stream) throws IOException {
        out.writeTo(stream);
    }

    /** A copy of what was appended since the last {@link #clear}. */
    public byte[] toByteArray() {
        return out.toByteArray();
    }

    /** Empties the buffer. */
    public void clear() {
        out.clear();
    }

    private void checkLength(int start) {
        if (out.size() - start - 1 > Bounds.MAX_LINE_BYTES) {
            throw new IllegalStateException("line: longer than " + Bounds.MAX_LINE_BYTES + " bytes");
        }
    }

    private static LogEvent instead(LogEvent event, Throwable unwritable) {
        String message = "[event could not be written: " + unwritable.getClass().getName() + "]";
        return LogEvent.of(event.timestamp(), event.level(), null, null, message, Map.of());
    }

    private static Envelope instead(Envelope envelope) {
        return new Envelope(
                null, null, envelope.logger(), envelope.thread(), null, Map.of(), envelope.writer(), envelope.seq());
    }

    private void line(LogEvent event, Envelope envelope, long seq) {
        words(event);
        data(event);
        if (seq == NO_SEQ) {
            route(envelope, null);
        } else {
            route(envelope, Name.SEQ);
            out.number(seq);
        }
        out.raw(END);
    }

    private void words(LogEvent event) {
        out.raw(timestamps.of(event.timestamp()));
        head(event.level(), event.component(), event.action());
        text(Name.MESSAGE, event.formattedMessage());
        String run = event.runId();
        if (run != null) {
            place(run, event.stepId(), event.parentId());
        } else {
            text(Name.STEP_ID, event.stepId());
            text(Name.PARENT_ID, event.parentId());
        }
        text(Name.EVENT_ID, event.eventId());
    }

    /** Most events of a step have the three in common. */
    private void place(String run, @Nullable String step, @Nullable String parent) {
        int hash = 31 * run.hashCode() + (step == null ? 0 : step.hashCode());
        hash = 31 * hash + (parent == null ? 0 : parent.hashCode());
        if (fragments.write(hash, run, step, parent)) {
            return;
        }
        int start = out.size();
        text(Name.RUN_ID, run);
        text(Name.STEP_ID, step);
        text(Name.PARENT_ID, parent);
        fragments.encoded(hash, run, step, parent, start);
    }

    /** From the end of the timestamp on. */
    private void head(Level level, @Nullable Component component, @Nullable String action) {
        int hash = 31 * level.ordinal() + (component == null ? 0 : component.hashCode());
        hash = 31 * hash + (action == null ? 0 : action.hashCode());
        if (fragments.write(hash, level, component, action)) {
            return;
        }
        int start = out.size();
        out.raw('"');
        text(Name.LEVEL, level.name());
        text(Name.COMPONENT, component == null ? null : component.name());
        text(Name.ACTION, action);
        fragments.encoded(hash, level, component, action, start);
    }

    private void data(LogEvent event) {
        Double duration = event.durationMs();
        if (duration == null) {
            states(event.stateBefore(), event.stateAfter(), null);
        } else {
            states(event.stateBefore(), event.stateAfter(), Name.DURATION_MS);
            Decimals.duration(duration, out);
        }
        if (event.progress() != null) {
            progress(event.progress());
        }
        map(Name.DETAILS, event.details());
        if (event.error() != null) {
            error(event.error());
        }
    }

    /** The states, and the key of the number that follows them. */
    private void states(@Nullable State before, @Nullable State after, @Nullable Name following) {
        int hash = 31 * (before == null ? -1 : before.ordinal()) + (after == null ? -1 : after.ordinal());
        hash = 2 * hash + (following == null ? 0 : 1);
        Object kind = following == null ? State.class : following;
        if (fragments.write(hash, kind, before, after)) {
            return;
        }
        int start = out.size();
        text(Name.STATE_BEFORE, before == null ? null : before.toString());
        text(Name.STATE_AFTER, after == null ? null : after.toString());
        key(following);
        fragments.encoded(hash, kind, before, after, start);
    }

    private void progress(Progress progress) {
        out.key(Name.PROGRESS);
        out.raw('{');
        text(Name.NAME, progress.name());
        number(Name.INDEX, progress.index());
        number(Name.OF, progress.of());
        number(Name.CURRENT, progress.current());
        number(Name.TOTAL, progress.total());
        text(Name.UNIT, progress.unit());
        number(Name.ATTEMPT, progress.attempt());
        number(Name.MAX_ATTEMPTS, progress.maxAttempts());
        text(Name.WORKER, progress.worker());
        out.raw('}');
    }

    private void error(LogError error) {
        out.key(Name.ERROR);
        out.raw('{');
        text(Name.TYPE, error.type());
        text(Name.MESSAGE, error.message());
        text(Name.STACK_TRACE, error.stackTrace());
        text(Name.HASH, error.hash());
        out.raw('}');
    }

    /** The envelope, and the key of the number that follows it. */
    private void route(Envelope envelope, @Nullable Name following) {
        int hash = System.identityHashCode(envelope);
        if (fragments.write(hash, envelope, following, null)) {
            return;
        }
        int start = out.size();
        allOf(envelope);
        key(following);
        fragments.encoded(hash, envelope, following, null, start);
    }

    private void key(@Nullable Name name) {
        if (name != null) {
            out.key(name);
        }
    }

    private void allOf(Envelope envelope) {
        text(Name.TRACE_ID, envelope.traceId());
        text(Name.SPAN_ID, envelope.spanId());
        text(Name.LOGGER, envelope.logger());
        text(Name.THREAD, envelope.thread());
        if (envelope.caller() != null) {
            caller(envelope.caller());
        }
        map(Name.MDC, envelope.mdc());
        text(Name.WRITER, envelope.writer());
    }

    private void caller(Caller caller) {
        out.key(Name.CALLER);
        out.raw('{');
        text(Name.CLASS, caller.className());
        text(Name.METHOD, caller.method());
        out.key(Name.LINE);
        out.number(caller.line());
        out.raw('}');
    }

    /** A field with a text, or nothing for null. */
    private void text(Name name, @Nullable String value) {
        if (value != null) {
            out.field(name, value);
        }
    }

    private void number(Name name, @Nullable Number value) {
        if (value != null) {
            out.key(name);
            out.number(value.longValue());
        }
    }

    private void map(Name name, Map<String, ? extends @Nullable Object> map) {
        if (!map.isEmpty()) {
            out.key(name);
            values.map(map);
        }
    }
}
