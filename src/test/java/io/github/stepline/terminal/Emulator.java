package io.github.stepline.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A terminal in memory: a grid of cells with what has scrolled out above it. It understands what {@link RichView} writes
 * (cursor moves, erasing, wrapping on and off, synchronized updates, colours, wide characters), breaks long lines anew
 * when it gets narrower as tmux does, and fails on anything else.
 */
final class Emulator implements Screen {
    private static final String BLANK = " ";
    private static final String SECOND_HALF = "";

    /** A row of cells; whether it goes on in the next one. */
    private static final class Cells {
        private final List<String> cells = new ArrayList<>();
        private boolean goesOn;

        private void put(int column, String cell) {
            while (cells.size() <= column) {
                cells.add(BLANK);
            }
            cells.set(column, cell);
        }

        private String text() {
            return String.join("", cells).stripTrailing();
        }
    }

    private final List<Cells> history = new ArrayList<>();
    private final List<Cells> grid = new ArrayList<>();
    private final StringBuilder written = new StringBuilder();
    private int columns;
    private int rows;
    private int row;
    private int column;
    private boolean wraps = true;
    private boolean isCursorVisible = true;
    private boolean isUpdating;
    private int writes;
    private int frames;

    Emulator(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        fill();
    }

    private void fill() {
        while (grid.size() < rows) {
            grid.add(new Cells());
        }
    }

    // ---- what a test asks

    /** The rows that are seen, without the empty ones at the end. */
    List<String> seen() {
        checkWhole();
        return stripped(grid);
    }

    /** Everything that was ever shown: what has scrolled out, and the rows that are seen; broken lines joined. */
    List<String> lines() {
        checkWhole();
        List<Cells> all = new ArrayList<>(history);
        all.addAll(grid);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (Cells cells : all) {
            line.append(cells.goesOn ? String.join("", cells.cells) : cells.text());
            if (!cells.goesOn) {
                lines.add(line.toString());
                line.setLength(0);
            }
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static List<String> stripped(List<Cells> rows) {
        List<String> texts = new ArrayList<>(rows.stream().map(Cells::text).toList());
        while (!texts.isEmpty() && texts.get(texts.size() - 1).isEmpty()) {
            texts.remove(texts.size() - 1);
        }
        return texts;
    }

    private void checkWhole() {
        if (isUpdating) {
            throw new IllegalStateException("a frame must not end inside a synchronized update");
        }
    }

    /** Whether a process that is killed now leaves a terminal that works: a visible cursor at the start of an empty row. */
    boolean isSane() {
        return isCursorVisible
                && wraps
                && !isUpdating
                && column == 0
                && grid.get(row).text().isEmpty();
    }

    int writes() {
        return writes;
    }

    /** How many synchronized updates have ended. */
    int frames() {
        return frames;
    }

    /** All bytes so far, as text. */
    String written() {
        return written.toString();
    }

    // ---- what a person does

    void resize(int newColumns, int newRows) {
        int below = 0;
        while (grid.size() - below > row + 1
                && grid.get(grid.size() - 1 - below).text().isEmpty()) {
            below++;
        }
        List<Cells> all = new ArrayList<>(history);
        all.addAll(grid.subList(0, grid.size() - below));
        columns = newColumns;
        rows = newRows;
        history.clear();
        grid.clear();
        reflow(all).forEach(grid::add);
        row = grid.size() - 1;
        while (grid.size() > rows) {
            history.add(grid.remove(0));
            row--;
        }
        fill();
    }

    private List<Cells> reflow(List<Cells> all) {
        List<Cells> result = new ArrayList<>();
        Cells whole = new Cells();
        for (Cells cells : all) {
            whole.cells.addAll(cells.goesOn ? cells.cells : trimmed(cells.cells));
            if (!cells.goesOn) {
                split(whole, result);
                whole = new Cells();
            }
        }
        return result;
    }

    private static List<String> trimmed(List<String> cells) {
        int end = cells.size();
        while (end > 0 && cells.get(end - 1).equals(BLANK)) {
            end--;
        }
        return cells.subList(0, end);
    }

    private void split(Cells whole, List<Cells> result) {
        Cells part = new Cells();
        for (int i = 0; i < whole.cells.size(); i++) {
            boolean isWide =
                    i + 1 < whole.cells.size() && whole.cells.get(i + 1).isEmpty();
            if (part.cells.size() + (isWide ? 2 : 1) > columns) {
                part.goesOn = true;
                result.add(part);
                part = new Cells();
            }
            part.cells.add(whole.cells.get(i));
            if (isWide) {
                part.cells.add(SECOND_HALF);
                i++;
            }
        }
        result.add(part);
    }

    // ---- what a program does

    @Override
    public Size size() {
        return new Size(columns, rows);
    }

    @Override
    public void write(String text) {
        writes++;
        written.append(text);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case 0x1B -> i = control(text, i);
                case '\r' -> column = 0;
                case '\n' -> lineFeed();
                case '\t' -> column = Math.min(columns - 1, column / 8 * 8 + 8);
                default -> put(c);
            }
        }
    }

    private void put(int c) {
        int width = DisplayWidth.of(c);
        if (width == 0) {
            return;
        }
        if (column + width > columns) {
            if (wraps) {
                grid.get(row).goesOn = true;
                lineFeed();
                column = 0;
            } else {
                column = columns - width;
            }
        }
        Cells cells = grid.get(row);
        cells.put(column, Character.toString(c));
        if (width == 2) {
            cells.put(column + 1, SECOND_HALF);
        }
        column += width;
    }

    private void lineFeed() {
        if (row == rows - 1) {
            history.add(grid.remove(0));
            grid.add(new Cells());
        } else {
            row++;
        }
    }

    private int control(String text, int start) {
        if (text.charAt(start) != '[') {
            throw new IllegalStateException("escape sequence that nobody here writes: " + text.substring(start));
        }
        int end = start + 1;
        while (text.charAt(end) < 0x40) {
            end++;
        }
        String parameters = text.substring(start + 1, end);
        switch (text.charAt(end)) {
            case 'A' -> row = Math.max(0, row - Integer.parseInt(parameters));
            case 'J' -> eraseBelow();
            case 'm' -> {}
            case 'h' -> mode(parameters, true);
            case 'l' -> mode(parameters, false);
            default ->
                throw new IllegalStateException("sequence that nobody here writes: " + text.substring(start, end + 1));
        }
        return end + 1;
    }

    private void update(boolean begins) {
        if (begins == isUpdating) {
            throw new IllegalStateException("a frame must end before the next one begins");
        }
        isUpdating = begins;
        frames += begins ? 0 : 1;
    }

    private void eraseBelow() {
        Cells first = grid.get(row);
        while (first.cells.size() > column) {
            first.cells.remove(first.cells.size() - 1);
        }
        first.goesOn = false;
        for (int i = row + 1; i < rows; i++) {
            grid.set(i, new Cells());
        }
    }

    private void mode(String parameters, boolean on) {
        switch (parameters) {
            case "?25" -> isCursorVisible = on;
            case "?7" -> wraps = on;
            case "?2026" -> update(on);
            default -> throw new IllegalStateException("mode that nobody here sets: " + parameters);
        }
    }
}
