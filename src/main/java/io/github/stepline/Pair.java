package io.github.stepline;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The first half of a pair of events, waiting for the second: where it belongs, since when, and whether it is over. */
abstract class Pair {
    private static final AtomicIntegerFieldUpdater<Pair> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(Pair.class, "ended");
    private static final String REQUEST = "_req";
    private static final String RESPONSE = "_resp";

    private final @Nullable Step step = Scope.current();
    private final String subject;
    private final long startNanos = Time.nanos();
    private @Nullable String requestId;
    private volatile int ended;

    /** @param subject the provider that was called, the command that runs */
    Pair(String subject) {
        this.subject = subject;
    }

    String subject() {
        return subject;
    }

    /** The id of the first event, or null. */
    @Nullable
    String requestId() {
        return requestId;
    }

    /** Says the first event and remembers the id it went out with. */
    void begin(EventBuilder event, @Nullable Consumer<EventBuilder> more) {
        place(event).with(more);
        requestId = event.eventId();
        event.say(Events.class);
    }

    /** Begins the second event, or a warning in place of a third one; null when nobody wants it. */
    @Nullable
    EventBuilder end(Action action, @Nullable Consumer<EventBuilder> more) {
        boolean isFirst = ENDED.compareAndSet(this, 0, 1);
        if (isFirst && !EventBuilder.isWanted(action, more)) {
            return null;
        }
        EventBuilder event = isFirst ? new EventBuilder(action) : endedTwice(action);
        return place(event).eventId(responseId()).durationMs(Time.millisSince(startNanos));
    }

    private EventBuilder endedTwice(Action action) {
        String verdict = "'" + subject + "' cannot end with " + action.wireName() + ": its end was said already.";
        return EventBuilder.illegal(subject, action.wireName(), verdict);
    }

    private EventBuilder place(EventBuilder event) {
        return step == null ? event : event.runId(step.runId()).stepId(step.id());
    }

    private @Nullable String responseId() {
        String id = requestId;
        if (id == null) {
            return null;
        }
        return id.endsWith(REQUEST) ? id.substring(0, id.length() - REQUEST.length()) + RESPONSE : id;
    }
}
