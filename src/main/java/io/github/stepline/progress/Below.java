package io.github.stepline.progress;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the steps below a step. */
final class Below {
    /** How many steps directly below a run may turn out to be phases. */
    static final int MAX_PHASES = 32;

    /** The items directly below. */
    final Tally own = new Tally();

    /** The items further down. */
    final Tally deep = new Tally();

    /** Groups, and of a run the first items too, which may turn out to be phases; in the order of arrival. */
    final Set<StepNode> steps = new LinkedHashSet<>();

    /** Below an item: the parts that have not ended. */
    final Set<StepNode> openParts = new LinkedHashSet<>(2);

    /** How many steps have come by directly below. */
    long children;

    /** How many the program announced by name. */
    long announced;

    /** The largest number of siblings that one of them spoke of, or 0. */
    long siblings;

    boolean hasIndexed;
    boolean hasPlain;

    /** Whether one of them is, or was, a group. */
    boolean hasGroups;

    /** Ended groups that are no longer kept, and how many items they had. */
    long forgottenSteps;

    long forgottenItems;

    /** Failed items directly below that nobody remembers. */
    long forgottenFailures;

    @Nullable
    RateWindow rate;

    @Nullable
    TrendBuckets trend;

    /** Takes in a group. What was taken for items directly below a run were phases then: their pace is not that of items. */
    void addGroup(StepNode group, boolean isBelowRun) {
        steps.add(group);
        if (!hasGroups) {
            hasGroups = true;
            if (isBelowRun && isPhased()) {
                rate = null;
                trend = null;
            }
        }
    }

    /** Whether steps without items are phases too. */
    boolean isPhased() {
        return hasGroups && children <= MAX_PHASES;
    }

    /** Most steps have items below them and nothing else: for these no set is asked. */
    boolean lists(StepNode step) {
        return !steps.isEmpty() && steps.contains(step);
    }

    void forget(StepNode step) {
        if (!steps.isEmpty()) {
            steps.remove(step);
        }
        if (!openParts.isEmpty()) {
            openParts.remove(step);
        }
    }

    /** All items below. */
    Tally all() {
        Tally all = new Tally();
        all.add(own, 1);
        all.add(deep, 1);
        return all;
    }
}
