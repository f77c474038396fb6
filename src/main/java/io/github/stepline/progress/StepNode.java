package io.github.stepline.progress;

import io.github.stepline.State;
import io.github.stepline.progress.Tally.Place;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/*
 * Groups, items, parts
 *
 * A step is a group (run, phase, anything with steps below), an item, which is counted, or a part of an item, which is
 * not. What it is depends on what is below it alone, so it does not matter whose lines come first:
 *
 *   - the run is a group;
 *   - a step with a place among its siblings (progress.index) is an item, whatever is below it, unless those have places
 *     too, or the run has announced it by name;
 *   - any other step is a group as soon as something is below it, and an item before.
 *
 * Each step that has others below it keeps two tallies: of the items directly below, and of those further down. An item
 * that moves changes the tallies of all groups above, up to the first step that is none. When a step turns out to be
 * something else, what it has contributed is taken back and put in anew.
 */
/** What is known of one step. */
final class StepNode {
    /** By when they were spoken of last. */
    static final Comparator<StepNode> BY_LAST_WORD = StepNode::compareLastWords;

    private static final Said NEVER = new Said(Long.MIN_VALUE, null, null);

    final String id;
    final Label label = new Label();
    final Count count = new Count();
    final Times times = new Times();

    private @Nullable StepNode parent;
    private @Nullable Below below;
    private @Nullable Long index;
    private long order;
    private int announced;

    private @Nullable State state;
    private Place place = Place.NOWHERE;
    private boolean deadLettered;
    private boolean timedOut;
    private int retries;
    private long completedMicros = -1;
    private Said said = NEVER;
    private @Nullable Worker worker;

    StepNode(String id) {
        this.id = id;
    }

    private static int compareLastWords(StepNode one, StepNode other) {
        int byTime = Said.BY_TIME.compare(one.said, other.said);
        return byTime != 0 ? byTime : one.id.compareTo(other.id);
    }

    // ---- what it is

    @Nullable
    StepNode parent() {
        return parent;
    }

    @Nullable
    Below below() {
        return below;
    }

    Below belowOrNew() {
        Below known = below == null ? new Below() : below;
        below = known;
        return known;
    }

    boolean isGroup() {
        if (parent == null) {
            return true;
        }
        Below known = below;
        boolean isPlain = index == null || announced > 0;
        return known != null && (known.hasIndexed || isPlain && known.hasPlain);
    }

    /** Whether it is counted in the group above. */
    boolean isItem() {
        return parent != null && parent.isGroup() && !isGroup() && !parent.isInsideItem();
    }

    /** Whether it is below an item. */
    boolean isInsideItem() {
        for (StepNode step = parent; step != null; step = step.parent) {
            if (!step.isGroup()) {
                return true;
            }
        }
        return false;
    }

    int depth() {
        int depth = 0;
        for (StepNode step = parent; step != null; step = step.parent) {
            depth++;
        }
        return depth;
    }

    boolean isBelow(StepNode other) {
        for (StepNode step = this; step != null; step = step.parent) {
            if (step == other) {
                return true;
            }
        }
        return false;
    }

    boolean isAnnounced() {
        return announced > 0;
    }

    /** Which of the phases that the run named it is, from 1; 0 when it is none. */
    int announced() {
        return announced;
    }

    void announce(int number) {
        change(() -> announced = number);
    }

    /** Puts it below another step, which may make that one a group. */
    void attach(StepNode newParent) {
        contribute(-1);
        if (parent != null) {
            parent.belowOrNew().forget(this);
        }
        parent = newParent;
        order = ++newParent.belowOrNew().children;
        newParent.hasChild(index != null);
        contribute(1);
        register();
    }

    private void hasChild(boolean withIndex) {
        Below children = belowOrNew();
        if (withIndex ? !children.hasIndexed : !children.hasPlain) {
            change(() -> {
                children.hasIndexed |= withIndex;
                children.hasPlain |= !withIndex;
            });
            register();
        }
    }

    private void register() {
        if (parent != null && isGroup()) {
            boolean isBelowRun = parent.parent == null && !parent.id.isEmpty();
            parent.belowOrNew().addGroup(this, isBelowRun);
        }
    }

    // ---- what it counts for

    /** Takes what it counts for out of the groups above, changes something, and puts it in anew. */
    private void change(Runnable what) {
        contribute(-1);
        what.run();
        contribute(1);
    }

    private void contribute(int times) {
        if (parent == null) {
            return;
        }
        if (isGroup()) {
            Tally share = belowOrNew().all();
            for (StepNode above = parent; above != null; above = above.isGroup() ? above.parent : null) {
                above.belowOrNew().deep.add(share, times);
            }
        } else {
            parent.belowOrNew().own.add(this, times);
            StepNode above = parent.isGroup() ? parent.parent : null;
            for (; above != null; above = above.isGroup() ? above.parent : null) {
                above.belowOrNew().deep.add(this, times);
            }
        }
    }

    /** It has another state; where it is counted follows. */
    void become(State newState, Said newest) {
        said = newest;
        change(() -> {
            state = newState;
            place = Place.of(newState, retries > 0);
            boolean stillFailed = newState == State.FAILED;
            deadLettered &= stillFailed;
            timedOut &= stillFailed;
            completedMicros = newState == State.COMPLETED ? times.micros() : -1;
        });
    }

    void retry() {
        change(() -> retries++);
    }

    void deadLetter() {
        change(() -> deadLettered = true);
    }

    void timeOut() {
        change(() -> timedOut = true);
    }

    /** It must have failed before, though it is not known any more: what it counts for is in the tallies. */
    void assumeFailed() {
        if (parent != null && parent.belowOrNew().forgottenFailures > 0) {
            parent.belowOrNew().forgottenFailures--;
            state = State.FAILED;
            place = Place.FAILED;
        }
    }

    /** It is no longer kept and not known to have ended: it counts for nothing. */
    void leave() {
        contribute(-1);
        place = Place.NOWHERE;
        if (parent != null) {
            parent.belowOrNew().forget(this);
        }
    }

    // ---- its place among its siblings

    /** Takes the place that it was given, and how many siblings there are. */
    void index(@Nullable Long newIndex, @Nullable Long of) {
        if (newIndex != null && !newIndex.equals(index)) {
            change(() -> index = newIndex);
            if (parent != null) {
                parent.hasChild(true);
            }
        }
        if (index != null && of != null && parent != null) {
            Below above = parent.belowOrNew();
            above.siblings = Math.max(above.siblings, of);
        }
    }

    /** The place that was given, or else the order of arrival. */
    long index() {
        return index == null ? order : index;
    }

    boolean hasIndex() {
        return index != null;
    }

    // ---- where it stands

    @Nullable
    State state() {
        return state;
    }

    boolean isEnded() {
        return state != null && state.isEnd();
    }

    Place place() {
        return place;
    }

    boolean isDeadLettered() {
        return deadLettered;
    }

    boolean isTimedOut() {
        return timedOut;
    }

    /** How long it took in microseconds if it is completed, or -1. */
    long completedMicros() {
        return completedMicros;
    }

    int retries() {
        return retries;
    }

    Said said() {
        return said;
    }

    @Nullable
    Worker worker() {
        return worker;
    }

    void worker(@Nullable Worker newWorker) {
        worker = newWorker;
    }

    /** For how long it has rested until a time. A group rests with the one above; an item that runs goes on meanwhile. */
    long restUntil(long at) {
        long above = restAbove(at);
        return above + times.restUntil(at, above);
    }

    long restAbove(long at) {
        return parent == null || !isGroup() ? 0 : parent.restUntil(at);
    }
}
