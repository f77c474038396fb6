package io.github.stepline.json;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads timestamps in any form of ISO-8601 with a zone; what the writer makes, quickly. Not thread-safe. */
final class InstantReader {
    private static final int SECOND_LENGTH = "2026-11-20T12:00:01".length();
    private static final int LENGTH = "2026-11-20T12:00:01.123Z".length();

    /** The second of the line before, which most lines share. */
    private String second = "";

    private long epochSecond;

    Instant read(String text) throws BadLineException {
        if (hasOurForm(text)) {
            if (!text.startsWith(second) || second.isEmpty()) {
                epochSecond = parse(text).getEpochSecond();
                second = text.substring(0, SECOND_LENGTH);
            }
            int millis = digit(text, 20) * 100 + digit(text, 21) * 10 + digit(text, 22);
            return Instant.ofEpochSecond(epochSecond, millis * 1_000_000L);
        }
        return parse(text);
    }

    private static boolean hasOurForm(String text) {
        return text.length() == LENGTH
                && text.charAt(19) == '.'
                && isDigit(text.charAt(20))
                && isDigit(text.charAt(21))
                && isDigit(text.charAt(22))
                && text.charAt(23) == 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int digit(String text, int at) {
        return text.charAt(at) - '0';
    }

    private static Instant parse(String text) throws BadLineException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new BadLineException("timestamp: " + Shown.value(text) + " is not a time in ISO-8601 with a zone");
        }
    }
}
