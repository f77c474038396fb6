package io.github.stepline.progress;

import io.github.stepline.Progress;
import org.jspecify.annotations.Nullable;

/** What a step counts itself: how much of how much, and how fast. */
final class Count {
    private @Nullable Long current;
    private @Nullable Long total;
    private @Nullable String unit;
    private @Nullable RateWindow rate;
    private @Nullable TrendBuckets trend;

    /** Begins anew, with what was there at the start; that is no work of this attempt. */
    void begin(@Nullable Progress announced) {
        current = announced == null || announced.current() == null ? 0L : announced.current();
        rate = null;
        takeTotal(announced);
    }

    /**
     * Takes what was said of the count.
     *
     * @return how much was done since it was said last, or 0
     */
    long take(@Nullable Progress progress) {
        if (progress == null) {
            return 0;
        }
        takeTotal(progress);
        Long now = progress.current();
        if (now == null) {
            return 0;
        }
        long done = current == null ? 0 : Math.max(0, now - current);
        current = now;
        return done;
    }

    private void takeTotal(@Nullable Progress progress) {
        if (progress != null) {
            total = progress.total() == null ? total : progress.total();
            unit = progress.unit() == null ? unit : progress.unit();
        }
    }

    /** @param startedAt when the work began, and {@code at} when it was done, both without pauses */
    void worked(long amount, long startedAt, long at, FoldSettings settings) {
        RateWindow window = rate == null ? new RateWindow(settings, startedAt) : rate;
        window.add(at, amount);
        rate = window;
    }

    void chart(long amount, long at) {
        TrendBuckets buckets = trend == null ? new TrendBuckets() : trend;
        buckets.add(at, amount);
        trend = buckets;
    }

    /** Null when it has never been said that anything is counted. */
    @Nullable
    Amount amount() {
        if (total == null && unit == null && (current == null || current == 0)) {
            return null;
        }
        return new Amount(current == null ? 0 : current, total, unit);
    }

    @Nullable
    RateWindow rate() {
        return rate;
    }

    Trend trend() {
        return trend == null ? Trend.NONE : trend.trend();
    }
}
