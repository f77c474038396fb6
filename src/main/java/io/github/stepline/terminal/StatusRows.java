package io.github.stepline.terminal;

import io.github.stepline.progress.Counts;
import io.github.stepline.progress.FailureSnapshot;
import io.github.stepline.progress.ItemSnapshot;
import io.github.stepline.progress.RunSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of how many items are where, with some of them; and the same in one line for small terminals. */
final class StatusRows {
    private static final int MIN_NAME = 8;
    private static final int FAILURES = 2;

    private final RunSnapshot run;
    private final Counts counts;
    private final @Nullable Long total;
    private final int columns;
    private final Theme theme;
    private final Options options;
    private final int most;
    private final int labelWidth;

    StatusRows(RunSnapshot run, int columns, Theme theme) {
        this.run = run;
        this.counts = run.step().counts();
        this.total = StepRows.totalOf(run.step());
        this.columns = columns;
        this.theme = theme;
        this.options = theme.options();
        this.most = options.number(Setting.ITEM_LIMIT, 0, 20);
        this.labelWidth = labelWidth();
    }

    /** An item that stands in the table. */
    private record Entry(String name, long index, @Nullable Long of) {
        static Entry of(ItemSnapshot item) {
            return new Entry(shortName(item.name(), item.parentId()), item.index(), item.of());
        }

        static Entry of(FailureSnapshot item) {
            return new Entry(shortName(item.name(), item.parentId()), item.index(), item.of());
        }

        private String text(int nameWidth, String ellipsis) {
            return DisplayWidth.cutMiddle(CellText.clean(name), nameWidth, ellipsis) + " (" + place(index, of) + ")";
        }
    }

    /** {@code 249/500}, or {@code 249/?} while nobody knows how many. */
    static String place(long index, @Nullable Long of) {
        return index + "/" + (of == null ? "?" : of);
    }

    /** A name without that of the step above, which is said elsewhere. */
    static String shortName(String name, @Nullable String parentId) {
        return parentId == null ? name : withoutPrefix(name, parentId + "/");
    }

