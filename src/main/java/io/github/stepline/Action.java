package io.github.stepline;

import static io.github.stepline.DefaultMessage.plain;
import static io.github.stepline.DefaultMessage.with;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The known actions with their defaults: component, level, states and message. An event may carry any other action as
 * well; this is the vocabulary that views understand.
 *
 * <p>The name of a constant in lower case is the word of the line: {@code STEP_PROGRESS} is {@code step_progress}.
 */
public enum Action {
    RUN_STARTED(Component.RUNNER, Level.INFO, State.PENDING, State.RUNNING, with("Run '{}' started.", Fields::run)),
    RUN_PAUSED(Component.RUNNER, Level.INFO, State.RUNNING, State.PAUSED, with("Run '{}' paused.", Fields::run)),
    RUN_RESUMED(Component.RUNNER, Level.INFO, State.PAUSED, State.RUNNING, with("Run '{}' resumed.", Fields::run)),
    RUN_COMPLETED(
            Component.RUNNER,
            Level.INFO,
            State.RUNNING,
            State.COMPLETED,
            with("Run '{}' completed{}.", Fields::run, Fields::counts)),
    RUN_FAILED(
            Component.RUNNER,
            Level.ERROR,
            State.RUNNING,
            State.FAILED,
            with("Run '{}' failed{}.", Fields::run, Fields::reason)),
    RUN_CANCELLED(
            Component.RUNNER,
            Level.WARN,
            State.RUNNING,
            State.CANCELLED,
            with("Run '{}' cancelled{}.", Fields::run, Fields::reason)),
    PREFLIGHT_STARTED(Component.RUNNER, Level.INFO, null, null, plain("--- Pre-flight Validation ---")),
    PREFLIGHT_PASSED(
            Component.RUNNER, Level.INFO, null, null, with("✓ Pre-flight PASSED. Sample: {}", Fields.text("preview"))),
    PREFLIGHT_FAILED(Component.RUNNER, Level.ERROR, null, null, with("✗ Pre-flight FAILED{}", Fields::reason)),
    STALL_DETECTED(Component.RUNNER, Level.WARN, null, null, with("Nothing completed for {}.", Fields.time("idle_ms"))),
    STALL_CLEARED(
            Component.RUNNER,
            Level.INFO,
            null,
            null,
            with("It goes on: nothing had completed for {}.", Fields.time("idle_ms"))),
    RESOURCE_USAGE(Component.RUNNER, Level.DEBUG, null, null, with("The process uses {}.", Fields::usage)),

    STEP_EXECUTION_STARTED(
            Component.EXECUTION_ENGINE,
            Level.INFO,
            State.PENDING,
            State.RUNNING,
            with("Starting execution of step '{}'.", Fields::step)),
    STEP_EXECUTION_SUCCEEDED(
            Component.EXECUTION_ENGINE,
            Level.INFO,
            State.RUNNING,
            State.COMPLETED,
            with("Step '{}' completed successfully.", Fields::step)),
    STEP_EXECUTION_FAILED(
            Component.EXECUTION_ENGINE,
            Level.ERROR,
            State.RUNNING,
            State.FAILED,
            with("Step '{}' failed{}.", Fields::step, Fields::reason)),
    STEP_EXECUTION_PAUSED(
            Component.EXECUTION_ENGINE,
            Level.INFO,
            State.RUNNING,
            State.PAUSED,
            with("Step '{}' paused{}.", Fields::step, Fields::reason)),
    STEP_EXECUTION_RESUMED(
            Component.EXECUTION_ENGINE,
            Level.INFO,
            State.PAUSED,
            State.RUNNING,
            with("Step '{}' resumed{}.", Fields::step, Fields::reason)),
    STEP_EXECUTION_CANCELLED(
            Component.EXECUTION_ENGINE,
            Level.INFO,
            State.RUNNING,
            State.CANCELLED,
            with("Step '{}' cancelled{}.", Fields::step, Fields::reason)),
    STEP_EXECUTION_SKIPPED(
            Component.EXECUTION_ENGINE,
            Level.INFO,
            State.PENDING,
            State.SKIPPED,
            with("Step '{}' skipped{}.", Fields::step, Fields::reason)),
    STEP_RETRY_SCHEDULED(
            Component.EXECUTION_ENGINE,
            Level.WARN,
            State.RUNNING,
            State.PENDING,
            with("Step '{}' failed, retry {}{}{}.", Fields::step, Fields::attempt, Fields::delay, Fields::reason)),
    STEP_TIMED_OUT(
            Component.EXECUTION_ENGINE,
            Level.ERROR,
            State.RUNNING,
            State.FAILED,
            with("Step '{}' timed out after {}.", Fields::step, Fields.time("timeout_ms"))),
    STEP_ABANDONED(
            Component.EXECUTION_ENGINE,
            Level.ERROR,
            State.RUNNING,
            State.FAILED,
            with("Step '{}' was abandoned{}.", Fields::step, Fields::reason)),
    STEP_DEAD_LETTERED(
            Component.EXECUTION_ENGINE,
            Level.ERROR,
            null,
            State.FAILED,
            with("Step '{}' gave up after {}.", Fields::step, Fields::attempts)),
    STEP_PROGRESS(
            Component.EXECUTION_ENGINE,
            Level.DEBUG,
            null,
            null,
            with("Step '{}' is at {}.", Fields::step, Fields::position)),

    API_REQUEST_SENT(
            Component.AI_SERVICE,
            Level.DEBUG,
            null,
            null,
            with("Sent request to {} ({}).", Fields.text("api_provider"), Fields.text("model_used"))),
    API_RESPONSE_RECEIVED(
            Component.AI_SERVICE,
            Level.DEBUG,
            null,
            null,
            with("Received response from {}.", Fields.text("api_provider"))),
    API_RESPONSE_FAILED(
            Component.AI_SERVICE,
            Level.WARN,
            null,
            null,
            with("API call to {} failed{}.", Fields.text("api_provider"), Fields::reason)),

