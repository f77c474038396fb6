package io.github.stepline.batch;

import io.github.stepline.Component;
import io.github.stepline.EventBuilder;
import io.github.stepline.Events;
import io.github.stepline.Level;
import io.github.stepline.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Warns when nothing is completed for long, and when one item takes much longer than others did; again at each doubling
 * of the time, and says when it is over. Looked at from the watch, told of ends by workers.
 */
final class Stalls<I> {
    private static final double USUAL = 0.95;
    private static final int SLOW = 5;
    private static final int ENOUGH = 20;
    private static final long LEAST_SLOW_NANOS = Duration.ofSeconds(30).toNanos();
    private static final double NANOS_PER_MS = 1e6;

    private final Settings<I> settings;
    private final Feed<I> feed;
    private final Tally tally;
    private final Step run;
    private final RunTime time;
    private volatile long completedAt;
    private volatile long stalledSince;
    private volatile boolean isStalled;

    /* The watch's own. */
    private long warnAfter;
    private long warnsOf;

    Stalls(Settings<I> settings, Feed<I> feed, Tally tally, Step run) {
        this.settings = settings;
        this.feed = feed;
        this.tally = tally;
        this.run = run;
        this.time = settings.time;
        this.warnAfter = settings.stallAfter.toNanos();
        startAgain();
        this.warnsOf = completedAt;
    }

    /** From now on time counts anew. */
    void startAgain() {
        completedAt = time.nanos();
        isStalled = false;
    }

    /** An item has ended. */
    void completed(Attempt<?> attempt) {
        long now = time.nanos();
        if (isStalled || attempt.wasWarnedOf()) {
            long since = isStalled ? stalledSince : now - attempt.workedNanos(now);
            isStalled = false;
            say("stall_cleared", Level.INFO, e -> e.detail("idle_ms", millis(now - since)));
        }
        completedAt = now;
    }

    /** Warns if there is reason to; returns for how long there will be none. */
    long look() {
        if (feed.isPaused() || feed.isClosed()) {
            return Long.MAX_VALUE;
        }
        long now = time.nanos();
        long since = completedAt;
        if (since != warnsOf) {
            warnsOf = since;
            warnAfter = settings.stallAfter.toNanos();
        }
        if (now - since >= warnAfter) {
            warnAfter = 2 * (now - since);
            stalledSince = since;
            isStalled = true;
            warnOfIdle(now, now - since);
        }
        warnOfSlow(now);
        return Math.max(0, warnAfter - (now - since));
    }

    private void warnOfIdle(long now, long idle) {
        Attempt<I> oldest = feed.running().stream()
                .max(Comparator.comparingLong(attempt -> attempt.workedNanos(now)))
                .orElse(null);
        say("stall_detected", Level.WARN, e -> {
            e.detail("idle_ms", millis(idle));
            describe(e, oldest);
        });
    }

    private void warnOfSlow(long now) {
        if (tally.count(Outcome.SUCCESS) < ENOUGH) {
            return;
        }
        long limit = Math.max(LEAST_SLOW_NANOS, SLOW * tally.within(USUAL));
        for (Attempt<I> attempt : feed.running()) {
            if (attempt.takeWarning(now, limit)) {
                long worked = attempt.workedNanos(now);
                String message = "Step '" + attempt.key() + "' on " + attempt.worker() + " has run for "
                        + worked / 1_000_000_000 + " s; " + Math.round(USUAL * 100)
                        + " % of the others took no more than "
                        + millis(tally.within(USUAL)) + " ms.";
                say("stall_detected", Level.WARN, e -> {
                    e.detail("idle_ms", millis(worked)).message(message);
                    describe(e, attempt);
                });
            }
        }
    }

    private void describe(EventBuilder event, @Nullable Attempt<I> oldest) {
        if (oldest != null) {
            event.detail("oldest_step", oldest.key()).detail("stack", oldest.stack());
        }
    }

    private static long millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MS);
    }

    private void say(String action, Level level, Consumer<EventBuilder> more) {
        Events.event(
                Component.RUNNER,
                action,
                e -> more.accept(e.level(level).runId(run.id()).stepId(run.id())));
    }
}
