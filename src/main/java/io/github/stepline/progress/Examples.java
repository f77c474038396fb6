package io.github.stepline.progress;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the items that have ended: the first that were there already, the last that were completed, and the first that
 * failed. Those directly below the run are kept apart, for they may turn out to be phases.
 */
final class Examples {
    private final StepTree tree;
    private final FoldSettings settings;
    private final Shelf<StepNode> existing;
    private final Shelf<StepNode> existingBelowRun;
    private final Shelf<StepNode> completed;
    private final Shelf<StepNode> completedBelowRun;
    private final Shelf<StepNode> failed;

    Examples(StepTree tree, FoldSettings settings) {
        this.tree = tree;
        this.settings = settings;
        this.existing = Shelf.ofFirst(settings.existing(), StepNode.BY_LAST_WORD);
        this.existingBelowRun = Shelf.ofFirst(settings.existing(), StepNode.BY_LAST_WORD);
        this.completed = Shelf.ofLast(settings.completed(), StepNode.BY_LAST_WORD);
        this.completedBelowRun = Shelf.ofLast(settings.completed(), StepNode.BY_LAST_WORD);
        this.failed = Shelf.ofFirst(settings.failed(), StepNode.BY_LAST_WORD);
    }

    /** Takes in an item that has ended. */
    void add(StepNode item) {
        boolean isBelowRun = item.parent() == tree.root;
        switch (item.place()) {
            case EXISTING -> (isBelowRun ? existingBelowRun : existing).add(item);
            case COMPLETED -> (isBelowRun ? completedBelowRun : completed).add(item);
            case FAILED -> failed.add(item);
            case NOWHERE, PROCESSING, RETRYING, CANCELLED -> {}
        }
    }

    /** It is no ended item any more: it goes on, or is a group. */
    void remove(StepNode step) {
        switch (step.place()) {
            case EXISTING -> {
                existing.remove(step);
                existingBelowRun.remove(step);
            }
            case COMPLETED -> {
                completed.remove(step);
                completedBelowRun.remove(step);
            }
            case FAILED -> failed.remove(step);
            case NOWHERE, PROCESSING, RETRYING, CANCELLED -> {}
        }
    }

    @Nullable
    StepNode findFailed(String id) {
        return failed.find(step -> step.id.equals(id));
    }

    /** The first one first. */
    List<StepNode> existing() {
        List<StepNode> all = both(existing, existingBelowRun);
        return all.subList(0, Math.min(all.size(), settings.existing()));
    }

    /** The last one first. */
    List<StepNode> completed() {
        List<StepNode> all = both(completed, completedBelowRun);
        all.sort(StepNode.BY_LAST_WORD.reversed());
        return all.subList(0, Math.min(all.size(), settings.completed()));
    }

    /** The first one first; phases that failed without items too. */
    List<StepNode> failed() {
        return failed.all();
    }

    private List<StepNode> both(Shelf<StepNode> items, Shelf<StepNode> belowRun) {
        List<StepNode> both = new ArrayList<>(items.all());
        if (!tree.isPhased()) {
            both.addAll(belowRun.all());
            both.sort(StepNode.BY_LAST_WORD);
        }
        return both;
    }
}
