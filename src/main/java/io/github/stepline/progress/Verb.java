package io.github.stepline.progress;

import io.github.stepline.State;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The actions that a fold understands, and the state that each leads to unless the line names another. The name of a
 * constant in lower case is the word of the line. Requests of a user are none of these: what was asked for is not what
 * happened.
 */
enum Verb {
    RUN_STARTED(State.RUNNING),
    RUN_PAUSED(State.PAUSED),
    RUN_RESUMED(State.RUNNING),
    RUN_COMPLETED(State.COMPLETED),
    RUN_FAILED(State.FAILED),
    RUN_CANCELLED(State.CANCELLED),

    STEP_EXECUTION_STARTED(State.RUNNING),
    STEP_EXECUTION_PAUSED(State.PAUSED),
    STEP_EXECUTION_RESUMED(State.RUNNING),
    STEP_EXECUTION_SUCCEEDED(State.COMPLETED),
    STEP_EXECUTION_FAILED(State.FAILED),
    STEP_EXECUTION_CANCELLED(State.CANCELLED),
    STEP_EXECUTION_SKIPPED(State.SKIPPED),
    STEP_RETRY_SCHEDULED(State.PENDING),
    STEP_TIMED_OUT(State.FAILED),
    STEP_ABANDONED(State.FAILED),
    STEP_DEAD_LETTERED(State.FAILED),

    STEP_PROGRESS(null),
    RESOURCE_USAGE(null),
    HEARTBEAT(null),
    STALL_DETECTED(null),
    STALL_CLEARED(null),
    ILLEGAL_TRANSITION(null);

    private static final Map<String, Verb> BY_WORD = new HashMap<>();

    static {
        for (Verb verb : values()) {
            BY_WORD.put(verb.name().toLowerCase(Locale.ROOT), verb);
        }
    }

    private final @Nullable State target;

    Verb(@Nullable State target) {
        this.target = target;
    }

    /** The verb of a line's action, or null when the fold has nothing to do with it. */
    static @Nullable Verb of(@Nullable String action) {
        return action == null ? null : BY_WORD.get(action);
    }

    /** The state that it leads to, or null when it is no move. */
    @Nullable
    State target() {
        return target;
    }

    boolean isRuns() {
        return ordinal() <= RUN_CANCELLED.ordinal();
    }

    /** Whether it may say again that a failed step has failed, to add how. */
    boolean addsToFailure() {
        return this == STEP_TIMED_OUT || this == STEP_ABANDONED || this == STEP_DEAD_LETTERED;
    }
}
