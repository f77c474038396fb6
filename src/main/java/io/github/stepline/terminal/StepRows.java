package io.github.stepline.terminal;

import io.github.stepline.State;
import io.github.stepline.progress.Amount;
import io.github.stepline.progress.Counts;
import io.github.stepline.progress.Eta;
import io.github.stepline.progress.Numbers;
import io.github.stepline.progress.RunSnapshot;
import io.github.stepline.progress.StepSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The line of a run and those of its phases, in common columns. */
final class StepRows {
    /** Gap, cells of the bar, columns of the name, whether elapsed time is shown: the first that fits is taken. */
    private static final int[][] LAYOUTS = {
        {3, 100, 200, 1},
        {2, 100, 200, 1},
        {2, 20, 30, 1},
        {2, 15, 20, 1},
        {2, 12, 18, 1},
        {2, 10, 18, 0},
        {1, 8, 16, 0},
        {1, 6, 12, 0},
        {1, 4, 10, 0},
        {1, 0, 14, 0},
        {1, 0, 8, 0}
    };

    private static final int PERCENT = 5;
    private static final int SPARK = 12;
    private static final int MIN_SPARK = 4;
    private static final int SPIN_MS = 500;

    private final Instant now;
    private final StepSnapshot run;
    private final List<StepSnapshot> phases;
    private final int columns;
    private final Theme theme;
    private final Glyphs glyphs;

    private int gap;
    private int bar;
    private int name;
    private int counts;
    private int elapsed;

    StepRows(Instant now, RunSnapshot run, int columns, Theme theme) {
        this.now = now;
        this.run = run.step();
        this.phases = run.step().steps();
        this.columns = columns;
        this.theme = theme;
        this.glyphs = theme.glyphs();
        layOut();
    }

    private void layOut() {
        int most = theme.options().number(Setting.BAR_WIDTH, 4, 100);
        int names = Math.min(theme.options().number(Setting.NAME_WIDTH, 8, 200), widest(true));
        counts = Math.max(width(countsOf(run)), widest(false));
        int times = Math.max(width(elapsedOf(run)), 6);
        int tail = width(tailOf(run));
        for (int[] layout : LAYOUTS) {
            gap = layout[0];
            bar = Math.min(most, layout[1]);
            name = Math.min(names, layout[2]);
            elapsed = layout[3] == 1 ? times : 0;
            int rest = (elapsed == 0 ? 0 : gap + elapsed) + (tail == 0 ? 0 : gap + tail);
            if (1 + name + (bar == 0 ? 0 : gap + bar) + PERCENT + gap + counts + rest <= columns) {
                return;
            }
        }
    }

    private int widest(boolean ofNames) {
        int widest = ofNames ? width(nameOf(run)) : 0;
        for (StepSnapshot phase : phases) {
            widest = Math.max(
                    widest, ofNames ? 2 + width(nameOf(phase)) + width(workersOf(phase)) : width(countsOf(phase)));
        }
        return widest;
    }

    private static int width(String text) {
        return DisplayWidth.of(CellText.clean(text));
    }

    // ---- rows

    Row header() {
        RowWriter row = new RowWriter(columns, theme).gap(1);
        row.put(Ink.BOLD, DisplayWidth.cutMiddle(CellText.clean(nameOf(run)), name, glyphs.ellipsis));
        middle(row, run, run.state() == State.RUNNING ? inkOf(State.COMPLETED) : inkOf(run.state()));
        row.gap(gap).put(tailInk(run), tailOf(run));
        return row.end();
    }

    /** At most this many phases: those that run, and those nearest to them. */
    List<Row> phases(int limit) {
        List<Row> rows = new ArrayList<>();
        for (StepSnapshot phase : nearest(limit)) {
            rows.add(phase(phase));
        }
        return rows;
    }

    int phaseCount() {
        return phases.size();
    }

    /** What the names of all active items begin with, because one phase is active alone; empty when that is not so. */
    String commonPrefix() {
        StepSnapshot active = onlyActive();
        return active != null && active.id() != null ? active.id() + "/" : "";
    }

    private @Nullable StepSnapshot onlyActive() {
        StepSnapshot active = null;
        for (StepSnapshot phase : phases) {
            if (isActive(phase)) {
                if (active != null) {
                    return null;
                }
                active = phase;
            }
        }
        return active;
    }

