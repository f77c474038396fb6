package io.github.stepline.terminal;

/**
 * Makes foreign text fit for a cell of the region: on one line, without anything that drives the terminal, turns the
 * direction of reading, or is counted differently by different terminals. Emoji of several parts become their parts,
 * flags the letters of their country.
 */
final class CellText {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int FIRST_FLAG_LETTER = 0x1F1E6;
    private static final int LAST_FLAG_LETTER = 0x1F1FF;

    private CellText() {}

    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!DisplayWidth.isPlain(text.charAt(i))) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            append(clean, c);
            i += Character.charCount(c);
        }
        return clean.toString();
    }

    private static void append(StringBuilder clean, int c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            clean.append(' ');
        } else if (c >= FIRST_FLAG_LETTER && c <= LAST_FLAG_LETTER) {
            clean.append((char) ('A' + c - FIRST_FLAG_LETTER));
        } else if (isVariation(c)) {
            return;
        } else {
            switch (Character.getType(c)) {
                case Character.FORMAT -> {}
                case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    clean.appendCodePoint(REPLACEMENT);
                default -> clean.appendCodePoint(c);
            }
        }
    }

    /** What chooses a form of the character before: the form of an emoji, its skin, a key around it. */
    private static boolean isVariation(int c) {
        return c >= 0xFE00 && c <= 0xFE0F
                || c >= 0x1F3FB && c <= 0x1F3FF
                || c == 0x20E3
                || c >= 0xE0100 && c <= 0xE01EF;
    }
}
