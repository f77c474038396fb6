package io.github.stepline.redact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text without the escapes of one kind, and where each of its characters came from. Whoever wrote the text chose which
 * characters to escape; without them it is the same for all.
 *
 * @param origins for each character the index in the escaped text; one more for the end
 */
record Unescaped(String text, int[] origins) {
    /** A kind of escapes: how one that stands at an index is read. */
    private interface Kind {
        /** The length of the escape and, in the upper half, its character; 0 where none stands. */
        long read(String text, int at, int end);
    }

    private static final int SLASH_ESCAPE = 2;
    private static final int PERCENT_ESCAPE = 3;
    private static final int LONGEST_ENTITY = 9;

    /** Whether an escape of any kind may begin here. */
    static boolean mayBegin(String text, int at, int end) {
        return switch (text.charAt(at)) {
            case '%' -> urlEscape(text, at, end) != 0;
            case '&' -> entity(text, at, end) != 0;
            case '\\' -> true;
            default -> false;
        };
    }

    /** Percent signs of URLs, which stand for bytes; null when the text has none. */
    static @Nullable Unescaped url(String text, int end, boolean plusIsBlank) {
        boolean hasAny = text.indexOf('%') >= 0 || plusIsBlank && text.indexOf('+') >= 0;
        return hasAny ? of(text, end, plusIsBlank ? Unescaped::formEscape : Unescaped::urlEscape) : null;
    }

    /** Backslashes of JSON, Java and Python; null when the text has none. */
    static @Nullable Unescaped backslashes(String text, int end) {
        return text.indexOf('\\') >= 0 ? of(text, end, Unescaped::slashEscape) : null;
    }

    /** Entities of XML and HTML; null when the text has none. */
    static @Nullable Unescaped entities(String text, int end) {
        return text.indexOf('&') >= 0 ? of(text, end, Unescaped::entity) : null;
    }

    /** This text without the backslashes that are left in it: JSON in JSON. */
    @Nullable
    Unescaped again() {
        Unescaped inner = backslashes(text, text.length());
        if (inner == null) {
            return null;
        }
        int[] outer = new int[inner.origins.length];
        Arrays.setAll(outer, i -> origins[inner.origins[i]]);
        return new Unescaped(inner.text, outer);
    }

    private static Unescaped of(String text, int end, Kind kind) {
        StringBuilder plain = new StringBuilder(end);
        int[] origins = new int[end + 1];
        int i = 0;
        while (i < end) {
            long escape = kind.read(text, i, end);
            origins[plain.length()] = i;
            plain.append(escape == 0 ? text.charAt(i) : (char) (escape >>> Integer.SIZE));
            i += escape == 0 ? 1 : (int) escape;
        }
        origins[plain.length()] = end;
        return new Unescaped(plain.toString(), Arrays.copyOf(origins, plain.length() + 1));
    }

    private static long escape(int character, int length) {
        return (long) character << Integer.SIZE | length;
    }

    private static long formEscape(String text, int at, int end) {
        return text.charAt(at) == '+' ? escape(' ', 1) : urlEscape(text, at, end);
    }

    /** A byte, as the character of Latin-1 that has its number. */
    private static long urlEscape(String text, int at, int end) {
        boolean isWhole = text.charAt(at) == '%' && at + 2 < end;
        int code = isWhole ? number(text, at + 1, at + PERCENT_ESCAPE, 16) : -1;
        return code < 0 ? 0 : escape(code, PERCENT_ESCAPE);
    }

    private static long slashEscape(String text, int at, int end) {
        if (text.charAt(at) != '\\' || at + 1 >= end) {
            return 0;
        }
        char c = text.charAt(at + 1);
        int digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
        int behind = at + SLASH_ESCAPE + digits;
        if (digits > 0 && behind <= end) {
            int code = number(text, at + SLASH_ESCAPE, behind, 16);
            return code < 0 ? escape(c, SLASH_ESCAPE) : escape(code, SLASH_ESCAPE + digits);
        }
        int named = "nrtbf".indexOf(c);
        return escape(named >= 0 ? "\n\r\t\b\f".charAt(named) : c, SLASH_ESCAPE);
    }

    private static long entity(String text, int at, int end) {
        if (text.charAt(at) != '&') {
            return 0;
        }
        int last = Math.min(end - 1, at + LONGEST_ENTITY);
        int close = at + 1;
        while (close < last && text.charAt(close) != ';') {
            close++;
        }
        int code = close <= last && text.charAt(close) == ';' ? code(text, at + 1, close) : -1;
        return code < 0 ? 0 : escape(code, close + 1 - at);
    }

    private static int code(String text, int from, int to) {
        if (to - from > 2 && text.charAt(from) == '#') {
            boolean isHex = (text.charAt(from + 1) | 0x20) == 'x';
            return number(text, isHex ? from + 2 : from + 1, to, isHex ? 16 : 10);
        }
        return switch (text.substring(from, to)) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> -1;
        };
    }

    private static int number(String text, int from, int to, int base) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), base);
            if (digit < 0) {
                return -1;
            }
            number = number * base + digit;
        }
        return number;
    }
}
