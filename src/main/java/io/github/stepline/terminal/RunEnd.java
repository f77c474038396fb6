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
    public String rendered(Theme theme) {
        return run == null || !theme.options().isOn(Setting.SUMMARY) ? "" : String.join("\n", Summary.of(run, theme));
    }
}
