package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are those of Java's own formatter, whichever came before. */
class TimeTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Oslo", "America/New_York", "Asia/Kathmandu"})
    void append_randomTimes_areThoseOfTheFormatter(String zone) {
        long seed = System.nanoTime();
        System.out.println("TimeTextTest seed: " + seed);
        Random random = new Random(seed);
        TimeText full = new TimeText(false, ZoneId.of(zone));
        TimeText timeOfDay = new TimeText(true, ZoneId.of(zone));
        DateTimeFormatter expectedFull =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.of(zone));
        DateTimeFormatter expectedTime =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.of(zone));
        for (int i = 0; i < 2_000; i++) {
            Instant time = Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(100_000_000) * 997L);
            for (int j = 0; j < 3; j++) {
                Instant near = time.plusMillis(j * 499L);
                assertThat(text(full, near)).isEqualTo(expectedFull.format(near));
                assertThat(text(timeOfDay, near)).isEqualTo(expectedTime.format(near));
            }
        }
    }

    @Test
    void append_farAway_isWritten() {
        TimeText full = new TimeText(false, ZoneOffset.UTC);

        assertThat(text(full, Instant.ofEpochMilli(-1))).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(text(full, Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    private static String text(TimeText format, Instant time) {
        TextLine out = new TextLine();
        format.append(out, time);
        return out.toString();
    }
}
