package io.github.stepline.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes an instant as {@code 2026-11-20T12:00:01.123Z}: always UTC, always milliseconds. Most events share their second
 * with the one before, and of a burst their millisecond, so the last text is kept. Not thread-safe.
 *
 * <p>The form has four digits for the year. An instant outside of the years 0 to 9999 is written as the nearest within.
 */
final class TimestampText {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00.000Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final String FORM = "yyyy-mm-ddThh:mm:ss.mmmZ";
    private static final int NANOS_A_MILLISECOND = 1_000_000;

    private final int start;
    private final byte[] text;
    private long second = Long.MIN_VALUE;
    private int millisecond;

    /** @param before stands before each text; ASCII */
    TimestampText(String before) {
        start = before.length();
        text = (before + FORM).getBytes(StandardCharsets.US_ASCII);
    }

    /** The text, with what stands before it; to be used before the next call. */
    byte[] of(Instant instant) {
        if (instant.getEpochSecond() != second) {
            Instant writable = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
            second = writable.getEpochSecond();
            putSecond(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
            putMillisecond(writable.getNano() / NANOS_A_MILLISECOND);
        } else if (instant.getNano() / NANOS_A_MILLISECOND != millisecond) {
            putMillisecond(instant.getNano() / NANOS_A_MILLISECOND);
        }
        return text;
    }

    private void putSecond(LocalDateTime time) {
        put(0, 4, time.getYear());
        put(5, 2, time.getMonthValue());
        put(8, 2, time.getDayOfMonth());
        put(11, 2, time.getHour());
        put(14, 2, time.getMinute());
        put(17, 2, time.getSecond());
    }

    private void putMillisecond(int value) {
        millisecond = value;
        put(20, 3, value);
    }

    private void put(int at, int digits, int value) {
        int rest = value;
        for (int i = start + at + digits - 1; i >= start + at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
