package io.github.stepline.progress;

import io.github.stepline.Progress;
import io.github.stepline.State;
import io.github.stepline.progress.Tally.Place;
import org.jspecify.annotations.Nullable;

/** Folds the lines of one run. */
final class RunFold implements StepTree.Watcher {
    private static final int SEVERAL = 3;

    final StepTree tree;
    final Workers workers = new Workers();
    final Examples examples;
    private final FoldSettings settings;
    private final LineTally lines;
    private @Nullable Long stalledSince;

    RunFold(String runId, FoldSettings settings, LineTally lines) {
        this.tree = new StepTree(runId, this);
        this.settings = settings;
        this.lines = lines;
        this.examples = new Examples(tree, settings);
    }

    boolean isEnded() {
        return tree.root.isEnded();
    }

    /** Whether nothing is known of it: no line of a run, and no step. */
    boolean isEmpty() {
        return tree.root.state() == null && tree.root.belowOrNew().children == 0;
    }

    /** Whether it has begun and not ended; of steps that belong to no run, whether one of them has. */
    boolean isActive() {
        Tally tally = tree.root.belowOrNew().all();
        boolean isBusy = tally.at(Place.PROCESSING) + tally.at(Place.RETRYING) > 0;
        return tree.root.state() == null ? isBusy : !isEnded();
    }

    /** Since when the runner says that nothing gets on, or null. */
    @Nullable
    Long stalledSince() {
        return stalledSince;
    }

    void stall(Fact fact) {
        Long idle = fact.whole("idle_ms");
        stalledSince = fact.at() - (idle == null ? 0 : Math.max(0, Math.min(idle, Integer.MAX_VALUE)));
    }

    void goOn() {
        stalledSince = null;
    }

    /** Takes in a line that speaks of a step, and says of what kind that is. */
    Subject accept(Fact fact) {
        String id = fact.verb().isRuns() ? tree.root.id : fact.event().stepId();
        if (id == null) {
            return Subject.OTHER;
        }
        boolean begins = fact.verb() == Verb.STEP_EXECUTION_STARTED || fact.verb() == Verb.STEP_EXECUTION_SKIPPED;
        StepNode step = begins ? tree.find(id) : find(id);
        if (fact.verb() == Verb.STEP_PROGRESS) {
            tick(step, id, fact);
            return Subject.TICK;
        }
        if (step == null || begins && isNewLife(step, fact)) {
            Progress progress = fact.progress();
            step = tree.add(id, fact.event().parentId(), progress == null ? null : progress.index());
            assumeFailed(step, fact);
        }
        State target = fact.target();
        if (target != null) {
            move(step, fact, target);
        }
        return subject(step);
    }

    /** Failures are remembered longest, so that a retry on request finds them. */
    private @Nullable StepNode find(String id) {
        StepNode step = tree.find(id);
        return step != null ? step : examples.findFailed(id);
    }

    /** A failed step that is not remembered any more may still be retried, or be set aside. */
    private static void assumeFailed(StepNode step, Fact fact) {
        if (fact.verb() == Verb.STEP_DEAD_LETTERED
                || fact.verb() == Verb.STEP_RETRY_SCHEDULED && fact.event().stateBefore() == State.FAILED) {
            step.assumeFailed();
        }
    }

    /** An id may be used again when the step that had it has ended; a failed one may also be retried under it. */
    private boolean isNewLife(StepNode step, Fact fact) {
        return step != tree.root && step.isEnded() && !step.said().isAfter(fact);
    }

    private Subject subject(StepNode step) {
        if (step == tree.root) {
            return Subject.RUN;
        }
        if (step.isGroup()) {
            return step.isInsideItem() ? Subject.PART : Subject.PHASE;
        }
        if (!step.isItem()) {
            return Subject.PART;
        }
        boolean mayBePhase = step.parent() == tree.root && !step.hasIndex();
        return step.isAnnounced() || mayBePhase && !besideAreItems() ? Subject.PHASE : Subject.ITEM;
    }

