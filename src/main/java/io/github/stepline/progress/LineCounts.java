package io.github.stepline.progress;

/**
 * What came in, and what was odd about it.
 *
 * @param accepted lines so far, repeated ones included
 * @param plain lines of programs that do not know events
 * @param warnings lines of level WARN
 * @param errors lines of level ERROR and CRITICAL
 * @param repeated lines whose number ({@code writer} and {@code seq}) had come before; they changed nothing
 * @param late lines older than what was known of their step, or too old to tell whether they are repeated; they changed no
 *     state
 * @param illegal moves that the lifecycle does not allow; the newest word is shown all the same
 * @param unknown ends and moves of steps whose start was not seen
 * @param missing numbers that no line has had, between the first and the last of each writer: lost, or filtered out
 */
public record LineCounts(
        long accepted,
        long plain,
        long warnings,
        long errors,
        long repeated,
        long late,
        long illegal,
        long unknown,
        long missing) {

    static final LineCounts NONE = new LineCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
