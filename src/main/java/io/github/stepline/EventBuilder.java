package io.github.stepline;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be added to an event beyond the arguments of its method. One is handed to the last argument of
 * each method of {@link Events}, {@link Step} and the pair handles:
 *
 * <pre>{@code Events.stepStarted("extract", e -> e.description("Read all invoices.").total(500).unit("files"));}</pre>
 *
 * <p>Nothing here throws for a bad value, and nothing is kept of what it is given: values are copied before the method
 * that handed it out returns, and not looked at when nobody listens. A second call of the same method replaces the
 * first, and so does a second detail of the same key. Not for use after that method has returned.
 */
public final class EventBuilder {
    /** In place of a key: the value is a map whose entries are meant. */
    private static final Object ENTRIES = new Object();

    /** Room for the keys and values of three. */
    private static final int USUAL_DETAILS = 6;

    private final Component component;
    private final String action;
    private Level level;
    private @Nullable String message;
    private @Nullable String runId;
    private @Nullable String stepId;
    private @Nullable String parentId;
    private @Nullable String eventId;
    private @Nullable State stateBefore;
    private @Nullable State stateAfter;
    private @Nullable Double durationMs;
    private Progress progress = Progress.NONE;
    private @Nullable LogError error;
    private @Nullable String verdict;
    private @Nullable String spokenName;
    private @Nullable Object @Nullable [] details;
    private int detailsUsed;

    EventBuilder(Component component, String action, Level level) {
        this.component = component;
        this.action = action;
        this.level = level;
    }

    /** An event of the vocabulary. */
    EventBuilder(Action action) {
        this(action.component(), action.wireName(), action.level());
        this.stateBefore = action.stateBefore();
        this.stateAfter = action.stateAfter();
    }

    /** The level, in place of the action's own. */
    public EventBuilder level(Level newLevel) {
        level = newLevel == null ? level : newLevel;
        return this;
    }

    /** The message, in place of the one made from the fields; taken as it is, braces and all. */
    public EventBuilder message(@Nullable String newMessage) {
        message = newMessage;
        return this;
    }

    /** The run, in place of the current one; a {@link Step} keeps its own. */
    public EventBuilder runId(@Nullable String newRunId) {
        runId = newRunId;
        return this;
    }

    /** The step, in place of the current one; where a step starts, its id in place of its name, which it keeps. */
    public EventBuilder stepId(@Nullable String newStepId) {
        stepId = newStepId;
        return this;
    }

    /** The step above, in place of the current one; where a step starts, it keeps it. */
    public EventBuilder parentId(@Nullable String newParentId) {
        parentId = newParentId;
        return this;
    }

    /** An id for this event; a request's ends in {@code _req}, its response then gets the same with {@code _resp}. */
    public EventBuilder eventId(@Nullable String newEventId) {
        eventId = newEventId;
        return this;
    }

    /** The states, in place of the action's own. */
    public EventBuilder states(@Nullable State before, @Nullable State after) {
        stateBefore = before;
        stateAfter = after;
        return this;
    }

    /** Milliseconds with fraction, in place of the measured ones; NaN and the infinities count as not given. */
    public EventBuilder durationMs(double milliseconds) {
        durationMs = milliseconds;
        return this;
    }

    /** What went wrong. */
    public EventBuilder error(@Nullable Throwable throwable) {
        error = throwable == null ? null : LogError.of(throwable);
        return this;
    }

    /** One detail: any value; see {@link LogEvent#details} for what becomes of it. */
    public EventBuilder detail(String key, @Nullable Object value) {
        return keep(String.valueOf(key), value);
    }

    /** Every entry of a map as a detail; keys become texts. */
    public EventBuilder details(@Nullable Map<?, ?> map) {
        return map == null ? this : keep(ENTRIES, map);
    }

    private EventBuilder keep(Object key, @Nullable Object value) {
        @Nullable Object[] pairs = details;
        if (pairs == null) {
            pairs = new Object[key == ENTRIES ? 2 : USUAL_DETAILS];
            details = pairs;
        } else if (pairs.length == detailsUsed) {
            pairs = Arrays.copyOf(pairs, 2 * detailsUsed);
            details = pairs;
        }
        pairs[detailsUsed++] = key;
        pairs[detailsUsed++] = value;
        return this;
    }

    /** The kind of step, for views to group by: {@code "code_generation"}. */
    public EventBuilder stepType(String type) {
        return detail("step_type", type);
    }

    /** What a person shall read in place of the step's id. */
    public EventBuilder description(String text) {
        return detail("description", text);
    }

    /** Who asked for it. */
    public EventBuilder by(String who) {
        return detail("by", who);
    }

    /** Why. */
    public EventBuilder reason(@Nullable String why) {
        return why == null ? this : detail("reason", why);
    }

    /** The keys of the steps that this one will have, in order, so that views know what is still missing. */
    public EventBuilder children(String... keys) {
        return detail("children", keys);
    }

