package io.github.stepline.batch;

import io.github.stepline.EventBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param runId the run, or null when nothing was run ({@link Batch#dryRun})
 * @param directory where its files are, or null without {@link Batch#runs}
 * @param exitCode what a script needs: 0 everything succeeded, 1 some items failed, 3 the pre-flight said no, 4 the run
 *     was stopped (see {@code reason}), 130 it was cancelled
 * @param existing items whose result was there already
 * @param succeeded items that succeeded in this run
 * @param errors items that failed for good
 * @param timeouts items that took too long for good
 * @param cancelled items that a cancel ended
 * @param abandoned items, counted above as well, whose threads did not stop and were left alone
 * @param retries how often an item was tried again
 * @param duration from the start of the run to its end
 * @param reason why it ended before all items were done, or null
 * @param plan what a resume found, or null for a run that resumed nothing
 * @param failures the first of the failed items
 */
public record BatchResult(
        @Nullable String runId,
        @Nullable Path directory,
        int exitCode,
        long existing,
        long succeeded,
        long errors,
        long timeouts,
        long cancelled,
        long abandoned,
        long retries,
        Duration duration,
        @Nullable String reason,
        @Nullable Plan plan,
        List<Failure> failures) {

    /** One item that failed. */
    public record Failure(String key, Outcome outcome, int attempts, String error) {}

    public BatchResult {
        failures = List.copyOf(failures);
    }

    /** Items that failed for good. */
    public long failed() {
        return errors + timeouts;
    }

    /** Whether everything was done and nothing failed. */
    public boolean isSuccess() {
        return exitCode == 0;
    }

    /**
     * This result, if everything succeeded.
     *
     * @throws BatchException otherwise
     */
    public BatchResult orThrow() {
        if (!isSuccess()) {
            throw new BatchException(this);
        }
        return this;
    }

    /** Says what has become of the items. */
    void describe(EventBuilder event) {
        event.detail("new", succeeded).detail("existing", existing).detail("failed", failed());
        if (cancelled > 0) {
            event.detail("cancelled", cancelled);
        }
    }

    /** {@code "461 new, 20 existing, 2 failed"} and why it ended early. */
    @Override
    public String toString() {
        String counts = succeeded + " new, " + existing + " existing, " + failed() + " failed";
        return (runId == null ? "not run" : runId) + ": " + counts + (reason == null ? "" : ": " + reason);
    }
}
