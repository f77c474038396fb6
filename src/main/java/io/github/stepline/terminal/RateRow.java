package io.github.stepline.terminal;

import io.github.stepline.progress.Counts;
import io.github.stepline.progress.Eta;
import io.github.stepline.progress.Numbers;
import io.github.stepline.progress.ResourceSnapshot;
import io.github.stepline.progress.Snapshot;
import io.github.stepline.progress.StepSnapshot;
import java.util.ArrayList;
import java.util.List;

/** The last row: success rate, throughput, and what the process uses. */
final class RateRow {
    private final Snapshot snapshot;
    private final StepSnapshot step;
    private final Theme theme;

    RateRow(Snapshot snapshot, StepSnapshot step, Theme theme) {
        this.snapshot = snapshot;
        this.step = step;
        this.theme = theme;
    }

    /** The row, or one of no width when there is nothing to say. */
    Row row(int columns) {
        RowWriter row = new RowWriter(columns, theme);
        String separator = " ";
        for (String part : parts()) {
            row.putWhole(Ink.DIM, separator + part);
            separator = " " + theme.glyphs().dot + " ";
        }
        return row.end();
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        Counts counts = step.counts();
        Double success = counts.successRate();
        if (success != null) {
            parts.add("success " + Numbers.percent(success) + " (" + counts.completed() + "/"
                    + (counts.completed() + counts.failed()) + ")");
        }
        String rate = StepRows.rateOf(step, theme);
        if (!rate.isEmpty() && step.eta().kind() != Eta.Kind.STALLED) {
            boolean isItems =
                    step.work() == null || !Numbers.isBytes(step.work().unit());
            parts.add(isItems ? rate.replace("/s", " " + theme.options().text(Setting.UNIT) + "/s") : rate);
        }
        Double average = step.speed().averageItemMs();
        if (average != null) {
            parts.add(Numbers.average(average) + " each");
        }
        if (theme.options().isOn(Setting.SHOW_RESOURCES)
                && !snapshot.resources().isEmpty()) {
            add(parts, snapshot.resources().get(0));
        }
        return parts;
    }

    private static void add(List<String> parts, ResourceSnapshot resources) {
        if (resources.cpu() != null) {
            parts.add("CPU " + Numbers.percent(resources.cpu()));
        }
        if (resources.heapBytes() != null) {
            parts.add("heap " + Numbers.roughBytes(resources.heapBytes()));
        }
        if (resources.rssBytes() != null) {
            parts.add("rss " + Numbers.roughBytes(resources.rssBytes()));
        }
        if (resources.diskWrittenBytes() != null) {
            parts.add("disk +" + Numbers.roughBytes(resources.diskWrittenBytes()));
        }
    }
}
