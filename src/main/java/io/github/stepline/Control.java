package io.github.stepline;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a run that goes on. Each method says the request as an event of the user and hands it to whoever
 * does the run; what comes of it, and when, is said by another event: {@code run_paused} and so on. A view finds the
 * control of a run with {@link #of} and needs to know nothing else of who does it.
 *
 * <p>Safe between threads; no method waits for the effect or throws for a run that has ended in the meantime.
 */
public final class Control implements AutoCloseable {
    /** A request, as the run's side gets it. */
    public sealed interface Request {}

    /** Hand out no more items; those that run finish. */
    public record Pause(String by) implements Request {}

    /** Go on after a pause. */
    public record Resume(String by) implements Request {}

    /** End as soon as possible. */
    public record Cancel(String by, @Nullable String reason) implements Request {}

    /** Let the running items and those to come know this. */
    public record AddContext(String by, String text) implements Request {}

    /** Try failed items again: that of a key, or all when the key is null. */
    public record Retry(String by, @Nullable String key) implements Request {}

    private static final Map<String, Control> OPEN = new ConcurrentHashMap<>();

    private final String runId;
    private final Consumer<Request> doer;

    private Control(String runId, Consumer<Request> doer) {
        this.runId = runId;
        this.doer = doer;
    }

    /**
     * Opens the control of a run that has started; whoever does the run closes it at the end.
     *
     * @param doer is given each request on the thread that asks, and shall only take note of it
     */
    public static Control open(Step run, Consumer<Request> doer) {
        Control control = new Control(run.id(), doer);
        OPEN.put(run.id(), control);
        return control;
    }

    /** The control of a run that goes on in this process, or null. */
    public static @Nullable Control of(String runId) {
        return OPEN.get(runId);
    }

    /** The controls of all runs that go on in this process and can be asked. */
    public static List<Control> all() {
        return List.copyOf(OPEN.values());
    }

    /** The run that is asked. */
    public String runId() {
        return runId;
    }

    /** Asks that no more items are handed out; running ones finish. */
    public void pause(String by) {
        if (isOpen()) {
            Events.executionPauseRequested(runId, e -> e.runId(runId).by(by));
            doer.accept(new Pause(by));
        }
    }

    /** Asks that it goes on. */
    public void resume(String by) {
        if (isOpen()) {
            Events.executionResumeRequested(runId, e -> e.runId(runId).by(by));
            doer.accept(new Resume(by));
        }
    }

    /** Asks that it ends as soon as possible. */
    public void cancel(String by, @Nullable String reason) {
        if (isOpen()) {
            Events.executionCancelRequested(runId, e -> e.runId(runId).by(by).reason(reason));
            doer.accept(new Cancel(by, reason));
        }
    }

    /** Tells running and coming items something. */
    public void addContext(String by, String text) {
        if (isOpen()) {
            Events.contextAddedByUser(runId, text, e -> e.runId(runId).by(by));
            doer.accept(new AddContext(by, text));
        }
    }

    /** Asks that the failed item of a key is tried again. */
    public void retry(String by, String key) {
        if (isOpen()) {
            Events.executionRetryRequested(key, e -> e.runId(runId).by(by));
            doer.accept(new Retry(by, key));
        }
    }

    /** Asks that every failed item is tried again. */
    public void retryFailed(String by) {
        if (isOpen()) {
            Events.executionRetryRequested(runId, e -> e.runId(runId).by(by));
            doer.accept(new Retry(by, null));
        }
    }

    private boolean isOpen() {
        return OPEN.get(runId) == this;
    }

    /** The run has ended: nothing more can be asked of it. */
    @Override
    public void close() {
        OPEN.remove(runId, this);
    }
}
