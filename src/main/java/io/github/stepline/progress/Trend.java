package io.github.stepline.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much was done when, from the first end of an item to the newest: at most 60 buckets of equal width, which doubles
 * when the time no longer fits. Existing items are left out.
 *
 * @param start the beginning of the first bucket, or null while there is none
 * @param bucketMs the width of a bucket in milliseconds
 * @param done how much was done in each bucket, the oldest first; the last one is still filling
 */
public record Trend(@Nullable Instant start, long bucketMs, List<Long> done) {
    static final Trend NONE = new Trend(null, 0, List.of());

    public Trend {
        done = List.copyOf(done);
    }
}
