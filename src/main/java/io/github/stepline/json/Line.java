package io.github.stepline.json;

import io.github.stepline.LogEvent;
import java.util.Objects;

/**
 * One line of a log: the event and its envelope. Immutable.
 *
 * @param event what happened
 * @param envelope what the route added
 */
public record Line(LogEvent event, Envelope envelope) {

    public Line {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(envelope, "envelope");
    }

    /** Whether this is a plain log line, from a program that does not know events: no component and no action. */
    public boolean isPlain() {
        return event.component() == null && event.action() == null;
    }
}
