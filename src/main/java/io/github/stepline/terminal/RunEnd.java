package io.github.stepline.terminal;

import io.github.stepline.progress.RunSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run, as it stands among the lines.
 *
 * @param runId the run's id
 * @param run the run as it was at its end, or null before it is drawn, and when nobody knows it
 */
record RunEnd(String runId, @Nullable RunSnapshot run) implements Scrolled {
    @Override
    public void appendTo(StringBuilder out, Theme theme, String newline) {
        if (run != null && theme.options().isOn(Setting.SUMMARY)) {
            Summary.of(run, theme).forEach(line -> out.append(line).append(newline));
        }
    }
}
