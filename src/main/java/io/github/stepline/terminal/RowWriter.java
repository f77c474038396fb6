package io.github.stepline.terminal;

/** Writes one row, never wider than it may be: what does not fit is cut, with a sign that says so. */
final class RowWriter {
    private final int columns;
    private final Theme theme;
    private final StringBuilder text = new StringBuilder();
    private int width;
    private boolean isCut;

    RowWriter(int columns, Theme theme) {
        this.columns = columns;
        this.theme = theme;
    }

    int width() {
        return width;
    }

    /** The columns that are left. */
    int left() {
        return columns - width;
    }

    RowWriter put(String words) {
        return put(Ink.PLAIN, words);
    }

    /** Adds words of ours or of others. */
    RowWriter put(Ink ink, String words) {
        if (isCut || words.isEmpty()) {
            return this;
        }
        String clean = CellText.clean(words);
        int wanted = DisplayWidth.of(clean);
        if (wanted > left()) {
            isCut = true;
            clean = DisplayWidth.cut(clean, left(), theme.glyphs().ellipsis);
            wanted = DisplayWidth.of(clean);
        }
        String code = ink.code(theme.palette());
        if (code.isEmpty()) {
            text.append(clean);
        } else {
            text.append("\u001b[").append(code).append('m').append(clean).append("\u001b[0m");
        }
        width += wanted;
        return this;
    }

    /** Adds words when all of them fit, else nothing. */
    RowWriter putWhole(Ink ink, String words) {
        return DisplayWidth.of(CellText.clean(words)) <= left() ? put(ink, words) : this;
    }

    /** Adds words on the right of a column of this width. */
    RowWriter right(Ink ink, String words, int columnWidth) {
        return gap(columnWidth - DisplayWidth.of(CellText.clean(words))).put(ink, words);
    }

    RowWriter gap(int spaces) {
        int more = Math.min(spaces, left());
        if (!isCut && more > 0) {
            text.append(" ".repeat(more));
            width += more;
        }
        return this;
    }

    /** Goes on at a column, counted from 0; stays where it is when it is there already. */
    RowWriter to(int column) {
        return gap(column - width);
    }

    Row end() {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
            width--;
        }
        return new Row(text.substring(0, end), width);
    }
}
