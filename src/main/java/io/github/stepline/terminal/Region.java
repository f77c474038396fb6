package io.github.stepline.terminal;

import io.github.stepline.State;
import io.github.stepline.progress.RunSnapshot;
import io.github.stepline.progress.Snapshot;
import io.github.stepline.progress.StepSnapshot;
import java.util.ArrayList;
import java.util.List;

/*
 * How a region gets small
 *
 * It may take three fifths of the terminal's rows and one column less than there are. What does not fit goes in this
 * order: the workers, the failures' texts, active rows down to three, the last row, the lists of items (their numbers
 * stay, in one row), the remaining active rows, that row of numbers, the phases, the rule. The first line stays always.
 */
/** Draws the picture of one run as rows. Serves once. */
final class Region {
    private static final int FEW = 3;
    private static final int FEW_WORKERS = 4;

    private final Snapshot snapshot;
    private final RunSnapshot run;
    private final int columns;
    private final Theme theme;
    private final StepRows steps;
    private final StatusRows status;
    private final ActiveRows active;
    private final WorkerRows workers;
    private final List<Row> failures;
    private final boolean hasItems;

    private int left;
    private int workerRows;
    private int failureRows;
    private int activeRows;
    private int phaseRows;
    private boolean hasTable;
    private boolean hasNumbers;
    private boolean hasRate;
    private boolean hasRule;

    private Region(Snapshot snapshot, RunSnapshot run, int columns, Theme theme) {
        this.snapshot = snapshot;
        this.run = run;
        this.columns = columns;
        this.theme = theme;
        this.steps = new StepRows(snapshot.at(), run, columns, theme);
        this.status = new StatusRows(run, columns, theme);
        this.active = new ActiveRows(
                run.processing(), run.step().counts().processing(), steps.commonPrefix(), columns, theme);
        this.workers = new WorkerRows(snapshot.at(), run.workers(), steps.commonPrefix(), columns, theme);
        this.failures = status.failures();
        this.hasItems = run.step().counts().seen() > phasesAmongItems()
                || run.step().counts().total() != null;
    }

    /** A phase is taken for an item as long as nothing is known below it. */
    private long phasesAmongItems() {
        long count = 0;
        for (StepSnapshot step : run.step().steps()) {
            boolean isBare = step.steps().isEmpty() && step.counts().seen() == 0;
            count += isBare && step.state() != State.PENDING ? 1 : 0;
        }
        return count;
    }

    /** The rows of a run on a terminal of this size; at least one. */
    static List<Row> draw(Snapshot snapshot, RunSnapshot run, Size size, Theme theme) {
        int height = theme.options().number(Setting.MAX_HEIGHT, 0, 1_000);
        int most = Math.max(1, size.rows() * 3 / 5);
        return new Region(snapshot, run, Math.max(1, size.columns() - 1), theme)
                .rows(height == 0 ? most : Math.min(height, Math.max(1, size.rows() - 2)));
    }

    private List<Row> rows(int most) {
        share(most);
        List<Row> rows = new ArrayList<>();
        if (hasRule) {
            rows.add(new RowWriter(columns, theme)
                    .put(Ink.DIM, theme.glyphs().rule.repeat(Math.min(columns, 100)))
                    .end());
        }
        rows.add(steps.header());
        rows.addAll(steps.phases(phaseRows));
        if (hasTable) {
            rows.addAll(status.table());
        } else if (hasNumbers) {
            rows.add(status.line());
        }
        rows.addAll(lastOf(failures, failureRows));
        rows.addAll(active.rows(activeRows));
        rows.addAll(workers.rows(workerRows));
        Row rate = new RateRow(snapshot, run.step(), theme).row(columns);
        if (hasRate && rate.width() > 0) {
            rows.add(rate);
        }
        return rows;
    }

    private static List<Row> lastOf(List<Row> rows, int count) {
        return rows.subList(rows.size() - count, rows.size());
    }

    /** What matters most takes its rows first. */
    private void share(int most) {
        left = most - 1;
        hasRule = take(1) == 1;
        phaseRows = take(steps.phaseCount());
        hasNumbers = hasItems && take(1) == 1;
        int wantedActive = hasItems && !run.step().state().isEnd() ? active.wanted() : 0;
        activeRows = take(Math.min(FEW, wantedActive));
        hasTable = hasNumbers && left >= FEW;
        left -= hasTable ? FEW : 0; // four rows in place of one
        hasRate = take(1) == 1;
        activeRows += take(wantedActive - activeRows);
        failureRows = hasTable ? take(failures.size()) : 0;
        workerRows = showsWorkers(wantedActive) ? take(workers.wanted()) : 0;
    }

    /** Where there is room for them even when all of them are at work: else they would come and go with each item. */
    private boolean showsWorkers(int wantedActive) {
        int idle = Math.max(0, workers.wanted() - wantedActive);
        return run.step().state() == State.RUNNING && left - idle >= Math.min(FEW_WORKERS, workers.wanted());
    }

    private int take(int wanted) {
        int taken = Math.max(0, Math.min(left, wanted));
        left -= taken;
        return taken;
    }
}
