package io.github.stepline.terminal;

import io.github.stepline.progress.RunSnapshot;
import io.github.stepline.progress.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/*
 * A frame
 *
 * Below the log stands the region, below the region an empty line with the cursor in its first column. A frame moves up
 * over the region, erases from there to the end of the screen, writes the log lines, and then the region again: all of
 * it in one write, so that nobody sees it halfway, and so that a process that is killed between two frames leaves a
 * visible cursor on a line of its own. A frame of many lines, which the kernel would take in pieces anyway, is written in
 * parts: a large text costs a third more, for it leaves the processor's cache, is copied to memory that is asked for and
 * given back each time, and holds two bytes a character because of the region behind it.
 *
 * A terminal that became narrower has broken the region's rows into several; their number follows from their widths.
 * Rows are at least one column narrower than the terminal and are written with automatic wrapping off, so a character
 * whose width the terminal sees differently spoils its own row only.
 */
/** Log lines above, a live region below them. */
final class RichView implements View {
    private static final String BEGIN = "\u001b[?2026h\u001b[?25l";
    private static final String END = "\u001b[?25h\u001b[?2026l";
    private static final String ERASE_BELOW = "\u001b[J";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String NEWLINE = "\r\n";
    private static final int PART = 4_096;

    private final Screen screen;
    private final Theme theme;
    private final boolean reflows;
    private final long periodNanos;
    private List<Row> drawn = List.of();
    private Size drawnSize = new Size(0, 0);
    private @Nullable Snapshot newest;
    private boolean isGivenBack;

    RichView(Screen screen, Theme theme, boolean reflows) {
        this.screen = screen;
        this.theme = theme;
        this.reflows = reflows;
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / theme.options().number(Setting.REFRESH_RATE, 1, 10);
    }

    @Override
    public long periodNanos() {
        return periodNanos;
    }

    @Override
    public void show(List<Scrolled> lines, @Nullable Snapshot snapshot) throws IOException {
        Size size = screen.size();
        boolean isSameSize = size.equals(drawnSize);
        if (snapshot == null && lines.isEmpty() && isSameSize) {
            return;
        }
        newest = snapshot == null ? newest : snapshot;
        List<Row> rows = snapshot == null && isSameSize ? drawn : region(size);
        if (lines.isEmpty() && isSameSize && rows.equals(drawn)) {
            return;
        }
        write(lines, rows, size);
    }

    private List<Row> region(Size size) {
        RunSnapshot run = newest == null ? null : newest.run();
        return run == null || newest == null || isGivenBack || size.rows() < 2 || !isGoingOn(run)
                ? List.of()
                : Region.draw(newest, run, size, theme);
    }

    private static boolean isGoingOn(RunSnapshot run) {
        return switch (run.step().state()) {
            case RUNNING, PAUSED -> true;
            case PENDING ->
                run.step().counts().processing() + run.step().counts().retrying() > 0;
            case COMPLETED, FAILED, CANCELLED, SKIPPED -> false;
        };
    }

    private void write(List<? extends Scrolled> lines, List<Row> rows, Size size) throws IOException {
        StringBuilder part = new StringBuilder(2 * PART);
        part.append(BEGIN);
        eraseRegion(part, size);
        for (Scrolled line : lines) {
            line.appendTo(part, theme, NEWLINE);
            if (part.length() >= PART) {
                screen.write(part.toString());
                part = new StringBuilder(2 * PART);
            }
        }
        if (!rows.isEmpty()) {
            part.append(NO_WRAP);
            for (Row row : rows) {
                part.append(row.text()).append(NEWLINE);
            }
            part.append(WRAP);
        }
        drawn = rows;
        drawnSize = size;
        screen.write(part.append(END).toString());
    }

    /**
     * Leaves the cursor where the first row of the region was. When the region has become higher than the terminal, its
     * first rows are out of reach, and the last of these may go on in the first row of the screen: that one stays empty,
     * or a terminal that becomes wider again would join it with what stands there.
     */
    private void eraseRegion(StringBuilder frame, Size size) {
        int height = height(size.columns());
        int reachable = Math.min(height, Math.max(0, size.rows() - 1));
        frame.append('\r');
        if (reachable > 0) {
            frame.append("\u001b[").append(reachable).append('A').append(ERASE_BELOW);
        }
        if (height > reachable) {
            frame.append(NEWLINE);
        }
    }

    /** How many rows of the screen the region takes now, on a terminal that may have become narrower. */
    private int height(int columns) {
        if (!reflows || columns >= drawnSize.columns()) {
            return drawn.size();
        }
        return drawn.stream()
                .mapToInt(row -> Math.max(1, (row.width() + columns - 1) / columns))
                .sum();
    }

    /** Takes the region away until something is shown again. */
    void clear() throws IOException {
        if (!drawn.isEmpty()) {
            write(List.of(), List.of(), screen.size());
        }
    }

    /** In place of the region stays one line, which says how far it was. */
    @Override
    public void giveBack() throws IOException {
        isGivenBack = true;
        RunSnapshot run = newest == null ? null : newest.run();
        if (!drawn.isEmpty() && run != null) {
            write(List.of(new LogLine(Summary.left(run, theme), null)), List.of(), screen.size());
        }
    }
}
