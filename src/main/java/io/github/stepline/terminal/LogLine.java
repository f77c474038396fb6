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
    @Override
    public String rendered(Theme theme) {
        return colored(theme.palette());
    }

    /** The text, its time dim and its level in the level's colour. */
    private String colored(Palette palette) {
        if (palette == Palette.NONE || level == null) {
            return text;
        }
        Ink ink = switch (level) {
            case TRACE, DEBUG -> Ink.DIM;
            case INFO -> Ink.GREEN;
            case WARN -> Ink.YELLOW;
            case ERROR, CRITICAL -> Ink.RED;
        };
        String word = level.name();
        int at = text.indexOf(word);
        return at < 0 || at > 40
                ? text
                : paint(Ink.DIM, text.substring(0, at), palette)
                        + paint(ink, word, palette)
                        + text.substring(at + word.length());
    }

    private static String paint(Ink ink, String text, Palette palette) {
        return text.isEmpty() ? "" : "\u001b[" + ink.code(palette) + "m" + text + "\u001b[0m";
    }
}
