package io.github.stepline;

import io.github.stepline.redact.Redactor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One thing that happened, as a value: the record that travels from a line of code to every file and view.
 *
 * <p>Whatever is put in, the record is safe to keep and to hand to another thread: texts are bounded and
 * {@code details} is an immutable copy of plain values (see {@link #details}). Programs make events with
 * {@link Events}; the constructor serves code that turns something else into events, such as a reader or an enricher.
 *
 * @param timestamp when it was said, by the wall clock, to the millisecond
 * @param component the part that speaks, or null for a plain log line
 * @param action what happened, in snake_case ({@link Action} names the known ones), or null for a plain log line
 * @param message the words of the caller, or null when {@link #formattedMessage} makes the default ones
 * @param runId the run it belongs to
 * @param stepId the step it belongs to; of a run's own events, the run's id
 * @param parentId the step above {@code stepId}; only on the lifecycle events of a step
 * @param eventId the id that a caller gave, or that joins a request ({@code …_req}) to its response ({@code …_resp})
 * @param stateBefore the state that is left
 * @param stateAfter the state that is entered
 * @param durationMs milliseconds with fraction, by the monotonic clock; never NaN or infinite
 * @param progress how far it is
 * @param details the caller's own data: an immutable map in the caller's order whose values are null, {@code String},
 *     {@code Boolean}, {@code Number}, or a {@code List} or {@code Map} of such ({@code Safe} of such until it is
 *     redacted); empty when there is none
 * @param error what went wrong
 */
public record LogEvent(
        Instant timestamp,
        Level level,
        @Nullable Component component,
        @Nullable String action,
        @Nullable String message,
        @Nullable String runId,
        @Nullable String stepId,
        @Nullable String parentId,
        @Nullable String eventId,
        @Nullable State stateBefore,
        @Nullable State stateAfter,
        @Nullable Double durationMs,
        @Nullable Progress progress,
        Map<String, @Nullable Object> details,
        @Nullable LogError error) {

    // Written out, because class files forget the annotations on the parameters of a compact constructor.
    public LogEvent(
            Instant timestamp,
            Level level,
            @Nullable Component component,
            @Nullable String action,
            @Nullable String message,
            @Nullable String runId,
            @Nullable String stepId,
            @Nullable String parentId,
            @Nullable String eventId,
            @Nullable State stateBefore,
            @Nullable State stateAfter,
            @Nullable Double durationMs,
            @Nullable Progress progress,
            Map<String, @Nullable Object> details,
            @Nullable LogError error) {
        this.timestamp = Objects.requireNonNull(timestamp, "timestamp");
        this.level = Objects.requireNonNull(level, "level");
        this.component = component;
        this.action = Snapshot.id(action);
        this.message = Snapshot.text(message);
        this.runId = Snapshot.id(runId);
        this.stepId = Snapshot.id(stepId);
        this.parentId = Snapshot.id(parentId);
        this.eventId = Snapshot.id(eventId);
        this.stateBefore = stateBefore;
        this.stateAfter = stateAfter;
        this.durationMs = durationMs == null || !Double.isFinite(durationMs) ? null : durationMs;
        this.progress = progress;
        this.details = Snapshot.map(details);
        this.error = error;
    }

    /** An event that belongs to no step and changes no state. */
    public static LogEvent of(
            Instant timestamp,
            Level level,
            @Nullable Component component,
            @Nullable String action,
            @Nullable String message,
            Map<String, ? extends @Nullable Object> details) {
        return new LogEvent(
                timestamp,
                level,
                component,
                action,
                message,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Snapshot.map(details),
                null);
    }

    /** The message for a reader: the caller's words, or the default ones made from the fields. Never null. */
    public String formattedMessage() {
        return message != null ? message : String.valueOf(Snapshot.text(Action.defaultMessage(this)));
    }

    /** What the message is made of, for backends that group lines by it: the caller's words, or an SLF4J pattern. */
    public String messagePattern() {
        return message != null ? message : Action.pattern(this);
    }

    /** The values of {@link #messagePattern}'s anchors, or null when there are none to fill in. */
    public Object @Nullable [] messageArguments() {
        return message != null ? null : Action.arguments(this);
    }

    /** This event with one detail more; a key that is there already gets the new value in its old place. */
    public LogEvent withDetail(String key, @Nullable Object value) {
        Details.Builder more = new Details.Builder();
        details.forEach(more::put);
        more.put(key, Snapshot.of(value));
        return withDetails(more.build());
    }

    /** This event with other details. */
    public LogEvent withDetails(Map<String, ? extends @Nullable Object> newDetails) {
        return copy(message, runId, stepId, Snapshot.map(newDetails));
    }

    /** This event with another message. */
    public LogEvent withMessage(@Nullable String newMessage) {
        return copy(newMessage, runId, stepId, details);
    }

    /** This event with every text of it masked where it holds a secret; itself when none does. */
    public LogEvent redacted(Redactor redactor) {
        return new EventRedaction(redactor).redact(this);
    }

    /** This event as if the step, or the run if it is a run's own, had this id. */
    LogEvent ofStep(String newStepId) {
        boolean isRuns = stepId != null && stepId.equals(runId);
        return copy(message, isRuns ? newStepId : runId, newStepId, details);
    }

    private LogEvent copy(
            @Nullable String newMessage,
            @Nullable String newRunId,
            @Nullable String newStepId,
            Map<String, @Nullable Object> newDetails) {
        return new LogEvent(
                timestamp,
                level,
                component,
                action,
                newMessage,
                newRunId,
                newStepId,
                parentId,
                eventId,
                stateBefore,
                stateAfter,
                durationMs,
                progress,
                newDetails,
                error);
    }

    /**
     * This event as SLF4J key-value pairs for whoever does not know the record. The list holds the record, so
     * {@link #from} gets it back whole; the pairs are made when they are first asked for.
     */
    public List<KeyValuePair> keyValuePairs() {
        return new EventPairs(this);
    }

    /** The event that a list of {@link #keyValuePairs} holds, or null when the list is anything else. */
    public static @Nullable LogEvent from(@Nullable List<KeyValuePair> pairs) {
        return pairs instanceof EventPairs typed ? typed.event() : null;
    }
}
