package io.github.stepline.terminal;

import java.util.Arrays;

/**
 * How many columns a text takes on a terminal, and cutting texts to columns. East Asian wide characters and emoji take
 * two, marks that combine none, ambiguous ones one; what terminals do not agree about is kept out of texts by {@link
 * CellText}.
 */
final class DisplayWidth {
    /** First and last of each range of characters that take two columns (East Asian Width W and F, Unicode 16). */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2630, 0x2637, 0x2648, 0x2653, 0x267F, 0x267F, 0x268A, 0x268F, 0x2693, 0x2693, 0x26A1, 0x26A1,
        0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3,
        0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C,
        0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C,
        0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3,
        0xF900, 0xFAD9, 0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x1B2FB, 0x1D300,
        0x1D356, 0x1D360, 0x1D376, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200,
        0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0,
        0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B,
        0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680,
        0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0,
        0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private static final int FIRST_WIDE = WIDE[0];
    private static final int FIRST_COMBINING = 0x300;

    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            if (isPlain(text.charAt(i))) {
                width++;
                i++;
            } else {
                int c = text.codePointAt(i);
                width += of(c);
                i += Character.charCount(c);
            }
        }
        return width;
    }

    /** What a region mostly consists of: printable ASCII, lines, blocks, {@code ·} and {@code …}, each of one column. */
    static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7F || c >= 0x2500 && c <= 0x259F || c == 0xB7 || c == 0x2026;
    }

    static int of(int codePoint) {
        if (codePoint < FIRST_COMBINING) {
            return codePoint < 0x20 || codePoint >= 0x7F && codePoint < 0xA0 || codePoint == 0xAD ? 0 : 1;
        }
        if (isCombining(codePoint)) {
            return 0;
        }
        return codePoint >= FIRST_WIDE && isWide(codePoint) ? 2 : 1;
    }

    private static boolean isCombining(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || codePoint >= 0x1160 && codePoint <= 0x11FF; // vowels and finals of Hangul join the syllable
    }

    private static boolean isWide(int codePoint) {
        int at = Arrays.binarySearch(WIDE, codePoint);
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    /** The text, or as much of its beginning as leaves room for the sign that says that there is more. */
    static String cut(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        return columns < 1 ? "" : head(text, columns - of(ellipsis)) + ellipsis;
    }

    /** The text, or its beginning and its end around the sign that says that something is left out. */
    static String cutMiddle(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - of(ellipsis);
        if (room < 4) {
            return cut(text, columns, ellipsis);
        }
        int tail = room * 2 / 5;
        return head(text, room - tail) + ellipsis + tail(text, tail);
    }

    private static String head(String text, int columns) {
        int width = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            width += of(c);
            if (width > columns) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    private static String tail(String text, int columns) {
        int width = 0;
        int start = text.length();
        while (start > 0) {
            int c = text.codePointBefore(start);
            width += of(c);
            if (width > columns) {
                break;
            }
            start -= Character.charCount(c);
        }
        while (start < text.length() && of(text.codePointAt(start)) == 0) {
            start += Character.charCount(text.codePointAt(start)); // a mark whose letter is cut off
        }
        return text.substring(start);
    }
}
