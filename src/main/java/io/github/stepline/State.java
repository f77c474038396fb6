package io.github.stepline;

/**
 * Where a step stands in its life. {@link #canBecome} is the whole table of legal transitions.
 *
 * <pre>
 * Pending → Running | Skipped | Cancelled
 * Running → Paused | Completed | Failed | Cancelled | Pending (a retry is scheduled)
 * Paused  → Running | Cancelled
 * Failed  → Pending (a retry is requested)
 * </pre>
 */
public enum State {
    /** Known, not started; or waiting for its next attempt. */
    PENDING("Pending"),
    RUNNING("Running"),
    PAUSED("Paused"),
    COMPLETED("Completed"),
    FAILED("Failed"),
    CANCELLED("Cancelled"),
    /** Not run because its result was there already; dashboards call it <em>existing</em>. */
    SKIPPED("Skipped");

    private final String text;

    State(String text) {
        this.text = text;
    }

    /** Whether the lifecycle allows the move from this state to {@code next}; no state may become itself. */
    public boolean canBecome(State next) {
        return switch (this) {
            case PENDING -> next == RUNNING || next == SKIPPED || next == CANCELLED;
            case RUNNING ->
                next == PAUSED || next == COMPLETED || next == FAILED || next == CANCELLED || next == PENDING;
            case PAUSED -> next == RUNNING || next == CANCELLED;
            case FAILED -> next == PENDING;
            case COMPLETED, CANCELLED, SKIPPED -> false;
        };
    }

    /** Whether a step in this state is over; a failed one may still be retried on request. */
    public boolean isEnd() {
        return this == COMPLETED || this == FAILED || this == CANCELLED || this == SKIPPED;
    }

    /** The word as it stands in a line: {@code "Running"}. */
    @Override
    public String toString() {
        return text;
    }
}
