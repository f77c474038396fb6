package io.github.stepline.logback;

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

    /** What stands before and behind the milliseconds of a second. */
    private record Second(long second, String before, String behind) {}

    TimeText(boolean timeOfDay, ZoneId zone) {
        format = (timeOfDay ? TIME_OF_DAY : FULL).withZone(zone);
    }

    void append(TextLine out, Instant time) {
        Second second = last;
        if (second == null || second.second != time.getEpochSecond()) {
            second = secondOf(time);
            last = second;
        }
        int millis = time.getNano() / NANOS_OF_MILLI;
        out.raw(second.before)
                .raw((char) ('0' + millis / 100))
                .raw((char) ('0' + millis / 10 % 10))
                .raw((char) ('0' + millis % 10))
                .raw(second.behind);
    }

    private Second secondOf(Instant time) {
        String text = format.format(time);
        int millis = text.lastIndexOf('.') + 1;
        return new Second(time.getEpochSecond(), text.substring(0, millis), text.substring(millis + 3));
    }
}
