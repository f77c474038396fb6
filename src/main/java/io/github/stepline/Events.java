package io.github.stepline;

import static io.github.stepline.EventBuilder.isWanted;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says what a program does, one method for each thing that can happen:
 *
 * <pre>{@code
 * Step extract = Events.stepStarted("extract");
 * …
 * extract.succeeded();
 * }</pre>
 *
 * <p>Most methods come in two forms: with their essential arguments alone, and with a last argument that adds whatever
 * else there is to say: {@code Events.stepStarted("extract", e -> e.total(500).unit("files"))}. That argument runs even
 * when nobody listens, for it may choose the level.
 *
 * <p>An event belongs to the current run and step of the thread (see {@link Scope}) unless it names others. It goes to
 * the logger {@code events.<component>} at the level of its {@link Action}; when that is off, a call costs nanoseconds.
 * Nothing here throws, and a null argument is said as one.
 */
public final class Events {
    private static final int MAX_SUMMARY = 200;
    private static final long NO_TOKENS = -1;

    private Events() {}

    // ---- runs and steps

    /**
     * A run starts. Its id is {@code <UTC yyyyMMdd-HHmmss>-<name>}. Its steps are those that {@link Step#child} makes, and
     * those said inside {@link Step#run} or {@link Step#makeCurrent}; starting it alone does not make it the current one.
     */
    public static Step runStarted(String name) {
        return Step.startRun(String.valueOf(name), null, null);
    }

    /** A run starts, and more about it. */
    public static Step runStarted(String name, @Nullable Consumer<EventBuilder> more) {
        return Step.startRun(String.valueOf(name), null, more);
    }

    /** A run that keeps a journal of its own starts, and more about it. */
    public static Step runStarted(String name, Journal journal, @Nullable Consumer<EventBuilder> more) {
        return Step.startRun(String.valueOf(name), journal, more);
    }

    /**
     * A step starts, under the current one. Its id is its name, or {@code name#2} and so on while another open step of
     * the run has that id. Where the loggers let no starts through, steps of one name have one id, and a missing end is
     * not noticed.
     */
    public static Step stepStarted(String name) {
        return stepStarted(name, null);
    }

    /** A step starts, and more about it. */
    public static Step stepStarted(String name, @Nullable Consumer<EventBuilder> more) {
        return Step.start(Scope.current(), String.valueOf(name), more, false, Events.class);
    }

    /** A step is done; for code that keeps no {@link Step}. The states are not checked here but where lines are folded. */
    public static void stepSucceeded(String id, double durationMs) {
        stepSucceeded(id, durationMs, null);
    }

