package io.github.stepline.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes an instant as {@code 2026-11-20T12:00:01.123Z}: always UTC, always milliseconds. Most events share their second
 * with the one before, so the text of the last second is kept. Not thread-safe.
 *
 * <p>The form has four digits for the year. An instant outside of the years 0 to 9999 is written as the nearest within.
 */
final class TimestampText {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00.000Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private long second = Long.MIN_VALUE;
    private final byte[] text = new byte["2026-11-20T12:00:01.123Z".length()];

    /** The text; to be used before the next call. */
    byte[] of(Instant instant) {
        Instant writable = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        if (writable.getEpochSecond() != second) {
            second = writable.getEpochSecond();
            putSecond(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
        }
        put(20, 3, writable.getNano() / 1_000_000);
        return text;
    }

    private void putSecond(LocalDateTime time) {
        put(0, 4, time.getYear());
        text[4] = '-';
        put(5, 2, time.getMonthValue());
        text[7] = '-';
        put(8, 2, time.getDayOfMonth());
        text[10] = 'T';
        put(11, 2, time.getHour());
        text[13] = ':';
        put(14, 2, time.getMinute());
        text[16] = ':';
        put(17, 2, time.getSecond());
        text[19] = '.';
        text[23] = 'Z';
    }

    private void put(int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