    /** Whether the steps directly below the root have turned out to be items: several have ended as such. */
    private boolean besideAreItems() {
        return !tree.isPhased() && tree.root.belowOrNew().own.ended() >= SEVERAL;
    }

    // ---- moves

    private void move(StepNode step, Fact fact, State target) {
        if (target == State.FAILED && step.state() == State.FAILED && addsToFailure(step, fact)) {
            flag(step, fact);
            step.label.problem(fact.error());
            tree.end(step);
            return;
        }
        if (step.said().isAfter(fact)) {
            lines.late();
            fillBlanks(step, fact);
            return;
        }
        judge(step, fact, target);
        tree.move(step, fact.event().parentId());
        fill(step, fact);
        examples.remove(step);
        State before = step.state();
        boolean wasEnded = step.isEnded();
        note(step, fact, target);
        step.become(target, Said.of(fact));
        if (target.isEnd()) {
            end(step, fact, before);
        } else if (wasEnded) {
            tree.reopen(step);
        }
    }

    private static boolean addsToFailure(StepNode step, Fact fact) {
        return fact.verb().addsToFailure() || step.isTimedOut() || step.isDeadLettered();
    }

    private void judge(StepNode step, Fact fact, State target) {
        State state = step.state();
        if (state == null) {
            if (target != State.RUNNING && target != State.SKIPPED) {
                lines.unknown();
            }
        } else if (!state.canBecome(target)) {
            lines.illegal();
        }
    }

    /** What a line that came late still tells of its step: who it is and where it belongs. */
    private void fillBlanks(StepNode step, Fact fact) {
        if (step.parent() == tree.root) {
            tree.move(step, fact.event().parentId());
        }
        Progress progress = fact.progress();
        if (progress != null && !step.hasIndex()) {
            step.index(progress.index(), progress.of());
        }
        if (step.label.name() == null && fact.target() == State.RUNNING) {
            step.label.name(fact.text("description"));
        }
    }

    private void fill(StepNode step, Fact fact) {
        Progress progress = fact.progress();
        step.label.take(progress);
        if (progress != null) {
            step.index(progress.index(), progress.of());
        }
        if (fact.target() == State.RUNNING || fact.target() == State.SKIPPED) {
            step.label.name(fact.text(step == tree.root ? "name" : "description"));
            if (fact.event().details().get("children") instanceof Iterable<?> keys) {
                tree.announce(step, keys);
            }
        }
    }

    private void note(StepNode step, Fact fact, State target) {
        long at = fact.at();
        if (target != State.PAUSED) {
            step.times.goOn(at, step.restAbove(at));
        }
        switch (target) {
            case RUNNING -> start(step, fact);
            case PAUSED -> step.times.pause(at, step.restAbove(at), fact.text("by"));
            case PENDING -> wait(step, fact);
            case COMPLETED, FAILED, CANCELLED, SKIPPED ->
                step.times.end(at, fact.event().durationMs());
        }
        if (target != State.RUNNING) {
            step.label.problem(fact.error());
        }
    }

    private void start(StepNode step, Fact fact) {
        if (step.state() == State.PAUSED) {
            step.label.forgetProblem();
            return;
        }
        Progress progress = fact.progress();
        step.times.start(fact.at());
        for (StepNode above = step.parent(); above != null; above = above.parent()) {
            above.times.hear(fact.at());
        }
        step.count.begin(progress);
        if (progress != null && progress.worker() != null && !step.isGroup()) {
            workers.begin(fact.writer(), progress.worker(), step, fact.at());
        }
    }

    private void wait(StepNode step, Fact fact) {
        Worker worker = step.worker();
        if (worker != null && step.state() != State.FAILED) {
            worker.failedOne();
        }
        workers.leave(step, fact.at());
        step.times.start(null);
        if (fact.verb() == Verb.STEP_RETRY_SCHEDULED) {
            step.retry();
        }
    }