    /** A step is done, and more about it. */
    public static void stepSucceeded(String id, double durationMs, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.STEP_EXECUTION_SUCCEEDED, id, durationMs, more);
        if (event != null) {
            event.say(more, Events.class);
        }
    }

    /** A step failed with a throwable. */
    public static void stepFailed(String id, double durationMs, @Nullable Throwable error) {
        stepFailed(id, durationMs, error, null);
    }

    /** A step failed with a throwable, and more about it. */
    public static void stepFailed(
            String id, double durationMs, @Nullable Throwable error, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.STEP_EXECUTION_FAILED, id, durationMs, more);
        if (event != null) {
            event.error(error).say(more, Events.class);
        }
    }

    /** A step failed with an error that is no throwable of this process. */
    public static void stepFailed(String id, double durationMs, String errorType, @Nullable String errorMessage) {
        stepFailed(id, durationMs, errorType, errorMessage, null);
    }

    /** A step failed with an error that is no throwable of this process, and more about it. */
    public static void stepFailed(
            String id,
            double durationMs,
            String errorType,
            @Nullable String errorMessage,
            @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.STEP_EXECUTION_FAILED, id, durationMs, more);
        if (event != null) {
            event.detail("error_type", errorType)
                    .detail("error_message", errorMessage)
                    .say(more, Events.class);
        }
    }

    /** A step was called off. */
    public static void stepCancelled(String id, double durationMs, @Nullable String reason) {
        stepCancelled(id, durationMs, reason, null);
    }

    /** A step was called off, and more about it. */
    public static void stepCancelled(
            String id, double durationMs, @Nullable String reason, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.STEP_EXECUTION_CANCELLED, id, durationMs, more);
        if (event != null) {
            event.reason(reason).say(more, Events.class);
        }
    }

    /** A step rests. */
    public static void stepPaused(String id) {
        stepPaused(id, null);
    }

    /** A step rests, and more about it. */
    public static void stepPaused(String id, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = move(Action.STEP_EXECUTION_PAUSED, id, more);
        if (event != null) {
            event.say(more, Events.class);
        }
    }

    /** A step goes on. */
    public static void stepResumed(String id) {
        stepResumed(id, null);
    }

    /** A step goes on, and more about it. */
    public static void stepResumed(String id, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = move(Action.STEP_EXECUTION_RESUMED, id, more);
        if (event != null) {
            event.say(more, Events.class);
        }
    }

    /** A step under the current one need not run, because its result is there already. */
    public static void stepSkipped(String id, @Nullable String reason) {
        stepSkipped(id, reason, null);
    }

    /** A step need not run, and more about it. */
    public static void stepSkipped(String id, @Nullable String reason, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.STEP_EXECUTION_SKIPPED, more)) {
            EventBuilder event = at(Action.STEP_EXECUTION_SKIPPED);
            event.parentId(event.stepId())
                    .stepId(String.valueOf(id))
                    .reason(reason)
                    .say(more, Events.class);
        }
    }

    /** A step failed and will be tried again; the arguments are those of {@link Step#retryScheduled}. */
    public static void stepRetryScheduled(String id, int retry, int of, Duration delay, @Nullable Throwable error) {
        stepRetryScheduled(id, retry, of, delay, error, null);
    }

    /** A step failed and will be tried again, and more about it. */
    public static void stepRetryScheduled(
            String id,
            int retry,
            int of,
            Duration delay,
            @Nullable Throwable error,
            @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = move(Action.STEP_RETRY_SCHEDULED, id, more);
        if (event != null) {
            event.retry(retry, of, delay, error).say(more, Events.class);
        }
    }

    /** How far a step is; for code that keeps no {@link Step}. Each call is an event: say it seldom. */
    public static void stepProgress(String id, long current, long total) {
        stepProgress(id, current, total, null);
    }

    /** How far a step is, and more about it. */
    public static void stepProgress(String id, long current, long total, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.STEP_PROGRESS, more)) {
            at(Action.STEP_PROGRESS, id).current(current).total(total).say(more, Events.class);
        }
    }

    // ---- AI service

    /** A request goes to a model; the handle says what came of it. */
    public static ApiCall apiRequestSent(String provider, String model) {
        return apiRequestSent(provider, model, null);
    }

    /** A request goes to a model, and more about it. */
    public static ApiCall apiRequestSent(String provider, String model, @Nullable Consumer<EventBuilder> more) {
        return ApiCall.send(provider, model, NO_TOKENS, NO_TOKENS, more);
    }

    /** A request of so many tokens goes to a model, for at most so many new ones. */
    public static ApiCall apiRequestSent(String provider, String model, long promptTokens, long maxNewTokens) {
        return apiRequestSent(provider, model, promptTokens, maxNewTokens, null);
    }

    /** A request of so many tokens goes to a model, and more about it. */
    public static ApiCall apiRequestSent(
            String provider,
            String model,
            long promptTokens,
            long maxNewTokens,
            @Nullable Consumer<EventBuilder> more) {
        return ApiCall.send(provider, model, promptTokens, maxNewTokens, more);
    }

    // ---- files

    /** A file was made. */
    public static void fileCreated(Path file) {
        fileCreated(file, null);
    }

    /** A file was made, and more about it. */
    public static void fileCreated(Path file, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.FILE_CREATED, more)) {
            at(Action.FILE_CREATED).detail("file_path", file).say(more, Events.class);
        }
    }

    /** A file could not be made. */
    public static void fileCreateFailed(Path file, Throwable error) {
        fileFailed(Action.FILE_CREATE_FAILED, file, error, null);
    }

    /** A file could not be made, and more about it. */
    public static void fileCreateFailed(Path file, String errorType, @Nullable Consumer<EventBuilder> more) {
        fileFailed(Action.FILE_CREATE_FAILED, file, errorType, more);
    }

    /** So many bytes of a file were read. */
    public static void fileRead(Path file, long bytes) {
        fileRead(file, bytes, null);
    }

    /** So many bytes of a file were read, and more about it. */
    public static void fileRead(Path file, long bytes, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.FILE_READ, more)) {
            at(Action.FILE_READ)
                    .detail("file_path", file)
                    .detail("bytes_read", bytes)
                    .say(more, Events.class);
        }
    }

    /** A file could not be read. */
    public static void fileReadFailed(Path file, Throwable error) {
        fileFailed(Action.FILE_READ_FAILED, file, error, null);
    }

    /** A file could not be read, and more about it. */
    public static void fileReadFailed(Path file, String errorType, @Nullable Consumer<EventBuilder> more) {
        fileFailed(Action.FILE_READ_FAILED, file, errorType, more);
    }

    /** So many bytes were written to a file, over an older one or not. */
    public static void fileWritten(Path file, long bytes, boolean overwrite) {
        fileWritten(file, bytes, overwrite, null);
    }

    /** So many bytes were written to a file, and more about it. */
    public static void fileWritten(Path file, long bytes, boolean overwrite, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.FILE_WRITTEN, more)) {
            at(Action.FILE_WRITTEN)
                    .detail("file_path", file)
                    .detail("bytes_written", bytes)
                    .detail("overwrite", overwrite)
                    .say(more, Events.class);
        }
    }

    /** A file could not be written. */
    public static void fileWriteFailed(Path file, Throwable error) {
        fileFailed(Action.FILE_WRITE_FAILED, file, error, null);
    }

    /** A file could not be written, and more about it. */
    public static void fileWriteFailed(Path file, String errorType, @Nullable Consumer<EventBuilder> more) {
        fileFailed(Action.FILE_WRITE_FAILED, file, errorType, more);
    }

    /** A file was deleted. */
    public static void fileDeleted(Path file) {
        fileDeleted(file, null);
    }

    /** A file was deleted, and more about it. */
    public static void fileDeleted(Path file, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.FILE_DELETED, more)) {
            at(Action.FILE_DELETED).detail("file_path", file).say(more, Events.class);
        }
    }

    /** A file could not be deleted. */
    public static void fileDeleteFailed(Path file, Throwable error) {
        fileFailed(Action.FILE_DELETE_FAILED, file, error, null);
    }

    /** A file could not be deleted, and more about it. */
    public static void fileDeleteFailed(Path file, String errorType, @Nullable Consumer<EventBuilder> more) {
        fileFailed(Action.FILE_DELETE_FAILED, file, errorType, more);
    }

    // ---- commands

    /** A command runs, in the directory of this process; the handle says how it ended. */
    public static Command commandStarted(String command) {
        return Command.start(command, null, null);
    }

    /** A command runs in a directory. */
    public static Command commandStarted(String command, Path workingDirectory) {
        return commandStarted(command, workingDirectory, null);
    }

    /** A command runs in a directory, and more about it. */
    public static Command commandStarted(String command, Path workingDirectory, @Nullable Consumer<EventBuilder> more) {
        return Command.start(command, workingDirectory == null ? "null" : workingDirectory, more);
    }

    // ---- the user

    /** The user asks for a pause; the pause itself is another event. */
    public static void executionPauseRequested(String stepId) {
        executionPauseRequested(stepId, null);
    }

    /** The user asks for a pause, and more about it. */
    public static void executionPauseRequested(String stepId, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.EXECUTION_PAUSE_REQUESTED, more)) {
            at(Action.EXECUTION_PAUSE_REQUESTED, stepId).say(more, Events.class);
        }
    }

    /** The user asks to go on. */
    public static void executionResumeRequested(String stepId) {
        executionResumeRequested(stepId, null);
    }

    /** The user asks to go on, and more about it. */
    public static void executionResumeRequested(String stepId, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.EXECUTION_RESUME_REQUESTED, more)) {
            at(Action.EXECUTION_RESUME_REQUESTED, stepId).say(more, Events.class);
        }
    }

    /** The user asks for the end; an open step says from which state. */
    public static void executionCancelRequested(String stepId) {
        executionCancelRequested(stepId, null);
    }

    /** The user asks for the end, and more about it. */
    public static void executionCancelRequested(String stepId, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.EXECUTION_CANCEL_REQUESTED, more)) {
            Step open = openStep(stepId);
            at(Action.EXECUTION_CANCEL_REQUESTED, stepId)
                    .states(open == null ? State.RUNNING : open.state(), State.CANCELLED)
                    .say(more, Events.class);
        }
    }

    /** The user asks that a failed step, or under a run's id every failed step of it, is tried again, and more about it. */
    public static void executionRetryRequested(String stepId, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.EXECUTION_RETRY_REQUESTED, more)) {
            at(Action.EXECUTION_RETRY_REQUESTED, stepId).say(more, Events.class);
        }
    }

    /** The user tells a step something. The event holds the first 200 characters, at DEBUG all of it as well. */
    public static void contextAddedByUser(String stepId, String text) {
        contextAddedByUser(stepId, text, null);
    }

    /** The user tells a step something, and more about it. */
    public static void contextAddedByUser(String stepId, String text, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.CONTEXT_ADDED_BY_USER, more)) {
            context(at(Action.CONTEXT_ADDED_BY_USER, stepId), String.valueOf(text))
                    .say(more, Events.class);
        }
    }

    // ---- state and everything else

    /** Something that is no step went from one state to another. */
    public static void stateChanged(String entity, State before, State after) {
        stateChanged(entity, before, after, null);
    }

    /** Something that is no step went from one state to another, and more about it. */
    public static void stateChanged(String entity, State before, State after, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(Action.STATE_CHANGED, more)) {
            at(Action.STATE_CHANGED)
                    .states(before, after)
                    .detail("entity", entity)
                    .say(more, Events.class);
        }
    }

    /** Anything else: an action of a component's own, at INFO. */
    public static void event(Component component, String action) {
        event(component, action, null);
    }

    /** Anything else, and more about it: {@code Events.event(BILLING, "invoice_sent", e -> e.detail("no", 17))}. */
    public static void event(Component component, String action, @Nullable Consumer<EventBuilder> more) {
        Component speaker = component == null ? Component.UNKNOWN : component;
        if (EventBuilder.isWanted(speaker, Level.INFO, more)) {
            place(new EventBuilder(speaker, String.valueOf(action), Level.INFO)).say(more, Events.class);
        }
    }

    // ---- how

    /** The event of an action, of the current run and step. */
    private static EventBuilder at(Action action) {
        return place(new EventBuilder(action));
    }

    /** The event of an action, of the step named. */
    private static EventBuilder at(Action action, String stepId) {
        return at(action).stepId(String.valueOf(stepId));
    }

    /** Moves the open step of an id, if there is one, and begins the event that says so, if somebody wants it. */
    private static @Nullable EventBuilder move(Action action, String id, @Nullable Consumer<EventBuilder> more) {
        Step open = openStep(id);
        if (open != null && action.stateAfter() != null) {
            open.movedElsewhere(action.stateAfter());
        }
        if (!isWanted(action, more)) {
            return null;
        }
        EventBuilder event = at(action, id);
        return open == null ? event : event.parentId(open.parentId());
    }

    private static @Nullable EventBuilder end(
            Action action, String id, double durationMs, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = move(action, id, more);
        return event == null ? null : event.durationMs(durationMs);
    }

    private static EventBuilder place(EventBuilder event) {
        Step current = Scope.current();
        return current == null ? event : event.runId(current.runId()).stepId(current.id());
    }

    private static @Nullable Step openStep(String id) {
        Step current = Scope.current();
        OpenSteps open = current == null ? OpenSteps.WITHOUT_RUN : current.openSteps();
        return open.get(String.valueOf(id));
    }

    private static void fileFailed(Action action, Path file, Throwable error, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(action, more)) {
            at(action).detail("file_path", file).error(error).say(more, Events.class);
        }
    }

    private static void fileFailed(Action action, Path file, String type, @Nullable Consumer<EventBuilder> more) {
        if (isWanted(action, more)) {
            at(action).detail("file_path", file).detail("error_type", type).say(more, Events.class);
        }
    }

    private static EventBuilder context(EventBuilder event, String text) {
        boolean isShort = text.length() <= MAX_SUMMARY;
        event.detail("context_provided_summary", isShort ? text : Snapshot.start(text, MAX_SUMMARY) + "…");
        if (!isShort && Route.isEnabled(Component.USER_INTERACTION, Level.DEBUG)) {
            event.detail("context_provided", text);
        }
        return event;
    }
}