    static String withoutPrefix(String name, String prefix) {
        return name.length() > prefix.length() && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    List<Row> table() {
        List<Row> rows = new ArrayList<>();
        rows.add(row(
                Setting.EXISTING_NAME,
                Setting.EXISTING_COLOR,
                counts.existing(),
                entries(run.existing(), Entry::of),
                ""));
        rows.add(row(
                Setting.PROCESSING_NAME,
                Setting.PROCESSING_COLOR,
                counts.processing(),
                entries(run.processing(), Entry::of),
                ""));
        rows.add(row(
                Setting.COMPLETED_NAME,
                Setting.COMPLETED_COLOR,
                counts.completed(),
                entries(run.completed(), Entry::of),
                ""));
        rows.add(row(
                Setting.FAILED_NAME,
                Setting.FAILED_COLOR,
                counts.failed(),
                entries(run.failed(), Entry::of),
                troubles()));
        return rows;
    }

    /** As many as have room in a row, at most. */
    private <T> List<Entry> entries(List<T> things, Function<T, Entry> entry) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < Math.min(things.size(), most); i++) {
            entries.add(entry.apply(things.get(i)));
        }
        return entries;
    }

    private Row row(Setting name, Setting color, long count, List<Entry> entries, String end) {
        Ink ink = count == 0 ? Ink.DIM : options.ink(color);
        RowWriter row = new RowWriter(columns, theme).gap(1);
        row.put(ink, options.text(name)).to(1 + labelWidth).gap(1);
        row.right(ink, place(count, total), widestCount());
        int reserved = end.isEmpty() ? 0 : end.length() + 2;
        addEntries(row, ink, count, entries, reserved);
        if (!end.isEmpty() && row.left() >= reserved) {
            row.to(Math.min(columns, 100) - end.length()).gap(row.width() + end.length() > 98 ? 2 : 0);
            row.putWhole(options.ink(Setting.FAILED_COLOR), end);
        }
        return row.end();
    }

    private void addEntries(RowWriter row, Ink ink, long count, List<Entry> entries, int reserved) {
        int nameWidth = options.number(Setting.NAME_WIDTH, 8, 200);
        String ellipsis = theme.glyphs().ellipsis;
        int shown = 0;
        row.gap(3);
        for (int i = 0; i < entries.size(); i++) {
            boolean isLast = i + 1 == count;
            int room = row.left() - reserved - (i == 0 ? 0 : 2) - (isLast ? 0 : 2);
            String text = entries.get(i).text(nameWidth, ellipsis);
            if (DisplayWidth.of(text) > room) {
                text = entries.get(i).text(MIN_NAME, ellipsis);
            }
            if (DisplayWidth.of(text) > room) {
                break;
            }
            row.put(i == 0 ? "" : ", ").put(ink == Ink.DIM ? Ink.DIM : Ink.PLAIN, text);
            shown++;
        }
        if (shown > 0 && shown < count) {
            row.put(Ink.DIM, " " + ellipsis);
        }
    }

    private int labelWidth() {
        int widest = 0;
        for (Setting name :
                List.of(Setting.EXISTING_NAME, Setting.PROCESSING_NAME, Setting.COMPLETED_NAME, Setting.FAILED_NAME)) {
            widest = Math.max(widest, DisplayWidth.of(CellText.clean(options.text(name))));
        }
        return widest;
    }

    private int widestCount() {
        long most = Math.max(
                Math.max(counts.existing(), counts.processing()), Math.max(counts.completed(), counts.failed()));
        return place(most, total).length();
    }

    /** {@code 17 retrying · 2 dead letters}; empty when there are none. */
    String troubles() {
        List<String> parts = new ArrayList<>();
        add(parts, counts.retrying(), "retrying", "retrying");
        add(parts, counts.deadLettered(), "dead letter", "dead letters");
        add(parts, counts.timedOut(), "timed out", "timed out");
        add(parts, counts.cancelled(), "cancelled", "cancelled");
        return String.join(" " + theme.glyphs().dot + " ", parts);
    }

    private static void add(List<String> parts, long count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }

    /** What the newest failures say. */
    List<Row> failures() {
        List<FailureSnapshot> failed = run.failed();
        List<Row> rows = new ArrayList<>();
        for (int i = Math.max(0, failed.size() - FAILURES); i < failed.size(); i++) {
            rows.add(failure(failed.get(i)));
        }
        return rows;
    }

    private Row failure(FailureSnapshot failure) {
        Glyphs glyphs = theme.glyphs();
        Ink ink = options.ink(Setting.FAILED_COLOR);
        int nameWidth = Math.min(options.number(Setting.NAME_WIDTH, 8, 200), Math.max(MIN_NAME, columns / 4));
        RowWriter row = new RowWriter(columns, theme).gap(3).put(ink, glyphs.bad + " ");
        row.put(Entry.of(failure).text(nameWidth, glyphs.ellipsis));
        String error = failure.error() == null ? "" : CellText.clean(failure.error());
        return row.put("  ").put(ink, shortened(error, options, glyphs)).end();
    }

    /** As many characters of an error as the settings allow. */
    static String shortened(String error, Options options, Glyphs glyphs) {
        int most = options.number(Setting.ERROR_LENGTH, 10, 500);
        return error.codePointCount(0, error.length()) <= most
                ? error
                : error.substring(0, error.offsetByCodePoints(0, most)) + glyphs.ellipsis;
    }

    /** Everything in one line; signs for words where it is narrow. */
    Row line() {
        Glyphs glyphs = theme.glyphs();
        boolean isNarrow = columns < 60;
        RowWriter row = new RowWriter(columns, theme).gap(1);
        part(row, counts.existing(), options.text(Setting.EXISTING_NAME), Setting.EXISTING_COLOR);
        part(
                row,
                counts.processing(),
                isNarrow ? glyphs.running : options.text(Setting.PROCESSING_NAME),
                Setting.PROCESSING_COLOR);
        part(
                row,
                counts.completed(),
                isNarrow ? glyphs.good : options.text(Setting.COMPLETED_NAME),
                Setting.COMPLETED_COLOR);
        part(row, counts.failed(), isNarrow ? glyphs.bad : options.text(Setting.FAILED_NAME), Setting.FAILED_COLOR);
        return row.end();
    }

    private void part(RowWriter row, long count, String word, Setting color) {
        if (count > 0) {
            row.put(row.width() > 1 ? " " + theme.glyphs().dot + " " : "").put(options.ink(color), word + " " + count);
        }
    }
}