    private void end(StepNode step, Fact fact, @Nullable State before) {
        long amount = step.count.take(fact.progress());
        if (step.count.rate() != null) {
            advance(step, amount, fact.at());
        }
        for (StepNode above = step.parent(); above != null; above = above.parent()) {
            above.times.advance(fact.at());
        }
        flag(step, fact);
        leaveWorker(step, fact, before);
        if (step.isItem()) {
            count(step, fact.at(), before);
            examples.add(step);
        }
        tree.end(step);
    }

    private static void flag(StepNode step, Fact fact) {
        if (fact.verb() == Verb.STEP_DEAD_LETTERED && !step.isDeadLettered()) {
            step.deadLetter();
        }
        if (fact.verb() == Verb.STEP_TIMED_OUT && !step.isTimedOut()) {
            step.timeOut();
        }
    }

    private void leaveWorker(StepNode step, Fact fact, @Nullable State before) {
        Worker worker = step.worker();
        if (worker != null && step.place() == Place.COMPLETED) {
            worker.completedOne();
        } else if (worker != null && step.place() == Place.FAILED && before != State.FAILED) {
            worker.failedOne();
        }
        workers.leave(step, fact.at());
    }

    @Override
    public void forgot(StepNode step) {
        StepNode parent = step.parent();
        if (parent != null && step.place() == Place.FAILED && step.isItem() && examples.findFailed(step.id) != step) {
            parent.belowOrNew().forgottenFailures++;
        }
    }

    @Override
    public void becameGroup(StepNode step) {
        examples.remove(step);
        workers.leave(step, step.said().at());
    }

    /** An item is done: rates and trends of all groups above get on. */
    private void count(StepNode item, long at, @Nullable State before) {
        goOn();
        if (!tree.isCounted(item)) {
            return;
        }
        boolean isWork = item.place() == Place.COMPLETED || item.place() == Place.FAILED;
        for (StepNode group = item.parent(); group != null; group = group.parent()) {
            Below below = group.belowOrNew();
            RateWindow rate = below.rate == null ? new RateWindow(settings, startOf(group, at)) : below.rate;
            below.rate = rate;
            if (item.place() == Place.EXISTING) {
                rate.skip(active(group, at));
            } else if (isWork && before != State.FAILED && before != State.COMPLETED) {
                rate.add(active(group, at), 1);
                TrendBuckets trend = below.trend == null ? new TrendBuckets() : below.trend;
                below.trend = trend;
                trend.add(at, 1);
            }
        }
    }

    private static long startOf(StepNode step, long at) {
        Long started = step.times.started();
        return started == null ? active(step, at) : active(step, Math.min(started, at));
    }

    /** A time without the pauses before it. */
    private static long active(StepNode step, long at) {
        return at - step.restUntil(at);
    }

    // ---- ticks

    private void tick(@Nullable StepNode known, String id, Fact fact) {
        if (known != null && known.isEnded()) {
            lines.late();
            return;
        }
        StepNode step = known == null ? tree.add(id, fact.event().parentId(), null) : known;
        if (step.state() == null) {
            lines.unknown();
            step.become(State.RUNNING, step.said());
        }
        step.label.take(fact.progress());
        advance(step, step.count.take(fact.progress()), fact.at());
    }

    /** So much of what a step counts was done: a sign of life for everything above. */
    private void advance(StepNode step, long amount, long at) {
        if (amount <= 0) {
            return;
        }
        step.count.worked(amount, startOf(step, at), active(step, at), settings);
        step.times.advance(at);
        if (step.parent() == tree.root || step.isGroup()) {
            step.count.chart(amount, at);
        }
        for (StepNode above = step.parent(); above != null; above = above.parent()) {
            above.times.advance(at);
            Below below = above.belowOrNew();
            if (below.rate != null) {
                below.rate.touch(active(above, at));
            }
        }
    }
}
