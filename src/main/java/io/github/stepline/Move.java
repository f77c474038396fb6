package io.github.stepline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A state that a step has reached, when, and the one before it: the newest end of a history. */
record Move(
        State state, long atMillis, int length, @Nullable Move previous) {
    /** How every step begins. It is shared, so it has no time. */
    static final Move STARTED = new Move(State.RUNNING, 0, 1, null);

    private static final int MAX_LENGTH = 16;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    /** The next move; a long history forgets its beginning. */
    Move then(State next) {
        Move kept = length < MAX_LENGTH ? this : new Move(state, atMillis, 1, null);
        return new Move(next, Time.millis(), kept.length + 1, kept);
    }

    /** {@code "started, paused 12:01:00, cancelled 12:03:10"}, in UTC. */
    String history() {
        String word = atMillis == 0
                ? "started"
                : state.toString().toLowerCase(Locale.ROOT) + " " + TIME.format(Instant.ofEpochMilli(atMillis));
        return previous == null ? word : previous.history() + ", " + word;
    }
}
