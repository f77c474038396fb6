package io.github.stepline.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much was done when. */
class TrendBucketsTest {
    private final TrendBuckets buckets = new TrendBuckets();

    @Test
    void trend_ofNothing_isNone() {
        assertThat(buckets.trend()).isEqualTo(Trend.NONE);
    }

    @Test
    void add_withinAMinute_hasBucketsOfASecond() {
        buckets.add(10_200, 1);
        buckets.add(10_900, 2);
        buckets.add(12_000, 4);

        assertThat(buckets.trend()).isEqualTo(new Trend(Instant.ofEpochSecond(10), 1_000, List.of(3L, 0L, 4L)));
    }

    @Test
    void add_earlier_movesTheStart() {
        buckets.add(10_000, 1);
        buckets.add(8_000, 2);

        assertThat(buckets.trend()).isEqualTo(new Trend(Instant.ofEpochSecond(8), 1_000, List.of(2L, 0L, 1L)));
    }

    @Test
    void add_forHours_widensTheBuckets() {
        for (int second = 0; second < 10_000; second++) {
            buckets.add(second * 1_000L, 1);
        }

        Trend trend = buckets.trend();
        assertThat(trend.bucketMs()).isEqualTo(256_000);
        assertThat(trend.done()).hasSize(40).startsWith(256L, 256L, 256L);
    }

    @Test
    void add_farAway_isBorne() {
        buckets.add(-62_167_219_200_000L, 1);
        buckets.add(253_402_300_799_999L, 2);

        assertThat(buckets.trend().done()).startsWith(1L).endsWith(2L).hasSizeLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("io.github.stepline.progress.FoldPropertyTest#seeds")
    void add_inAnyOrder_givesTheSame(long seed) {
        Random random = new Random(seed);
        List<Long> times = new ArrayList<>();
        long span = 1L << random.nextInt(35);
        for (int i = 0; i < 200; i++) {
            times.add(1_000_000_000_000L + (long) (random.nextDouble() * span));
        }
        times.forEach(time -> buckets.add(time, 1));
        Trend inOrder = buckets.trend();
        Collections.shuffle(times, random);
        TrendBuckets shuffled = new TrendBuckets();
        times.forEach(time -> shuffled.add(time, 1));

        assertThat(shuffled.trend()).isEqualTo(inOrder);
        assertThat(inOrder.done().stream().mapToLong(Long::longValue).sum()).isEqualTo(200);
    }
}
