package io.github.stepline.logback;

/**
 * Writes foreign text into a line for people so that it can neither end the line, drive the terminal nor turn the
 * direction of reading (CWE-117, CWE-150): what could is written as an escape.
 */
final class SafeText {
    private static final String HEX = "0123456789abcdef";

    private SafeText() {}

    static void append(StringBuilder out, String text) {
        int clean = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnsafe(c, text, i)) {
                out.append(text, clean, i);
                escape(out, c);
                clean = i + 1;
            }
        }
        out.append(text, clean, text.length());
    }

    private static boolean isUnsafe(char c, String text, int at) {
        if (c < 0x7F) {
            return c < 0x20;
        }
        return c <= 0x9F
                || c == 0x061C
                || c >= 0x200B && c <= 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2060 && c <= 0x2069
                || c == 0xFEFF
                || Character.isSurrogate(c) && isLone(c, text, at);
    }

    private static boolean isLone(char c, String text, int at) {
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u")
                        .append(HEX.charAt(c >> 12))
                        .append(HEX.charAt(c >> 8 & 15))
                        .append(HEX.charAt(c >> 4 & 15))
                        .append(HEX.charAt(c & 15));
        }
    }
}
