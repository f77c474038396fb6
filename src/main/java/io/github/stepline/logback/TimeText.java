package io.github.stepline.logback;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Writes times as people read them. What does not change within a second is formatted once a second. Thread-safe. */
final class TimeText {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int NANOS_OF_MILLI = 1_000_000;

    private final DateTimeFormatter format;
    private volatile @Nullable Second last;

    /** The text of a second, and where its milliseconds stand. */
    private record Second(long second, byte[] text, int millisAt) {}

    TimeText(boolean timeOfDay, ZoneId zone) {
        format = (timeOfDay ? TIME_OF_DAY : FULL).withZone(zone);
    }

    void append(TextLine out, Instant time) {
        Second second = last;
        if (second == null || second.second != time.getEpochSecond()) {
            second = secondOf(time);
            last = second;
        }
        int start = out.size();
        out.raw(second.text);
        out.threeDigits(start + second.millisAt, time.getNano() / NANOS_OF_MILLI);
    }

    private Second secondOf(Instant time) {
        String text = format.format(time);
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        return new Second(time.getEpochSecond(), ascii, text.lastIndexOf('.') + 1);
    }
}
