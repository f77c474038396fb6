package io.github.stepline.terminal;

import io.github.stepline.progress.ItemSnapshot;
import io.github.stepline.progress.Numbers;
import io.github.stepline.progress.WorkerSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The workers as a tree: what each does now, or how its last item ended. */
final class WorkerRows {
    private final Instant now;
    private final List<WorkerSnapshot> workers;
    private final String prefix;
    private final int columns;
    private final Theme theme;

    WorkerRows(Instant now, List<WorkerSnapshot> workers, String prefix, int columns, Theme theme) {
        this.prefix = prefix;
        this.now = now;
        this.workers = workers;
        this.columns = columns;
        this.theme = theme;
    }

    int wanted() {
        int limit = theme.options().number(Setting.WORKER_LIMIT, 0, 100);
        return limit == 0 ? 0 : Math.min(workers.size(), limit + 1);
    }

    /** At most this many rows, the last of which says how many workers have none; nothing when there is room for one only. */
    List<Row> rows(int limit) {
        List<Row> rows = new ArrayList<>();
        int most = Math.min(limit, wanted());
        if (most < 2 && workers.size() > most) {
            return rows;
        }
        int shown = workers.size() <= most ? workers.size() : most - 1;
        int nameWidth = 0;
        for (WorkerSnapshot worker : workers.subList(0, shown)) {
            nameWidth = Math.max(nameWidth, DisplayWidth.of(CellText.clean(worker.name())));
        }
        for (int i = 0; i < shown; i++) {
            rows.add(row(workers.get(i), Math.min(nameWidth, columns / 4), i + 1 == workers.size()));
        }
        if (shown < workers.size()) {
            Glyphs glyphs = theme.glyphs();
            rows.add(branch(true)
                    .put(Ink.DIM, glyphs.ellipsis + " " + (workers.size() - shown) + " more")
                    .end());
        }
        return rows;
    }

    private RowWriter branch(boolean isLast) {
        Glyphs glyphs = theme.glyphs();
        return new RowWriter(columns, theme)
                .gap(3)
                .put(Ink.DIM, isLast ? glyphs.lastBranch : glyphs.branch)
                .gap(1);
    }

    private Row row(WorkerSnapshot worker, int nameWidth, boolean isLast) {
        Glyphs glyphs = theme.glyphs();
        Options options = theme.options();
        RowWriter row = branch(isLast);
        row.put(DisplayWidth.cutMiddle(CellText.clean(worker.name()), nameWidth, glyphs.ellipsis))
                .to(5 + nameWidth)
                .gap(2);
        ItemSnapshot item = worker.item();
        int itemWidth = Math.min(options.number(Setting.NAME_WIDTH, 8, 200), Math.max(8, columns / 3));
        String name = DisplayWidth.cutMiddle(
                CellText.clean(StatusRows.withoutPrefix(worker.last(), prefix)), itemWidth, glyphs.ellipsis);
        int end = row.width() + 2 + itemWidth;
        if (item != null && item.retries() > 0) {
            row.put(options.ink(Setting.FAILED_COLOR), glyphs.bad + " ")
                    .put(name)
                    .put(
                            options.ink(Setting.FAILED_COLOR),
                            " (" + ActiveRows.retryOf(item, glyphs).substring(2) + ")");
        } else if (item != null) {
            row.put(options.ink(Setting.RUNNING_COLOR), glyphs.running + " ").put(name);
        } else {
            boolean isBad = worker.lastFailed();
            row.put(
                            options.ink(isBad ? Setting.FAILED_COLOR : Setting.COMPLETED_COLOR),
                            (isBad ? glyphs.bad : glyphs.good) + " ")
                    .put(Ink.DIM, name);
        }
        String since = Numbers.clock(now.toEpochMilli() - worker.since().toEpochMilli());
        row.to(end).gap(2).putWhole(Ink.DIM, item == null ? "idle for " + since : since);
        return row.end();
    }
}
