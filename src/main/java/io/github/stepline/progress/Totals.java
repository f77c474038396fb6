package io.github.stepline.progress;

import io.github.stepline.State;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many items a step has, as far as anybody said, and how much of it is done; at one moment, so it serves once. */
final class Totals {
    /** Units of which nobody means items. */
    private static final Set<String> MEASURES = Set.of(
            "byte",
            "bytes",
            "b",
            "kb",
            "mb",
            "gb",
            "tb",
            "kib",
            "mib",
            "gib",
            "tib",
            "ms",
            "s",
            "seconds",
            "minutes",
            "chars",
            "characters",
            "tokens",
            "percent",
            "%");

    private static final String ITEMS = "items";

    /** All is done only when nothing is unknown. */
    private static final double MOST_WHILE_UNKNOWN = 0.99;

    private final StepTree tree;
    private final Map<StepNode, Tally> tallies = new HashMap<>();
    private final Map<StepNode, @Nullable Long> totals = new HashMap<>();

    Totals(StepTree tree) {
        this.tree = tree;
    }

    /** The items below a step; directly below a run, phases without items are none. */
    Tally tally(StepNode step) {
        return tallies.computeIfAbsent(step, this::tallyOf);
    }

    private Tally tallyOf(StepNode step) {
        Below below = step.below();
        if (below == null || !step.isGroup()) {
            return new Tally();
        }
        return step == tree.root && tree.isPhased() ? below.deep : below.all();
    }

    Counts counts(StepNode step) {
        return tally(step).counts(total(step));
    }

    /** How many items there are below a step, or null while nobody knows. */
    @Nullable
    Long total(StepNode step) {
        if (!totals.containsKey(step)) {
            totals.put(step, totalOf(step));
        }
        return totals.get(step);
    }

    private @Nullable Long totalOf(StepNode step) {
        Below below = step.below();
        if (below == null || !step.isGroup()) {
            return null;
        }
        long seen = tally(step).seen();
        Long total = said(step, below);
        total = total == null ? sum(step, below) : total;
        if (total == null) {
            return step.isEnded() ? Long.valueOf(seen) : null;
        }
        return Math.max(total, seen);
    }

    /** What the step itself said: how many items it knows, or of how much it is a part of. */
    private @Nullable Long said(StepNode step, Below below) {
        if (!step.hasIndex() && step.label.of() != null) {
            return step.label.of();
        }
        if (below.siblings > 0 && !below.hasGroups) {
            return below.siblings;
        }
        Amount amount = step.count.amount();
        return amount != null && isOfItems(amount.unit()) ? amount.total() : null;
    }

    private @Nullable Long sum(StepNode step, Below below) {
        Long direct = direct(step, below);
        if (direct == null) {
            return null;
        }
        long sum = direct + below.forgottenItems;
        for (StepNode phase : below.steps) {
            Long items = ofPhase(phase);
            if (items == null) {
                return null;
            }
            sum += items;
        }
        return sum;
    }

    /** One that has started and has no items will hardly get any; of one that has not started nobody knows. */
    private @Nullable Long ofPhase(StepNode phase) {
        if (!phase.isGroup() && phase.state() != null) {
            return 0L;
        }
        if (phase.isEnded()) {
            return tally(phase).seen();
        }
        return total(phase);
    }

    /** How many items there are directly below, or null. */
    private @Nullable Long direct(StepNode step, Below below) {
        boolean isPhased = step == tree.root && tree.isPhased();
        if (isPhased) {
            return 0L;
        }
        if (below.siblings > 0) {
            return below.siblings;
        }
        if (below.announced > 0) {
            return below.announced;
        }
        return step.isEnded() || below.hasGroups && below.own.seen() == 0 ? below.own.seen() : null;
    }

    private static boolean isOfItems(@Nullable String unit) {
        return unit == null || !MEASURES.contains(unit.toLowerCase(Locale.ROOT));
    }

    /** Whether the work of a step are its items, and not what it counts itself. */
    boolean countsItems(StepNode step) {
        if (!step.isGroup()) {
            return false;
        }
        Amount amount = step.count.amount();
        return amount == null || total(step) != null || tally(step).seen() > amount.current();
    }

    /** How much of a step is done. */
    @Nullable
    Amount work(StepNode step) {
        Amount amount = step.count.amount();
        if (!countsItems(step)) {
            return amount;
        }
        Long total = total(step);
        long done = tally(step).ended();
        if (total == null && tally(step).seen() == 0) {
            return null;
        }
        String unit = amount == null || amount.unit() == null || !isOfItems(amount.unit()) ? ITEMS : amount.unit();
        return new Amount(done, total, unit);
    }

    /** The part of a step that is done, or null while nobody knows. */
    @Nullable
    Double fraction(StepNode step) {
        if (step.state() == State.COMPLETED || step.state() == State.SKIPPED) {
            return 1.0;
        }
        Amount work = work(step);
        Double fraction = work == null ? null : work.fraction();
        boolean knowsPhases = step == tree.root && tree.isRun() && step.belowOrNew().announced > 0;
        return fraction == null && knowsPhases ? (Double) fractionOfPhases() : fraction;
    }

    /**
     * While some phases have not said how much they have to do: of the items that are known, and never all; the mean of the
     * phases where none of them knows items.
     */
    private double fractionOfPhases() {
        long known = 0;
        for (StepNode phase : tree.root.belowOrNew().steps) {
            Long total = total(phase);
            known += total == null ? 0 : total;
        }
        if (known == 0) {
            return meanOfPhases();
        }
        Tally tally = tally(tree.root);
        return Math.min(MOST_WHILE_UNKNOWN, (double) tally.ended() / Math.max(known, tally.seen()));
    }

    private double meanOfPhases() {
        double sum = 0;
        int count = 0;
        for (StepNode phase : tree.root.belowOrNew().steps) {
            Double fraction = fraction(phase);
            sum += fraction == null ? 0 : fraction;
            count++;
        }
        return count == 0 ? 0.0 : sum / count;
    }
}
