package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/** How far a run is, on one line without colours: {@code 15/50 completed (30%) | Success: 13/15 (87%) | …}. */
public final class ProgressText {
    /** What each line begins with, so that it is found in a log. */
    public static final String PREFIX = "[Progress] ";

    private ProgressText() {}

    /**
     * Its counts.
     *
     * @param processed items that are over, those of former runs included
     * @param total how many there are, or null while nobody knows
     * @param timedOut of the failed ones, those that took too long
     * @param elapsedMs since the start of the run, in milliseconds
     */
    public static String of(
            long processed, @Nullable Long total, long completed, long failed, long timedOut, double elapsedMs) {
        StringBuilder line = new StringBuilder();
        line.append(processed).append('/').append(total == null ? "?" : total).append(" completed");
        appendPart(line, processed, total);
        long ended = completed + failed;
        line.append(" | Success: ").append(completed).append('/').append(ended);
        appendPart(line, completed, ended);
        line.append(" | Errors: ").append(failed - timedOut);
        line.append(" | Timeouts: ").append(timedOut);
        return line.append(" | Runtime: ").append(Numbers.clock(elapsedMs)).toString();
    }

    private static void appendPart(StringBuilder line, long part, @Nullable Long whole) {
        if (whole != null && whole > 0) {
            line.append(" (").append(Numbers.percent((double) part / whole)).append(')');
        }
    }
}
