package io.github.stepline.terminal;

import io.github.stepline.State;
import io.github.stepline.progress.Amount;
import io.github.stepline.progress.ItemSnapshot;
import io.github.stepline.progress.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A row for each item that is being worked on: place, name, bar, percent, amounts, worker. */
final class ActiveRows {
    /** Cells of the bar, columns of the name, whether the amounts and the worker are shown: the first that fits. */
    private static final int[][] LAYOUTS = {
        {100, 200, 2, 1},
        {25, 32, 2, 1},
        {20, 28, 2, 1},
        {16, 24, 2, 1},
        {12, 20, 2, 1},
        {12, 20, 1, 1},
        {10, 18, 1, 1},
        {10, 18, 0, 1},
        {8, 16, 0, 1},
        {8, 14, 0, 0},
        {6, 10, 0, 0},
        {0, 10, 0, 0}
    };

    private static final int GAP = 2;
    private static final int PERCENT = 7;
    private static final int RETRY = 13;

    private final List<ItemSnapshot> items;
    private final long count;
    private final String prefix;
    private final int columns;
    private final Theme theme;
    private final Glyphs glyphs;
    private int bar;
    private int name;
    private int place;
    private int amounts;
    private int current;
    private int total;
    private boolean hasWorker;

    /**
     * @param count how many active items there are, those that are not listed included
     * @param prefix what need not be said again in each name
     */
    ActiveRows(List<ItemSnapshot> items, long count, String prefix, int columns, Theme theme) {
        this.prefix = prefix;
        this.items = items.subList(0, Math.min(items.size(), theme.options().number(Setting.ACTIVE_LIMIT, 0, 100)));
        this.count = count;
        this.columns = columns;
        this.theme = theme;
        this.glyphs = theme.glyphs();
        layOut();
    }

    private void layOut() {
        int most = theme.options().number(Setting.BAR_WIDTH, 4, 100);
        int longest = Math.min(
                theme.options().number(Setting.NAME_WIDTH, 8, 200), widest(item -> DisplayWidth.of(nameOf(item))));
        int worker = widest(item -> DisplayWidth.of(CellText.clean(workerOf(item))));
        place = widest(item -> StatusRows.place(item.index(), item.of()).length());
        current = widest(item -> currentOf(item).length());
        total = widest(item -> totalOf(item).length());
        int retry = widest(ItemSnapshot::retries) > 0 ? RETRY : 0;
        for (int[] layout : LAYOUTS) {
            bar = Math.min(most, layout[0]);
            name = Math.min(longest, layout[1]);
            amounts = layout[2];
            hasWorker = layout[3] == 1 && worker > 0;
            int numbers = (amounts > 0 ? GAP + current : 0) + (amounts > 1 ? GAP + total : 0);
            int end = (hasWorker ? GAP + worker : 0) + (layout[3] == 1 ? retry : 0);
            if (3 + place + GAP + name + (bar == 0 ? 0 : GAP + bar) + PERCENT + numbers + end <= columns) {
                return;
            }
        }
    }

    private int widest(ToIntFunction<ItemSnapshot> width) {
        int widest = 0;
        for (ItemSnapshot item : items) {
            widest = Math.max(widest, width.applyAsInt(item));
        }
        return widest;
    }

    /** How many rows it would like to have. */
    int wanted() {
        return items.isEmpty() ? 1 : items.size() + (count > items.size() ? 1 : 0);
    }

    /** At most this many rows, the last of which says how many items have none. */
    List<Row> rows(int limit) {
        List<Row> rows = new ArrayList<>();
        if (limit < 1) {
            return rows;
        }
        if (items.isEmpty()) {
            rows.add(new RowWriter(columns, theme)
                    .gap(3)
                    .put(Ink.DIM, count == 0 ? "nothing active" : count + " active")
                    .end());
            return rows;
        }
        int shown = count <= limit ? (int) Math.min(count, items.size()) : Math.min(limit - 1, items.size());
        shown = limit == 1 ? 1 : shown;
        items.subList(0, shown).forEach(item -> rows.add(row(item)));
        if (shown < count && limit > 1) {
            rows.add(new RowWriter(columns, theme)
                    .gap(3)
                    .put(Ink.DIM, glyphs.ellipsis + " " + (count - shown) + " more")
                    .end());
        }
        return rows;
    }

    private Row row(ItemSnapshot item) {
        RowWriter row = new RowWriter(columns, theme).gap(3);
        row.right(Ink.DIM, StatusRows.place(item.index(), item.of()), place).gap(GAP);
        row.put(DisplayWidth.cutMiddle(nameOf(item), name, glyphs.ellipsis));
        row.to(3 + place + GAP + name);
        Double fraction = item.amount() == null ? null : item.amount().fraction();
        progress(row, item, fraction);
        if (amounts > 0) {
            row.gap(GAP).right(Ink.PLAIN, currentOf(item), current);
        }
        if (amounts > 1) {
            row.gap(GAP).right(Ink.DIM, totalOf(item), total);
        }
        if (hasWorker) {
            row.gap(GAP).put(Ink.DIM, workerOf(item));
        }
        if (item.retries() > 0) {
            row.gap(GAP).putWhole(theme.options().ink(Setting.FAILED_COLOR), retryOf(item, glyphs));
        }
        return row.end();
    }

    private void progress(RowWriter row, ItemSnapshot item, @Nullable Double fraction) {
        int end = row.width() + (bar == 0 ? 0 : GAP + bar);
        if (bar > 0) {
            row.gap(GAP);
            if (fraction != null) {
                Bar.draw(row, fraction, bar, inkOf(item), glyphs);
            } else {
                String doing = item.doing() == null ? stateOf(item) : item.doing() + glyphs.ellipsis;
                row.put(inkOf(item), DisplayWidth.cut(CellText.clean(doing), bar, glyphs.ellipsis));
            }
        }
        row.to(end);
        String percent = fraction == null
                ? Numbers.clock(item.elapsedMs())
                : Numbers.decimal(Math.floor(fraction * 1_000 + 1e-6) / 10, 1) + "%";
        row.right(fraction == null ? Ink.DIM : Ink.PLAIN, percent, PERCENT);
    }

    private static String stateOf(ItemSnapshot item) {
        return item.state() == State.PAUSED ? "paused" : "running";
    }

    private Ink inkOf(ItemSnapshot item) {
        return theme.options().ink(item.state() == State.PAUSED ? Setting.PAUSED_COLOR : Setting.PROCESSING_COLOR);
    }

    private String nameOf(ItemSnapshot item) {
        return CellText.clean(StatusRows.withoutPrefix(item.name(), prefix));
    }

    private static String workerOf(ItemSnapshot item) {
        return item.worker() == null ? "" : item.worker();
    }

    private static String currentOf(ItemSnapshot item) {
        Amount amount = item.amount();
        return amount == null ? "" : Numbers.count(amount.current(), amount.unit());
    }

    private static String totalOf(ItemSnapshot item) {
        Amount amount = item.amount();
        if (amount == null) {
            return "";
        }
        return amount.total() == null ? "?" : Numbers.count(amount.total(), amount.unit());
    }

    /** {@code ✗ retry 1/3}. */
    static String retryOf(ItemSnapshot item, Glyphs glyphs) {
        Integer attempt = item.attempt();
        String of = item.maxAttempts() == null ? "" : "/" + item.maxAttempts();
        return glyphs.bad + " retry " + (attempt == null ? item.retries() : attempt) + of;
    }
}
