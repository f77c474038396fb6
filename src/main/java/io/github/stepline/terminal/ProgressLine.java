package io.github.stepline.terminal;

import io.github.stepline.progress.Counts;
import io.github.stepline.progress.Eta;
import io.github.stepline.progress.ItemSnapshot;
import io.github.stepline.progress.Numbers;
import io.github.stepline.progress.ProgressText;
import io.github.stepline.progress.RunSnapshot;
import io.github.stepline.progress.StepSnapshot;
import java.util.Comparator;

/** How far a run is, on one line without colours: for logs that people read later. */
final class ProgressLine {
    private ProgressLine() {}

    static String of(RunSnapshot run) {
        StepSnapshot step = run.step();
        StringBuilder line = new StringBuilder(ProgressText.PREFIX).append(name(step));
        Counts counts = step.counts();
        if (counts.seen() > 0 || counts.total() != null) {
            line.append(ProgressText.of(
                    counts.processed(),
                    StepRows.totalOf(step),
                    counts.completed(),
                    counts.failed(),
                    counts.timedOut(),
                    step.elapsedMs()));
        } else {
            Double fraction = step.fraction();
            line.append(StepRows.countsOf(step));
            line.append(fraction == null ? "running" : "(" + Numbers.percent(fraction) + ")");
            line.append(" | Runtime: ").append(Numbers.clock(step.elapsedMs()));
        }
        return line.append(eta(step.eta())).toString();
    }

    private static String name(StepSnapshot step) {
        return step.name().isEmpty() ? "" : CellText.clean(step.name()) + ": ";
    }

    private static String eta(Eta eta) {
        return switch (eta.kind()) {
            case NONE, ESTIMATING -> "";
            case REMAINING -> " | ETA: " + Numbers.clock(eta.remainingMs());
            case STALLED -> " | stalled for " + Numbers.clock(eta.stalledMs());
            case PAUSED -> " | paused";
        };
    }

    static String stalled(RunSnapshot run, long idleMs) {
        String oldest = run.processing().stream()
                .max(Comparator.comparingDouble(ItemSnapshot::elapsedMs))
                .map(ProgressLine::oldest)
                .orElse("");
        return ProgressText.PREFIX + "WARNING: " + name(run.step()) + "nothing completed for " + Numbers.clock(idleMs)
                + oldest;
    }

    private static String oldest(ItemSnapshot item) {
        String worker = item.worker() == null ? "" : " on " + CellText.clean(item.worker());
        return "; oldest running: " + CellText.clean(item.name()) + worker + " for " + Numbers.clock(item.elapsedMs());
    }
}
