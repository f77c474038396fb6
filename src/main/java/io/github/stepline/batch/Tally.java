package io.github.stepline.batch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of the items so far, and whether that is reason enough to stop. Safe between threads. */
final class Tally {
    private static final int MAX_FAILURES = 1_000;

    private final Settings<?> settings;
    private final long[] counts = new long[Outcome.values().length];
    private final Durations durations = new Durations();
    private final List<BatchResult.Failure> failures = new ArrayList<>();
    private long abandoned;
    private long retries;

    Tally(Settings<?> settings) {
        this.settings = settings;
    }

    synchronized void add(Outcome outcome) {
        counts[outcome.ordinal()]++;
    }

    synchronized void success(long nanos) {
        counts[Outcome.SUCCESS.ordinal()]++;
        durations.add(nanos);
    }

    synchronized void failure(BatchResult.Failure failure) {
        counts[failure.outcome().ordinal()]++;
        if (failures.size() < MAX_FAILURES) {
            failures.add(failure);
        }
    }

    /** A failed item is to be tried again after all. */
    synchronized void takeBack(String key, Outcome outcome) {
        counts[outcome.ordinal()]--;
        failures.removeIf(failure -> failure.key().equals(key));
    }

    synchronized void abandoned() {
        abandoned++;
    }

    synchronized void retried() {
        retries++;
    }

    synchronized long count(Outcome outcome) {
        return counts[outcome.ordinal()];
    }

    synchronized long failed() {
        return counts[Outcome.ERROR.ordinal()] + counts[Outcome.TIMEOUT.ordinal()];
    }

    synchronized long abandonedCount() {
        return abandoned;
    }

    synchronized long retryCount() {
        return retries;
    }

    synchronized List<BatchResult.Failure> failures() {
        return new ArrayList<>(failures);
    }

    /** How many items have succeeded, and within which time this part of them; 0 before the first. */
    synchronized long within(double part) {
        return durations.within(part);
    }

    synchronized long longest() {
        return durations.longest();
    }

    /** Why the run has to stop, or null. */
    synchronized @Nullable String reasonToStop() {
        long failed = failed();
        long ended = failed + counts[Outcome.SUCCESS.ordinal()];
        if (settings.failFirst > 0 && failed >= settings.failFirst && failed == ended) {
            return "the first " + failed + " items all failed";
        }
        if (settings.failCount > 0 && failed >= settings.failCount) {
            return failed + " items failed";
        }
        if (settings.failRateFrom > 0 && ended >= settings.failRateFrom && failed > settings.failRate * ended) {
            return failed + " of " + ended + " items failed";
        }
        return null;
    }
}
