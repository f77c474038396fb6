package io.github.stepline.progress;

import java.time.Duration;

/**
 * How much a fold keeps and how it estimates.
 *
 * @param etaWindowSize how many samples the recent rate is made of, from 2 to 1,000
 * @param etaWindow the time that they cover, at least {@code etaWindowSize} milliseconds
 * @param stallAfter how long nothing must get on, at the least, before that is called a stall
 * @param existing how many existing items are kept
 * @param completed how many completed items are kept
 * @param failed how many failures are kept
 * @param processing how many active items a snapshot lists
 */
public record FoldSettings(
        int etaWindowSize,
        Duration etaWindow,
        Duration stallAfter,
        int existing,
        int completed,
        int failed,
        int processing) {

    /** 20 samples over 30 s; stalled after 10 s; 5 existing, 5 completed, 100 failed, 100 active items. */
    public static final FoldSettings DEFAULTS =
            new FoldSettings(20, Duration.ofSeconds(30), Duration.ofSeconds(10), 5, 5, 100, 100);

    public FoldSettings {
        check(etaWindowSize >= 2 && etaWindowSize <= 1_000, "etaWindowSize", "from 2 to 1000", etaWindowSize);
        check(
                etaWindow.compareTo(Duration.ofMillis(etaWindowSize)) >= 0,
                "etaWindow",
                "at least a millisecond a sample",
                etaWindow);
        check(!stallAfter.isNegative() && !stallAfter.isZero(), "stallAfter", "more than zero", stallAfter);
        check(existing >= 0, "existing", "at least 0", existing);
        check(completed >= 0, "completed", "at least 0", completed);
        check(failed >= 0, "failed", "at least 0", failed);
        check(processing >= 0, "processing", "at least 0", processing);
    }

    private static void check(boolean ok, String name, String rule, Object value) {
        if (!ok) {
            throw new IllegalArgumentException(name + " must be " + rule + ": " + value);
        }
    }

    /** These with another window for estimates. */
    public FoldSettings withEtaWindow(int newSize, Duration newWindow) {
        return new FoldSettings(newSize, newWindow, stallAfter, existing, completed, failed, processing);
    }

    /** These with another least time of a stall. */
    public FoldSettings withStallAfter(Duration newStallAfter) {
        return new FoldSettings(etaWindowSize, etaWindow, newStallAfter, existing, completed, failed, processing);
    }

    /** These with other numbers of items that are kept and listed. */
    public FoldSettings withItems(int newExisting, int newCompleted, int newFailed, int newProcessing) {
        return new FoldSettings(
                etaWindowSize, etaWindow, stallAfter, newExisting, newCompleted, newFailed, newProcessing);
    }
}
