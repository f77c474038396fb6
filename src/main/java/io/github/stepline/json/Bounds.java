package io.github.stepline.json;

/** How long the texts of an envelope, and a line as a whole, may be. What was cut once is not cut again. */
final class Bounds {
    /** A longer line is not written and not read. */
    static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    static final int MAX_ID = 512;
    static final int MAX_MDC_VALUE = 8_192;
    static final int MAX_MDC_ENTRIES = 256;

    private static final int ROOM_FOR_SUFFIX = 32;

    private Bounds() {}

    static String id(String text) {
        return cut(text, MAX_ID);
    }

    /** At most {@code max} characters, the note of what is missing included. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - ROOM_FOR_SUFFIX;
        end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return text.substring(0, end) + "…[+" + (text.length() - end) + " characters]";
    }
}
