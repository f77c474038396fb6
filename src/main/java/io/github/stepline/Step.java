package io.github.stepline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that has started: it says its own events and measures its own time. A run is the step at the root, a
 * phase a step with children, an item a leaf; made by {@link Events#runStarted}, {@link Events#stepStarted} and {@link
 * #child}.
 *
 * <p>Every step shall end once, with {@link #succeeded}, {@link #failed} or {@link #cancelled}; {@link #run} and {@link
 * #call} see to that. A move that {@link State} does not allow is not made: it becomes a warning that names the step,
 * what it has been through and the move, and carries what the caller gave. When a run ends, each step of it whose end is
 * missing is said.
 *
 * <p>Safe between threads. No method throws for what is said, none waits.
 */
public final class Step {
    private static final int MAX_MISSING = 20;
    private static final VarHandle MOVE;
    private static final VarHandle COUNTERS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MOVE = lookup.findVarHandle(Step.class, "move", Move.class);
            COUNTERS = lookup.findVarHandle(Step.class, "counters", Counters.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final OpenSteps open;
    private final String name;
    private final long startNanos = Time.nanos();
    private final boolean isRun;
    private final boolean isChild;
    private boolean hasGivenId;
    private @Nullable String id;
    private @Nullable String parentId;
    private volatile Move move = Move.STARTED;
    private volatile @Nullable Counters counters;

    private Step(OpenSteps open, String name, boolean isRun, boolean isChild, @Nullable String parentId) {
        this.open = open;
        this.name = name;
        this.isRun = isRun;
        this.isChild = isChild;
        this.parentId = parentId;
    }

    static Step startRun(String name, @Nullable Journal journal, @Nullable Consumer<EventBuilder> more) {
        OpenSteps open = OpenSteps.ofRun(name, journal);
        Step run = new Step(open, name, true, false, null);
        run.id = open.runId();
        ProgressTicker.current().runStarted();
        run.hasGivenId = !run.id().endsWith("-" + name);
        if (EventBuilder.isWanted(Action.RUN_STARTED, more)) {
            EventBuilder event = new EventBuilder(Action.RUN_STARTED)
                    .detail("name", name)
                    .with(more)
                    .stepId(run.id)
                    .runId(run.id);
            run.takeTotals(event.progress());
            event.say(Events.class);
        }
        return run;
    }

    static Step start(
            @Nullable Step parent,
            String name,
            @Nullable Consumer<EventBuilder> more,
            boolean asChild,
            Class<?> caller) {
        OpenSteps open = parent == null ? OpenSteps.WITHOUT_RUN : parent.open;
        Step step = new Step(open, name, false, asChild, parent == null ? null : parent.id());
        if (EventBuilder.isWanted(Action.STEP_EXECUTION_STARTED, more)) {
            EventBuilder event = new EventBuilder(Action.STEP_EXECUTION_STARTED).with(more);
            step.hasGivenId = event.stepId() != null;
            step.parentId = event.parentId() != null ? event.parentId() : step.parentId;
            open.add(step, step.hasGivenId ? String.valueOf(event.stepId()) : step.id());
            step.takeTotals(event.progress());
            step.identify(event).say(caller);
        }
        return step;
    }

    private static String childId(@Nullable String parentId, @Nullable String runId, String key) {
        return parentId == null || parentId.equals(runId) ? key : parentId + "/" + key;
    }

    void setId(String newId) {
        id = newId;
    }

    /** The id that the events of this step carry. */
    public String id() {
        String known = id;
        if (known == null) {
            known = isChild ? childId(parentId, runId(), name) : name;
            id = known;
        }
        return known;
    }

    @Nullable
    String parentId() {
        return parentId;
    }

    OpenSteps openSteps() {
        return open;
    }

    /** The id of the run it belongs to, or null. */
    public @Nullable String runId() {
        return open.runId();
    }

    /** Where it stands now. */
    public State state() {
        return move.state();
    }

    // ---- its life

    /** It is done. */
    public void succeeded() {
        succeeded(null);
    }

    /** It is done, and more about it. */
    public void succeeded(@Nullable Consumer<EventBuilder> more) {
        say(move(isRun ? Action.RUN_COMPLETED : Action.STEP_EXECUTION_SUCCEEDED, State.COMPLETED, more), more);
    }

    /** It failed with a throwable. */
    public void failed(@Nullable Throwable error) {
        failed(error, null);
    }

    /** It failed with a throwable, and more about it. */
    public void failed(@Nullable Throwable error, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = fail(more);
        say(event == null ? null : event.error(error), more);
    }

    /** It failed for a reason. */
    public void failed(@Nullable String reason) {
        failed(reason, null);
    }

    /** It failed for a reason, and more about it. */
    public void failed(@Nullable String reason, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = fail(more);
        say(event == null ? null : event.reason(reason), more);
    }

    private @Nullable EventBuilder fail(@Nullable Consumer<EventBuilder> more) {
        return move(isRun ? Action.RUN_FAILED : Action.STEP_EXECUTION_FAILED, State.FAILED, more);
    }

    /** It was called off before its end. */
    public void cancelled(@Nullable String reason) {
        cancelled(reason, null);
    }

    /** It was called off before its end, and more about it. */
    public void cancelled(@Nullable String reason, @Nullable Consumer<EventBuilder> more) {
        Action action = isRun ? Action.RUN_CANCELLED : Action.STEP_EXECUTION_CANCELLED;
        EventBuilder event = move(action, State.CANCELLED, more);
        say(event == null ? null : event.reason(reason), more);
    }

    /** It rests. */
    public void paused() {
        paused(null);
    }

    /** It rests, and more about it. */
    public void paused(@Nullable Consumer<EventBuilder> more) {
        say(move(isRun ? Action.RUN_PAUSED : Action.STEP_EXECUTION_PAUSED, State.PAUSED, more), more);
    }

    /** It goes on after a pause. */
    public void resumed() {
        resumed(null);
    }

    /** It goes on after a pause, and more about it. */
    public void resumed(@Nullable Consumer<EventBuilder> more) {
        say(move(isRun ? Action.RUN_RESUMED : Action.STEP_EXECUTION_RESUMED, State.RUNNING, more), more);
    }

    /**
     * It failed and will be tried again; {@link #restarted} says when that happens.
     *
     * @param retry which retry this will be, from 1
     * @param of how many there may be
     * @param delay the time until then
     */
    public void retryScheduled(int retry, int of, Duration delay, @Nullable Throwable error) {
        retryScheduled(retry, of, delay, error, null);
    }

    /** It failed and will be tried again, and more about it. */
    public void retryScheduled(
            int retry, int of, Duration delay, @Nullable Throwable error, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = move(Action.STEP_RETRY_SCHEDULED, State.PENDING, more);
        say(event == null ? null : event.retry(retry, of, delay, error), more);
    }

    /** It starts again, after {@link #retryScheduled}. */
    public void restarted() {
        restarted(null);
    }

    /** It starts again, and more about it. */
    public void restarted(@Nullable Consumer<EventBuilder> more) {
        say(move(Action.STEP_EXECUTION_STARTED, State.RUNNING, more), more);
    }

    /** It took longer than it may, and more about it. */
    public void timedOut(Duration timeout, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = move(Action.STEP_TIMED_OUT, State.FAILED, more);
        say(event == null ? null : event.detail("timeout_ms", EventBuilder.millisOf(timeout)), more);
    }

    /** Nobody waits for it any longer, although its thread has not stopped, and more about it. */
    public void abandoned(@Nullable String reason, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = move(Action.STEP_ABANDONED, State.FAILED, more);
        say(event == null ? null : event.reason(reason), more);
    }

    /** It has failed, and its attempts are used up: it goes to the dead letters. No move, but how the failure ended. */
    public void deadLettered(int attempts, @Nullable Consumer<EventBuilder> more) {
        if (EventBuilder.isWanted(Action.STEP_DEAD_LETTERED, more)) {
            say(new EventBuilder(Action.STEP_DEAD_LETTERED).detail("attempts", attempts), more);
        }
    }

    // ---- its children

    /** Starts a step under this one: {@code <id>/<key>}, or {@code key} alone under a run. */
    public Step child(String key) {
        return child(key, null);
    }

    /** Starts a step under this one and says more about it. */
    public Step child(String key, @Nullable Consumer<EventBuilder> more) {
        return start(this, String.valueOf(key), more, true, Step.class);
    }

    /** Says that a child need not run, because its result is there already. */
    public void childSkipped(String key, @Nullable String reason) {
        childSkipped(key, reason, null);
    }

    /** Says that a child need not run, and more about it. */
    public void childSkipped(String key, @Nullable String reason, @Nullable Consumer<EventBuilder> more) {
        if (EventBuilder.isWanted(Action.STEP_EXECUTION_SKIPPED, more)) {
            new EventBuilder(Action.STEP_EXECUTION_SKIPPED)
                    .runId(runId())
                    .stepId(childId(id(), runId(), String.valueOf(key)))
                    .parentId(id())
                    .reason(reason)
                    .say(more, Step.class);
        }
    }

    // ---- its progress

    /**
     * Counts work that is done: an addition, without a clock or an event of its own. What changed is said at most twice
     * a second, and the last count stands in the event of the end.
     */
    public void advance(long amount) {
        counters().add(amount);
    }

    /** Says how much there is to do, now or again. */
    public Step total(long total) {
        counters().total(total);
        return this;
    }

    /** Says how much of what there is to do. */
    public Step total(long total, String unit) {
        counters().unit(unit);
        return total(total);
    }

    private Counters counters() {
        Counters known = counters;
        if (known != null) {
            return known;
        }
        Counters made = new Counters();
        Counters winner = (Counters) COUNTERS.compareAndExchange(this, null, made);
        if (winner != null) {
            return winner;
        }
        ProgressTicker.current().watch(this, made);
        return made;
    }

    private void takeTotals(Progress announced) {
        if (announced.total() != null || announced.current() != null || announced.unit() != null) {
            counters().take(announced);
        }
    }

    /** Says how far it is; see {@link ProgressTicker}. */
    void sayProgress(boolean isTransient) {
        Counters counted = counters;
        if (counted != null && Route.isEnabled(Component.EXECUTION_ENGINE, Action.STEP_PROGRESS.level())) {
            EventBuilder event = identify(counted.fill(new EventBuilder(Action.STEP_PROGRESS)));
            if (isTransient) {
                Route.sayTransient(event.build(), Step.class);
            } else {
                Route.say(event.build(), Step.class);
            }
        }
    }

    // ---- its scope

    /** Makes it the current step of this thread until the scope is closed; close it with try-with-resources. */
    public Scope makeCurrent() {
        return Scope.open(this);
    }

    /** Work that is done inside a step and returns nothing. */
    @FunctionalInterface
    public interface Body<X extends Exception> {
        void run(Step step) throws X;
    }

    /** Work that is done inside a step and returns a value. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T call(Step step) throws X;
    }

    /**
     * Runs a body as this step: it is the current one meanwhile, has succeeded when the body returns and failed when it
     * throws, unless the body said an end itself. What the body throws is thrown.
     */
    public <X extends Exception> void run(Body<X> body) throws X {
        Step unused = call((Work<Step, X>) step -> {
            body.run(step);
            return step;
        });
    }

    /** Like {@link #run}, with a result. */
    public <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
        Scope scope = makeCurrent();
        try {
            T result = work.call(this);
            if (!state().isEnd()) {
                succeeded();
            }
            return result;
        } catch (Throwable thrown) {
            if (!state().isEnd()) {
                failed(thrown);
            }
            throw thrown;
        } finally {
            scope.close();
        }
    }

    // ---- how a move is made and said

    /** Makes the move, or not if it is illegal, and begins the event that says so; null when nobody wants it. */
    private @Nullable EventBuilder move(Action action, State next, @Nullable Consumer<EventBuilder> more) {
        Move from = takeMove(next);
        if (!from.state().canBecome(next)) {
            return illegal(action, from, next);
        }
        if (next.isEnd()) {
            leave();
        } else if (from.state().isEnd()) {
            comeBack();
        }
        if (!EventBuilder.isWanted(action, more)) {
            return null;
        }
        EventBuilder event = new EventBuilder(action).states(from.state(), next);
        return next.isEnd() || next == State.PENDING ? measure(event) : event;
    }

    private EventBuilder measure(EventBuilder event) {
        Counters counted = counters;
        event.durationMs(Time.millisSince(startNanos));
        return counted == null ? event : counted.fill(event);
    }

    private void say(@Nullable EventBuilder event, @Nullable Consumer<EventBuilder> more) {
        if (event != null) {
            identify(event.with(more)).say(Step.class);
        }
        if (isRun && state().isEnd()) {
            Journals.close(open.runId());
        }
    }

    /** Makes the move if it is legal; returns where it started from in both cases. */
    private Move takeMove(State next) {
        while (true) {
            Move now = move;
            if (!now.state().canBecome(next) || MOVE.compareAndSet(this, now, now.then(next))) {
                return now;
            }
        }
    }

    private void leave() {
        if (isRun) {
            sayMissingEnds();
        } else {
            open.remove(this);
        }
    }

    /** A failed step is to be tried again: it is open again, and what it counts is said again. */
    private void comeBack() {
        Counters counted = counters;
        if (isRun) {
            open.reopen();
        } else {
            open.addAgain(this);
        }
        if (counted != null) {
            ProgressTicker.current().watch(this, counted);
        }
    }

    /** A static form said a move of this step; the handle follows. */
    void movedElsewhere(State next) {
        takeMove(next);
        if (next.isEnd()) {
            open.remove(this);
        }
    }

    private EventBuilder illegal(Action attempted, Move from, State next) {
        String verdict =
                "Step '" + id() + "' cannot become " + next + ": it is " + from.state() + " (" + from.history() + ").";
        return EventBuilder.illegal(id(), attempted.wireName(), verdict)
                .states(from.state(), next)
                .detail("history", from.history());
    }

    /** Says, as the run ends, which of its steps never ended; the first {@value #MAX_MISSING} by name. */
    private void sayMissingEnds() {
        List<Step> missing = open.takeAll();
        int named = Math.min(missing.size(), MAX_MISSING);
        for (int i = 0; i < named; i++) {
            missing.get(i).sayEndIsMissing(i == named - 1 ? missing.size() - named : 0);
        }
    }

    private void sayEndIsMissing(int others) {
        Move now = move;
        String verdict = "Step '" + id() + "' is still " + now.state() + " (" + now.history()
                + ") although its run ends: its end is missing."
                + (others > 0 ? " So it is with " + others + " more." : "");
        EventBuilder event = EventBuilder.illegal(id(), "none", verdict)
                .states(now.state(), null)
                .detail("history", now.history());
        identify(event).say(Step.class);
    }

    /** Puts in who speaks. A name that differs from the id is what a person knows, so the default message says it. */
    private EventBuilder identify(EventBuilder event) {
        event.runId(runId()).parentId(parentId).stepId(id());
        return hasGivenId ? event.spokenAs(name) : event;
    }
}