    /** How many items a run knows of at its start; a phase says {@link #total}. */
    public EventBuilder items(long count) {
        progress = progress.withIndex(null, count);
        return this;
    }

    /** The place among the siblings, from 1, and how many they are. */
    public EventBuilder index(long index, long of) {
        progress = progress.withIndex(index, of);
        return this;
    }

    /** The place among the siblings, from 1, where nobody knows how many they are. */
    public EventBuilder index(long index) {
        progress = progress.withIndex(index, progress.of());
        return this;
    }

    /** How much is to be done, in {@link #unit}. */
    public EventBuilder total(long total) {
        progress = progress.withCounts(progress.current(), total, progress.unit());
        return this;
    }

    /** How much is done, in {@link #unit}. */
    public EventBuilder current(long current) {
        progress = progress.withCounts(current, progress.total(), progress.unit());
        return this;
    }

    /** What is counted: {@code "bytes"}. */
    public EventBuilder unit(String unit) {
        progress = progress.withCounts(progress.current(), progress.total(), unit);
        return this;
    }

    /** What is done now: {@code "downloading"}. */
    public EventBuilder doing(String name) {
        progress = progress.withName(name);
        return this;
    }

    /** Which attempt this is, from 1, of how many. */
    public EventBuilder attempt(int attempt, int of) {
        progress = progress.withAttempt(attempt, of);
        return this;
    }

    EventBuilder retry(int retry, int of, Duration delay, @Nullable Throwable thrown) {
        return attempt(retry, of)
                .detail("delay_ms", delay == null ? null : millisOf(delay))
                .error(thrown);
    }

    static long millisOf(Duration delay) {
        try {
            return delay.toMillis();
        } catch (ArithmeticException beyondAllClocks) {
            return delay.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Who does it: {@code "worker-3"}. */
    public EventBuilder worker(String name) {
        progress = progress.withWorker(name);
        return this;
    }

    Component component() {
        return component;
    }

    Level level() {
        return level;
    }

    @Nullable
    String parentId() {
        return parentId;
    }

    @Nullable
    String stepId() {
        return stepId;
    }

    @Nullable
    String eventId() {
        return eventId;
    }

    Progress progress() {
        return progress;
    }

    /** What the default message calls the step, in place of its id. */
    EventBuilder spokenAs(String name) {
        spokenName = name;
        return this;
    }

    /**
     * The warning in place of an event that must not happen. Whatever the caller still puts in is carried along, but
     * can't change what is said of it.
     */
    static EventBuilder illegal(String entity, String attempted, String verdict) {
        EventBuilder event = new EventBuilder(Action.ILLEGAL_TRANSITION);
        event.verdict = verdict;
        return event.detail("entity", entity).detail("attempted", attempted);
    }

    /** Whether an event of this action can be heard at all, or its caller may yet choose a level that is. */
    static boolean isWanted(Action action, @Nullable Consumer<EventBuilder> more) {
        return isWanted(action.component(), action.level(), more);
    }

    /** Whether an event that begins with this level can be heard at all. A journal hears every level. */
    static boolean isWanted(Component component, Level level, @Nullable Consumer<EventBuilder> more) {
        return more != null || Route.isEnabled(component, level) || Journals.isAny();
    }

    /** Adds what the caller still has to say, then says it. */
    void say(@Nullable Consumer<EventBuilder> more, Class<?> boundary) {
        with(more).say(boundary);
    }

    /** Lets the caller's code add to the event; when it throws, the event goes on and says so. */
    EventBuilder with(@Nullable Consumer<EventBuilder> more) {
        if (more != null) {
            try {
                more.accept(this);
            } catch (Throwable thrown) {
                detail(
                        "incomplete",
                        "[the code that fills this event threw "
                                + thrown.getClass().getName() + "]");
            }
        }
        return this;
    }

    /** Says the event if somebody listens at the level that it has now. */
    void say(Class<?> boundary) {
        if (verdict != null) {
            level = Action.ILLEGAL_TRANSITION.level();
            (message == null ? this : detail("message", message)).message(verdict);
        }
        if (Route.isEnabled(component, level)) {
            Route.say(build(), boundary);
        } else if (Journals.has(runId)) {
            Journals.say(build());
        }
    }

    private Map<String, @Nullable Object> copyDetails() {
        return details == null ? Details.EMPTY : Snapshot.details(details, detailsUsed, ENTRIES);
    }

    LogEvent build() {
        LogEvent event = new LogEvent(
                Time.now(),
                level,
                component,
                action,
                message,
                runId,
                stepId,
                parentId,
                eventId,
                stateBefore,
                stateAfter,
                durationMs,
                progress.isEmpty() ? null : progress,
                copyDetails(),
                error);
        return spokenName == null || message != null
                ? event
                : event.withMessage(event.ofStep(spokenName).formattedMessage());
    }
}
