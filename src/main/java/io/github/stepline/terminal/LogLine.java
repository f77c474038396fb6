package io.github.stepline.terminal;

import io.github.stepline.Level;
import org.jspecify.annotations.Nullable;

/**
 * Text that scrolls.
 *
 * @param text one or more lines without the last newline; nothing in it drives a terminal
 * @param level its level, or null for what other code printed
 */
record LogLine(String text, @Nullable Level level) implements Scrolled {
    private static final int LEVEL_WITHIN = 40;
    private static final String RESET = "\u001b[0m";

    @Override
    public void appendTo(StringBuilder out, Theme theme, String newline) {
        int start = out.length();
        if (theme.palette() == Palette.NONE || level == null) {
            out.append(text);
        } else {
            appendColored(out, level, theme.palette());
        }
        if (text.indexOf('\n') >= 0 && newline.length() > 1) {
            String lines = out.substring(start).replace("\r", "").replace("\n", newline);
            out.setLength(start);
            out.append(lines);
        }
        if (level == null && text.indexOf('\u001b') >= 0) {
            out.append(RESET);
        }
        out.append(newline);
    }

    /** The text, its time dim and its level in the level's colour. */
    private void appendColored(StringBuilder out, Level shown, Palette palette) {
        String word = shown.name();
        int at = text.indexOf(word);
        if (at < 0 || at > LEVEL_WITHIN) {
            out.append(text);
            return;
        }
        int end = at + word.length();
        out.append("\u001b[").append(Ink.DIM.code(palette)).append('m').append(text, 0, at);
        out.append("\u001b[0;").append(inkOf(shown).code(palette)).append('m').append(word);
        out.append(RESET).append(text, end, text.length());
    }

    private static Ink inkOf(Level level) {
        return switch (level) {
            case TRACE, DEBUG -> Ink.DIM;
            case INFO -> Ink.GREEN;
            case WARN -> Ink.YELLOW;
            case ERROR, CRITICAL -> Ink.RED;
        };
    }
}
