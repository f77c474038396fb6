package io.github.stepline.progress;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the steps below a step. */
final class Below {
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

    @Nullable
    RateWindow rate;

    @Nullable
    TrendBuckets trend;

    /** What was taken for items so far were phases: their pace is not that of items. */
    void forgetPace() {
        rate = null;
        trend = null;
    }

    void forget(StepNode step) {
        steps.remove(step);
        openParts.remove(step);
    }

    /** All items below. */
    Tally all() {
        Tally all = new Tally();
        all.add(own, 1);
        all.add(deep, 1);
        return all;
    }
}
