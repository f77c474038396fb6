package io.github.stepline.progress;

import io.github.stepline.State;
import io.github.stepline.progress.Tally.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws one run as it is at one moment. Serves once. */
final class Picture {
    private static final int MAX_STEPS = 100;
    private static final Comparator<StepNode> OLDEST_FIRST = Comparator.comparing(
                    (StepNode step) -> step.times.begun(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparingLong(StepNode::index)
            .thenComparing(step -> step.id);

    /** Announced ones before those that nobody has announced. */
    private static final Comparator<StepNode> PHASES = Comparator.comparing((StepNode step) -> !step.isAnnounced())
            .thenComparingInt(StepNode::announced)
            .thenComparing(OLDEST_FIRST);

    private static final Comparator<Worker> BY_NAME = Comparator.comparing((Worker worker) -> prefix(worker.key.name()))
            .thenComparingInt(worker -> worker.key.name().length())
            .thenComparing(worker -> worker.key.name())
            .thenComparing(worker -> String.valueOf(worker.key.writer()));

    private final RunFold run;
    private final FoldSettings settings;
    private final long now;
    private final Totals totals;
    private final Map<StepNode, int[]> working = new HashMap<>();

    Picture(RunFold run, FoldSettings settings, long now) {
        this.run = run;
        this.settings = settings;
        this.now = now;
        this.totals = new Totals(run.tree);
    }

    RunSnapshot draw() {
        countWorkers();
        StepTree tree = run.tree;
        Shelf<StepNode> processing = Shelf.ofFirst(settings.processing(), OLDEST_FIRST);
        Shelf<StepNode> retrying = Shelf.ofFirst(settings.processing(), OLDEST_FIRST);
        for (StepNode step : tree.all()) {
            if (step.place() == Place.PROCESSING && tree.isCounted(step)) {
                processing.add(step);
            } else if (step.place() == Place.RETRYING && tree.isCounted(step)) {
                retrying.add(step);
            }
        }
        return new RunSnapshot(
                tree.isRun() ? tree.root.id : null,
                step(tree.root),
                items(run.examples.existing()),
                items(processing.all()),
                items(run.examples.completed()),
                items(retrying.all()),
                failures(),
                workers());
    }

    // ---- steps

    private StepSnapshot step(StepNode step) {
        boolean isRoot = step == run.tree.root;
        List<StepNode> below = stepsBelow(step);
        Amount work = totals.work(step);
        Long lastAdvance = step.times.advanced();
        int[] busy = working.getOrDefault(step, new int[2]);
        return new StepSnapshot(
                isRoot && !run.tree.isRun() ? null : step.id,
                parentId(step),
                name(step),
                state(step),
                instant(step.times.started()),
                instant(step.times.ended()),
                elapsed(step),
                instant(step.times.pausedAt()),
                step.times.pausedBy(),
                step.label.problem(),
                totals.counts(step),
                work,
                step.count.amount(),
                totals.fraction(step),
                instant(lastAdvance),
                speed(step),
                eta(step, work),
                trend(step),
                busy[0],
                busy[1],
                steps(below.subList(0, Math.min(below.size(), MAX_STEPS))),
                Math.max(0, below.size() - MAX_STEPS) + (step.below() == null ? 0 : step.belowOrNew().forgottenSteps));
    }

    private List<StepSnapshot> steps(List<StepNode> nodes) {
        List<StepSnapshot> steps = new ArrayList<>(nodes.size());
        for (StepNode node : nodes) {
            steps.add(step(node));
        }
        return steps;
    }

    private List<StepNode> stepsBelow(StepNode step) {
        Below below = step.below();
        if (below == null || !step.isGroup()) {
            return List.of();
        }
        boolean arePhases = step == run.tree.root && (run.tree.isPhased() || below.announced > 0 && run.tree.isRun());
        List<StepNode> steps = new ArrayList<>();
        for (StepNode candidate : below.steps) {
            if (candidate.isGroup() || arePhases) {
                steps.add(candidate);
            }
        }
        steps.sort(PHASES);
        return steps;
    }

    private static @Nullable String parentId(StepNode step) {
        StepNode parent = step.parent();
        return parent == null || parent.parent() == null && parent.id.isEmpty() ? null : parent.id;
    }

    private static String name(StepNode step) {
        String name = step.label.name();
        return name == null ? step.id : name;
    }

    private State state(StepNode step) {
        State state = step.state();
        if (state != null) {
            return state;
        }
        return totals.tally(step).at(Place.PROCESSING) > 0 ? State.RUNNING : State.PENDING;
    }

    private double elapsed(StepNode step) {
        Double elapsed = step.times.elapsedMs(now);
        return elapsed == null ? 0 : elapsed;
    }

    private Trend trend(StepNode step) {
        if (!totals.countsItems(step)) {
            return step.count.trend();
        }
        TrendBuckets trend = step.belowOrNew().trend;
        return trend == null ? Trend.NONE : trend.trend();
    }

    // ---- how fast, how long

    private @Nullable RateWindow rate(StepNode step) {
        return totals.countsItems(step) ? step.belowOrNew().rate : step.count.rate();
    }

    private Speed speed(StepNode step) {
        RateWindow rate = rate(step);
        Double averageItem = totals.tally(step).averageMs();
        return rate == null
                ? new Speed(null, null, averageItem)
                : new Speed(perSecond(step, rate), averagePerSecond(step, rate), averageItem);
    }

    /** Of items from the numbers alone, which do not depend on the order of lines. */
    private @Nullable Double averagePerSecond(StepNode step, RateWindow rate) {
        if (!totals.countsItems(step)) {
            return rate.averagePerSecond();
        }
        Long begun = step.times.begun();
        Long advanced = step.times.advanced();
        if (begun == null || advanced == null) {
            return null;
        }
        Tally tally = totals.tally(step);
        long done = tally.at(Place.COMPLETED) + tally.at(Place.FAILED);
        long time = advanced - begun - step.restUntil(advanced);
        return done == 0 || time <= 0 ? null : Double.valueOf(done * 1_000.0 / time);
    }

    private @Nullable Double perSecond(StepNode step, RateWindow rate) {
        if (step.isEnded()) {
            return null;
        }
        return rate.stalledMs(active(step)) > 0 ? Double.valueOf(0) : rate.recentPerSecond();
    }

    private Eta eta(StepNode step, @Nullable Amount work) {
        if (state(step) != State.RUNNING && state(step) != State.PAUSED) {
            return Eta.NONE;
        }
        if (isResting(step)) {
            return Eta.PAUSED;
        }
        RateWindow rate = rate(step);
        Long total = work == null ? null : work.total();
        Eta eta = rate == null || work == null
                ? total == null ? Eta.NONE : Eta.ESTIMATING
                : total == null ? stallOnly(step, rate) : rate.eta(active(step), Math.max(0, total - work.current()));
        Long since = run.stalledSince();
        return since == null || step.isItem()
                ? eta
                : new Eta(Eta.Kind.STALLED, eta.remainingMs(), 0, 0, Math.max(0, now - since));
    }

    private Eta stallOnly(StepNode step, RateWindow rate) {
        long stalled = rate.stalledMs(active(step));
        return stalled > 0 ? new Eta(Eta.Kind.STALLED, 0, 0, 0, stalled) : Eta.NONE;
    }

    private static boolean isResting(StepNode step) {
        boolean rests = step.times.pausedAt() != null;
        for (StepNode above = step; !rests && above.isGroup() && above.parent() != null; ) {
            above = above.parent();
            rests = above.times.pausedAt() != null;
        }
        return rests;
    }

    private long active(StepNode step) {
        return now - step.restUntil(now);
    }

    // ---- items and workers

    private List<ItemSnapshot> items(List<StepNode> steps) {
        List<ItemSnapshot> items = new ArrayList<>();
        for (StepNode step : steps) {
            if (run.tree.isCounted(step)) {
                items.add(item(step));
            }
        }
        return items;
    }

    private ItemSnapshot item(StepNode step) {
        Amount amount = step.count.amount();
        RateWindow rate = step.count.rate();
        Worker worker = step.worker();
        return new ItemSnapshot(
                step.id,
                parentId(step),
                name(step),
                step.index(),
                of(step),
                state(step),
                amount,
                step.label.attempt(),
                step.label.maxAttempts(),
                step.retries(),
                worker == null ? null : worker.key.name(),
                step.isEnded() ? null : doing(step),
                instant(step.times.started()),
                elapsed(step),
                rate == null ? null : perSecond(step, rate),
                eta(step, amount),
                step.label.problem());
    }

    private @Nullable Long of(StepNode step) {
        return step.label.of() == null && step.parent() != null ? totals.total(step.parent()) : step.label.of();
    }

    private static @Nullable String doing(StepNode step) {
        String newest = null;
        if (step.below() != null) {
            for (StepNode part : step.belowOrNew().openParts) {
                newest = name(part);
            }
        }
        return step.label.doing() == null ? newest : step.label.doing();
    }

    private List<FailureSnapshot> failures() {
        List<FailureSnapshot> failures = new ArrayList<>();
        for (StepNode step : run.examples.failed()) {
            failures.add(failure(step));
        }
        return failures;
    }

    private FailureSnapshot failure(StepNode step) {
        Worker worker = step.worker();
        Long ended = step.times.ended();
        return new FailureSnapshot(
                step.id,
                parentId(step),
                name(step),
                step.index(),
                of(step),
                Instant.ofEpochMilli(ended == null ? now : ended),
                step.times.elapsedMs(now),
                step.retries(),
                worker == null ? null : worker.key.name(),
                step.label.problem(),
                step.isTimedOut(),
                step.isDeadLettered());
    }

    private List<WorkerSnapshot> workers() {
        List<Worker> sorted = new ArrayList<>(run.workers.all());
        sorted.sort(BY_NAME);
        List<WorkerSnapshot> drawn = new ArrayList<>(sorted.size());
        for (Worker worker : sorted) {
            drawn.add(worker(worker));
        }
        return drawn;
    }

    private WorkerSnapshot worker(Worker worker) {
        StepNode item = worker.item();
        StepNode last = worker.last();
        return new WorkerSnapshot(
                worker.key.name(),
                worker.key.writer(),
                item == null ? null : item(item),
                last == null ? "" : name(last),
                Instant.ofEpochMilli(worker.since()),
                worker.completed(),
                worker.failed(),
                worker.lastFailed());
    }

    /** For each step how many workers work below it, and how many did so last. */
    private void countWorkers() {
        for (Worker worker : run.workers.all()) {
            for (StepNode above = worker.last(); above != null; above = above.parent()) {
                int[] counts = working.computeIfAbsent(above, unused -> new int[2]);
                counts[0] += worker.item() == null ? 0 : 1;
                counts[1]++;
            }
        }
    }

    private static String prefix(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