    FILE_CREATED(fileMessage("Created file '{}'.")),
    FILE_CREATE_FAILED(fileFailure("Failed to create file '{}'{}.")),
    FILE_READ(with("Read {} bytes from '{}'.", Fields.text("bytes_read"), Fields.text("file_path"))),
    FILE_READ_FAILED(fileFailure("Failed to read file '{}'{}.")),
    FILE_WRITTEN(with("Wrote {} bytes to '{}'.", Fields.text("bytes_written"), Fields.text("file_path"))),
    FILE_WRITE_FAILED(fileFailure("Failed to write file '{}'{}.")),
    FILE_DELETED(fileMessage("Deleted file '{}'.")),
    FILE_DELETE_FAILED(fileFailure("Failed to delete file '{}'{}.")),

    COMMAND_EXECUTION_STARTED(
            Component.TERMINAL_INTERACTION,
            Level.INFO,
            null,
            null,
            with("Executing command: '{}'.", Fields.text("command"))),
    COMMAND_EXECUTION_COMPLETED(
            Component.TERMINAL_INTERACTION,
            Level.INFO,
            null,
            null,
            with("Command '{}' completed.", Fields.text("command"))),
    COMMAND_EXECUTION_FAILED(
            Component.TERMINAL_INTERACTION,
            Level.ERROR,
            null,
            null,
            with("Command '{}' failed{}{}.", Fields.text("command"), Fields::exit, Fields::reason)),

    STATE_CHANGED(
            Component.STATE_MANAGEMENT,
            Level.INFO,
            null,
            null,
            with("State of '{}' changed from {} to {}.", Fields.text("entity"), Fields::before, Fields::after)),
    ILLEGAL_TRANSITION(Component.STATE_MANAGEMENT, Level.WARN, null, null, plain("Illegal transition.")),

    EXECUTION_PAUSE_REQUESTED(
            Component.USER_INTERACTION,
            Level.INFO,
            State.RUNNING,
            State.PAUSED,
            with("User requested to pause execution during step '{}'.", Fields::step)),
    EXECUTION_RESUME_REQUESTED(
            Component.USER_INTERACTION,
            Level.INFO,
            State.PAUSED,
            State.RUNNING,
            with("User requested to resume execution for step '{}'.", Fields::step)),
    EXECUTION_CANCEL_REQUESTED(
            Component.USER_INTERACTION,
            Level.INFO,
            State.RUNNING,
            State.CANCELLED,
            with("User requested to cancel execution during step '{}'.", Fields::step)),
    EXECUTION_RETRY_REQUESTED(
            Component.USER_INTERACTION,
            Level.INFO,
            State.FAILED,
            State.PENDING,
            with("User requested to retry step '{}'.", Fields::step)),
    CONTEXT_ADDED_BY_USER(
            Component.USER_INTERACTION,
            Level.INFO,
            null,
            null,
            with("User provided additional context for step '{}'.", Fields::step));

    private static final Map<String, Action> BY_WIRE_NAME = new HashMap<>();

    static {
        for (Action action : values()) {
            BY_WIRE_NAME.put(action.wireName, action);
        }
    }

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final Component component;
    private final Level level;
    private final @Nullable State stateBefore;
    private final @Nullable State stateAfter;
    private final DefaultMessage message;

    Action(
            Component component,
            Level level,
            @Nullable State stateBefore,
            @Nullable State stateAfter,
            DefaultMessage message) {
        this.component = component;
        this.level = level;
        this.stateBefore = stateBefore;
        this.stateAfter = stateAfter;
        this.message = message;
    }

    /** What is done to files is for those who ask: DEBUG. */
    Action(DefaultMessage message) {
        this(Component.FILE_OPERATIONS, Level.DEBUG, null, null, message);
    }

    private static DefaultMessage fileMessage(String pattern) {
        return with(pattern, Fields.text("file_path"));
    }

    private static DefaultMessage fileFailure(String pattern) {
        return with(pattern, Fields.text("file_path"), Fields::reason);
    }

    /** The action of a line's word, or null when it is none of these. */
    public static @Nullable Action of(@Nullable String wireName) {
        return wireName == null ? null : BY_WIRE_NAME.get(wireName);
    }

    /** The word as it stands in a line: {@code "step_execution_started"}. */
    public String wireName() {
        return wireName;
    }

    /** The component that says it. */
    public Component component() {
        return component;
    }

    /** The level it has unless the caller chooses another. */
    public Level level() {
        return level;
    }

    /** The state that is left, or null when the action changes none. */
    public @Nullable State stateBefore() {
        return stateBefore;
    }

    /** The state that is entered, or null when the action changes none. */
    public @Nullable State stateAfter() {
        return stateAfter;
    }

    /** The SLF4J pattern of an event's default message. */
    static String pattern(LogEvent event) {
        Action known = of(event.action());
        return known == null ? ownWords(event) : known.message.pattern();
    }

    /** What the anchors of {@link #pattern} stand for, or null when it has none. */
    static Object @Nullable [] arguments(LogEvent event) {
        Action known = of(event.action());
        return known == null ? null : known.message.arguments(event);
    }

    static String defaultMessage(LogEvent event) {
        Action known = of(event.action());
        return known == null ? ownWords(event) : known.message.text(event);
    }

    /** An action that nobody knows speaks for itself: {@code cache_warmed} reads "cache warmed". */
    private static String ownWords(LogEvent event) {
        return event.action() == null ? "" : event.action().replace('_', ' ');
    }
}