    private List<StepSnapshot> nearest(int limit) {
        if (phases.size() <= limit) {
            return phases;
        }
        int current = 0;
        while (current < phases.size() - 1 && phases.get(current).state().isEnd()) {
            current++;
        }
        int middle = current;
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            places.add(i);
        }
        places.sort(
                Comparator.comparing((Integer i) -> !isActive(phases.get(i))).thenComparing(i -> Math.abs(i - middle)));
        return places.subList(0, limit).stream().sorted().map(phases::get).toList();
    }

    private static boolean isActive(StepSnapshot step) {
        return step.state() == State.RUNNING || step.state() == State.PAUSED;
    }

    private Row phase(StepSnapshot phase) {
        RowWriter row = new RowWriter(columns, theme).gap(1);
        row.put(inkOf(phase.state()), signOf(phase.state())).gap(1);
        String workers = width(nameOf(phase)) + width(workersOf(phase)) + 2 <= name ? workersOf(phase) : "";
        String shown =
                DisplayWidth.cutMiddle(CellText.clean(nameOf(phase)), name - 2 - workers.length(), glyphs.ellipsis);
        row.put(shown).put(Ink.DIM, workers);
        if (phase.state() == State.PENDING && phase.counts().seen() == 0) {
            row.to(1 + name + gap).put(Ink.DIM, "waiting");
            return row.end();
        }
        middle(row, phase, barInkOf(phase));
        phaseTail(row, phase);
        return row.end();
    }

    /** Bar, percent, counts, elapsed time. */
    private void middle(RowWriter row, StepSnapshot step, Ink ink) {
        Double fraction = step.fraction();
        row.to(1 + name);
        if (bar > 0) {
            row.gap(gap);
            if (fraction != null) {
                Bar.draw(row, fraction, bar, ink, glyphs);
            } else if (!step.state().isEnd()) {
                row.put(ink, spinner(step))
                        .gap(1)
                        .put(Ink.DIM, isFresh(step) && bar >= 11 ? "starting" + glyphs.ellipsis : "");
            }
            row.to(1 + name + gap + bar);
        }
        row.right(Ink.PLAIN, fraction == null ? "" : Numbers.percent(fraction), PERCENT);
        row.gap(gap).right(Ink.PLAIN, countsOf(step), counts);
        if (elapsed > 0) {
            row.gap(gap).right(Ink.PLAIN, elapsedOf(step), elapsed);
        }
    }

    private void phaseTail(RowWriter row, StepSnapshot phase) {
        if (phase.state().isEnd()) {
            return;
        }
        if (phase.state() == State.PAUSED || phase.eta().kind() == Eta.Kind.STALLED) {
            row.gap(gap).putWhole(tailInk(phase), tailOf(phase));
            return;
        }
        String rate = rateOf(phase, theme);
        if (!rate.isEmpty()) {
            row.gap(gap).putWhole(Ink.PLAIN, rate);
            int cells = Math.min(SPARK, row.left() - 1);
            if (cells >= MIN_SPARK) {
                row.gap(1).put(Ink.BLUE, Bar.spark(phase.trend().done(), cells, glyphs));
            }
        }
    }

    // ---- words

    private String nameOf(StepSnapshot step) {
        return step.name().isEmpty() ? "steps" : step.name();
    }

    private static String workersOf(StepSnapshot step) {
        return isActive(step) && step.workersKnown() > 0
                ? " (" + step.workersActive() + "/" + step.workersKnown() + " workers)"
                : "";
    }

    private static boolean isFresh(StepSnapshot step) {
        return step.counts().processed() == 0 && step.amount() == null;
    }

    private String spinner(StepSnapshot step) {
        int turn = (int) (step.elapsedMs() / SPIN_MS) % glyphs.spinner.length();
        return glyphs.spinner.substring(turn, turn + 1);
    }

    static String countsOf(StepSnapshot step) {
        Amount work = step.work();
        if (work == null) {
            Counts counts = step.counts();
            return counts.seen() == 0 ? "" : StatusRows.place(counts.processed(), totalOf(step));
        }
        Long total = work.total() == null && step.amount() == null ? totalOf(step) : work.total();
        String done = Numbers.count(work.current(), work.unit());
        if (total == null) {
            return step.state().isEnd() ? done : done + "/?";
        }
        return done + "/" + Numbers.count(total, work.unit());
    }

    /** How many items there are: of those phases that know, while the step itself does not; or null. */
    static @Nullable Long totalOf(StepSnapshot step) {
        Long total = step.counts().total();
        if (total != null) {
            return total;
        }
        long known = 0;
        for (StepSnapshot phase : step.steps()) {
            Long more = phase.counts().total();
            known += more == null ? 0 : more;
        }
        return known == 0 ? null : Math.max(known, step.counts().seen());
    }

    private static String elapsedOf(StepSnapshot step) {
        if (step.startedAt() == null) {
            return "";
        }
        return step.state().isEnd() ? Numbers.duration(step.elapsedMs()) : Numbers.clock(step.elapsedMs());
    }

    /** {@code 0.93/s}; empty while there is none. */
    static String rateOf(StepSnapshot step, Theme theme) {
        Double rate = step.speed().perSecond() != null
                ? step.speed().perSecond()
                : step.speed().averagePerSecond();
        if (rate == null) {
            return "";
        }
        Amount work = step.work();
        return (work != null && Numbers.isBytes(work.unit()) ? Numbers.bytes(rate) : Numbers.rate(rate)) + "/s";
    }

    private String tailOf(StepSnapshot step) {
        if (step.state() == State.PAUSED) {
            return pauseOf(step);
        }
        if (step.state().isEnd()) {
            return step.state().toString().toLowerCase(Locale.ROOT);
        }
        Eta eta = step.eta();
        return switch (eta.kind()) {
            case NONE -> step == run ? tailOfPhase() : "";
            case ESTIMATING -> "estimating" + glyphs.ellipsis;
            case REMAINING -> "ETA " + remaining(eta, columns >= 70, glyphs);
            case STALLED -> "stalled for " + Numbers.clock(eta.stalledMs());
            case PAUSED -> "paused";
        };
    }

    /** While nobody knows how much the run has to do: what the one phase that runs says. */
    private String tailOfPhase() {
        StepSnapshot active = onlyActive();
        String tail = active == null ? "" : tailOf(active);
        return active == null || tail.isEmpty() ? "" : tail + " (" + CellText.clean(nameOf(active)) + ")";
    }

    static String remaining(Eta eta, boolean withRange, Glyphs glyphs) {
        return eta.isRange() && withRange
                ? Numbers.clock(eta.lowMs()) + glyphs.range + Numbers.clock(eta.highMs())
                : Numbers.clock(eta.remainingMs());
    }

    private String pauseOf(StepSnapshot step) {
        String by = step.pausedBy() == null ? "" : " by " + step.pausedBy();
        Instant since = step.pausedAt();
        return since == null
                ? "paused" + by
                : "paused" + by + " " + Numbers.clock(now.toEpochMilli() - since.toEpochMilli()) + " ago";
    }

    // ---- colours and signs

    private Ink tailInk(StepSnapshot step) {
        if (step.state() == State.PAUSED) {
            return theme.options().ink(Setting.PAUSED_COLOR);
        }
        return step.eta().kind() == Eta.Kind.STALLED ? Ink.YELLOW : Ink.PLAIN;
    }

    private Ink barInkOf(StepSnapshot step) {
        return step.state() == State.RUNNING ? theme.options().ink(Setting.PROCESSING_COLOR) : inkOf(step.state());
    }

    private Ink inkOf(State state) {
        Options options = theme.options();
        return switch (state) {
            case PENDING, SKIPPED -> Ink.DIM;
            case RUNNING -> options.ink(Setting.RUNNING_COLOR);
            case PAUSED, CANCELLED -> options.ink(Setting.PAUSED_COLOR);
            case COMPLETED -> options.ink(Setting.COMPLETED_COLOR);
            case FAILED -> options.ink(Setting.FAILED_COLOR);
        };
    }

    private String signOf(State state) {
        return switch (state) {
            case PENDING -> glyphs.waiting;
            case RUNNING -> glyphs.running;
            case PAUSED -> glyphs.paused;
            case COMPLETED, SKIPPED -> glyphs.good;
            case FAILED, CANCELLED -> glyphs.bad;
        };
    }
}
