package io.github.stepline.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one run: finds them, hangs them in, and forgets those that nobody needs. Kept are the steps that have not
 * ended, at most 100,000 of them; ended groups, the newest 100; the first 32 steps directly below a run and those that it
 * announced; and, so that late words find them, the newest 256 of all the others that ended.
 */
final class StepTree {
    /** Who wants to know what happens in the tree. */
    interface Watcher {
        /** What was taken for an item turned out to be a group. */
        void becameGroup(StepNode step);

        /** A step that had ended is not found any more. */
        void forgot(StepNode step);
    }

    private static final int MAX_OPEN = 100_000;
    private static final int MAX_ENDED_GROUPS = 100;
    private static final int MAX_ENDED = 256;
    private static final int MAX_ANNOUNCED = 1_000;
    private static final int MAX_DEPTH = 10;

    final StepNode root;
    private final boolean isRun;
    private final Watcher watcher;
    private final Map<String, StepNode> kept = new LinkedHashMap<>();
    private final Map<String, StepNode> ended = new LinkedHashMap<>();
    private final Deque<StepNode> endedGroups = new ArrayDeque<>();

    /**
     * @param runId the run's id, or empty for the steps that belong to no run
     */
    StepTree(String runId, Watcher watcher) {
        this.watcher = watcher;
        root = new StepNode(runId);
        isRun = !runId.isEmpty();
        root.belowOrNew();
    }

    boolean isRun() {
        return isRun;
    }

    /** Whether the steps directly below the run are phases, so that those without items count for nothing. */
    boolean isPhased() {
        Below below = root.belowOrNew();
        return isRun && below.isPhased();
    }

    /** Whether a step is an item, and no phase without items. */
    boolean isCounted(StepNode step) {
        return step.isItem() && !(step.parent() == root && isPhased());
    }

    /** All that are kept but the root, the oldest first. */
    Iterable<StepNode> all() {
        return kept.values();
    }

    @Nullable
    StepNode find(String id) {
        if (isRun && id.equals(root.id)) {
            return root;
        }
        StepNode known = kept.get(id);
        return known == null ? ended.get(id) : known;
    }

    /** A new step; one of the same id, which has ended, gives way. */
    StepNode add(String id, @Nullable String parentId, @Nullable Long index) {
        StepNode step = new StepNode(id);
        step.index(index, null);
        ended.remove(id);
        kept.put(id, step);
        hangIn(step, parentId);
        if (kept.size() > MAX_OPEN) {
            forgetOldestOpen();
        }
        return step;
    }

    /** Puts a step where a line says it belongs. */
    void move(StepNode step, @Nullable String parentId) {
        StepNode parent = step.parent();
        if (parentId != null && parent != null && !parent.id.equals(parentId)) {
            hangIn(step, parentId);
            if (step.isEnded()) {
                end(step);
            }
        }
    }

    private void hangIn(StepNode step, @Nullable String parentId) {
        StepNode parent = parentId == null || parentId.equals(step.id) ? root : findOrAnnounced(parentId);
        parent = parent.isBelow(step) ? root : notTooDeep(parent);
        boolean wasGroup = parent.isGroup();
        step.attach(parent);
        if (!wasGroup && parent.isGroup()) {
            watcher.becameGroup(parent);
            if (parent.isEnded()) {
                keepEndedGroup(parent);
            }
        }
        Below above = parent.belowOrNew();
        if (parent == root && isRun && above.children <= Below.MAX_PHASES) {
            above.steps.add(step);
        }
        if (!step.isEnded() && (!parent.isGroup() || parent.isInsideItem())) {
            above.openParts.add(step);
        }
    }

    private static StepNode notTooDeep(StepNode parent) {
        StepNode above = parent;
        for (int depth = parent.depth(); depth >= MAX_DEPTH && above.parent() != null; depth--) {
            above = above.parent();
        }
        return above;
    }

    private StepNode findOrAnnounced(String parentId) {
        StepNode known = find(parentId);
        return known == null ? add(parentId, null, null) : known;
    }

    /** The run says by name which steps it will have; of others, how many that are is all that matters. */
    void announce(StepNode step, Iterable<?> keys) {
        int number = 0;
        for (Object key : keys) {
            number++;
            if (step == root && isRun && number <= MAX_ANNOUNCED) {
                StepNode phase = find(String.valueOf(key));
                phase = phase == null ? add(String.valueOf(key), null, null) : phase;
                announce(phase, number);
            }
        }
        Below below = step.belowOrNew();
        below.announced = Math.max(below.announced, number);
    }

    private void announce(StepNode phase, int number) {
        if (phase.parent() == root) {
            phase.announce(number);
            root.belowOrNew().steps.add(phase);
        }
    }

    /** The step has ended: keeps it where a view may still show it, otherwise for late words only. */
    void end(StepNode step) {
        if (step == root) {
            return;
        }
        endParts(step);
        StepNode parent = step.parent();
        if (step.isInsideItem()) {
            forget(step);
        } else if (step.isGroup()) {
            keepEndedGroup(step);
        } else if (parent == null || !parent.belowOrNew().lists(step)) {
            forget(step);
        }
    }

    private void endParts(StepNode step) {
        Below below = step.below();
        if (below != null && !below.openParts.isEmpty()) {
            StepNode[] open = below.openParts.toArray(StepNode[]::new);
            for (StepNode part : open) {
                endParts(part);
                forget(part);
            }
        }
    }

    /** A step that had ended is open again. */
    void reopen(StepNode step) {
        ended.remove(step.id, step);
        endedGroups.remove(step);
        kept.put(step.id, step);
    }

    private void keepEndedGroup(StepNode group) {
        ended.remove(group.id, group);
        kept.putIfAbsent(group.id, group);
        endedGroups.remove(group);
        endedGroups.add(group);
        if (endedGroups.size() > MAX_ENDED_GROUPS) {
            forgetGroup(endedGroups.remove());
        }
    }

    private void forgetGroup(StepNode group) {
        StepNode parent = group.parent();
        if (parent != null) {
            Below above = parent.belowOrNew();
            above.forgottenSteps++;
            above.forgottenItems += group.belowOrNew().all().seen();
        }
        forget(group);
    }

    private void forget(StepNode step) {
        StepNode parent = step.parent();
        if (parent != null) {
            parent.belowOrNew().forget(step);
        }
        kept.remove(step.id, step);
        ended.put(step.id, step);
        if (ended.size() > MAX_ENDED) {
            Iterator<StepNode> eldest = ended.values().iterator();
            watcher.forgot(eldest.next());
            eldest.remove();
        }
    }

    /** Ends are missing: what is oldest is counted no longer; should its end come after all, it counts as one. */
    private void forgetOldestOpen() {
        for (StepNode step : kept.values()) {
            if (!step.isGroup() && !step.isEnded() && !step.isAnnounced()) {
                step.leave();
                kept.remove(step.id, step);
                return;
            }
        }
    }
}
