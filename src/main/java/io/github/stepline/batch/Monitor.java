package io.github.stepline.batch;

import io.github.stepline.progress.ProgressText;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every now and then how far a run is. The watch's own. */
final class Monitor {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final double NANOS_PER_MS = 1e6;

    private final Settings<?> settings;
    private final Tally tally;
    private final long startedAt;
    private long saidAt;

    Monitor(Settings<?> settings, Tally tally) {
        this.settings = settings;
        this.tally = tally;
        this.startedAt = settings.time.nanos();
        this.saidAt = startedAt;
    }

    /** Says how far it is when that is due; returns for how long it will not be, in nanoseconds. */
    long look() {
        Duration every = settings.monitor;
        if (every == null) {
            return Long.MAX_VALUE;
        }
        long now = settings.time.nanos();
        if (now - saidAt >= every.toNanos()) {
            saidAt = now;
            LOG.info("{}{}: {}", ProgressText.PREFIX, settings.name, text(now));
        }
        return saidAt + every.toNanos() - now;
    }

    private String text(long now) {
        long success = tally.count(Outcome.SUCCESS);
        long timeouts = tally.count(Outcome.TIMEOUT);
        long failed = tally.count(Outcome.ERROR) + timeouts;
        long processed = tally.count(Outcome.SKIPPED) + success + failed + tally.count(Outcome.CANCELLED);
        return ProgressText.of(processed, total(), success, failed, timeouts, (now - startedAt) / NANOS_PER_MS);
    }

    private @Nullable Long total() {
        return settings.source instanceof Collection<?> known ? (long) known.size() : null;
    }
}
