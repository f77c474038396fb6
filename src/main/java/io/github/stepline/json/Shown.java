package io.github.stepline.json;

/** Text of a foreign file, made fit for a message: short, and without characters that a terminal obeys. */
final class Shown {
    private static final int MAX_VALUE = 80;

    private Shown() {}

    /** The start of a text, in quotes. */
    static String value(String text) {
        return "'" + (text.length() <= MAX_VALUE ? text(text, MAX_VALUE) : text(text, MAX_VALUE - 1) + "…") + "'";
    }

    /** At most {@code max} characters; what is no visible character becomes U+FFFD. */
    static String text(String text, int max) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(text.length(), max);
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (i + Character.charCount(c) > end) {
                break;
            }
            shown.appendCodePoint(isVisible(c) ? c : c == '\t' ? ' ' : 0xFFFD);
        }
        return shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
