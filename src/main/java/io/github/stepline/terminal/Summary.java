package io.github.stepline.terminal;

import io.github.stepline.State;
import io.github.stepline.progress.Counts;
import io.github.stepline.progress.FailureSnapshot;
import io.github.stepline.progress.Numbers;
import io.github.stepline.progress.RunSnapshot;
import io.github.stepline.progress.StepSnapshot;
import java.util.ArrayList;
import java.util.List;

/** What stays on the screen when a run has ended. A run without failures ends with one line. */
final class Summary {
    private static final int UNBOUNDED = 10_000;

    private final RunSnapshot run;
    private final StepSnapshot step;
    private final Counts counts;
    private final Theme theme;
    private final Options options;
    private final List<String> lines = new ArrayList<>();

    private Summary(RunSnapshot run, Theme theme) {
        this.run = run;
        this.step = run.step();
        this.counts = step.counts();
        this.theme = theme;
        this.options = theme.options();
    }

    /** The lines of the summary of a run that has ended. */
    static List<String> of(RunSnapshot run, Theme theme) {
        Summary summary = new Summary(run, theme);
        summary.write();
        return summary.lines;
    }

    /** One line for a run that goes on while the console ends. */
    static String left(RunSnapshot run, Theme theme) {
        StepSnapshot step = run.step();
        String done = StepRows.countsOf(step);
        RowWriter row = new RowWriter(UNBOUNDED, theme);
        row.put(theme.options().ink(Setting.PAUSED_COLOR), name(step) + " is not finished");
        row.put(
                done.isEmpty()
                        ? ""
                        : ": " + done + (step.fraction() == null ? "" : " (" + Numbers.percent(step.fraction()) + ")"));
        return row.put(" after " + Numbers.duration(step.elapsedMs())).end().text();
    }

    private static String name(StepSnapshot step) {
        return step.name().isEmpty() ? "The run" : step.name();
    }

    private void write() {
        if (step.state() == State.COMPLETED && counts.failed() == 0) {
            lines.add(good());
            return;
        }
        title();
        row("already existed", Setting.EXISTING_COLOR, counts.existing(), "");
        row("newly completed", Setting.COMPLETED_COLOR, counts.completed(), rate());
        row("failed", Setting.FAILED_COLOR, counts.failed(), new StatusRows(run, UNBOUNDED, theme).troubles());
        failures();
    }

    private String good() {
        Glyphs glyphs = theme.glyphs();
        Ink ink = options.ink(Setting.COMPLETED_COLOR);
        StringBuilder text = new StringBuilder(
                glyphs.good + " " + name(step) + " completed in " + Numbers.duration(step.elapsedMs()));
        if (counts.seen() > 0) {
            text.append(": ").append(counts.completed()).append(" new");
            if (counts.existing() > 0) {
                text.append(", ").append(counts.existing()).append(" existed");
            }
            if (counts.cancelled() > 0) {
                text.append(", ").append(counts.cancelled()).append(" cancelled");
            }
            text.append(rate().isEmpty() ? "" : ", " + rate());
        }
        return new RowWriter(UNBOUNDED, theme).put(ink, text.toString()).end().text();
    }

    private void title() {
        String how = switch (step.state()) {
            case COMPLETED -> counts.failed() > 0 ? " finished with failures in " : " completed in ";
            case FAILED -> " failed after ";
            case CANCELLED -> " was cancelled after ";
            case PENDING, RUNNING, PAUSED, SKIPPED -> " ended after ";
        };
        Ink ink = options.ink(step.state() == State.CANCELLED ? Setting.PAUSED_COLOR : Setting.FAILED_COLOR);
        String why = step.reason() == null ? "" : ": " + step.reason();
        lines.add(new RowWriter(UNBOUNDED, theme)
                .put(ink, theme.glyphs().bad + " " + name(step) + how + Numbers.duration(step.elapsedMs()) + why)
                .end()
                .text());
    }

    private void row(String label, Setting color, long count, String more) {
        if (counts.seen() == 0) {
            return;
        }
        Ink ink = count == 0 ? Ink.DIM : options.ink(color);
        RowWriter row = new RowWriter(UNBOUNDED, theme).gap(2).put(ink, label).to(18);
        row.right(ink, StatusRows.place(count, StepRows.totalOf(step)), widest());
        lines.add(row.put(more.isEmpty() ? "" : "   " + more).end().text());
    }

    private int widest() {
        long most = Math.max(counts.existing(), Math.max(counts.completed(), counts.failed()));
        return StatusRows.place(most, StepRows.totalOf(step)).length();
    }

    /** Over the whole run, without the items that existed. */
    private String rate() {
        Double rate = step.speed().averagePerSecond();
        return rate == null ? "" : Numbers.rate(rate) + "/s";
    }

    private void failures() {
        if (run.failed().isEmpty()) {
            return;
        }
        int limit = options.number(Setting.FAILURE_LIMIT, 0, 100);
        lines.add("Failed:");
        run.failed().stream().limit(limit).forEach(failure -> lines.add(failure(failure)));
        long more = counts.failed() - Math.min(limit, run.failed().size());
        if (more > 0) {
            lines.add("  ... and " + more + " more");
        }
    }

    private String failure(FailureSnapshot failure) {
        String name = StatusRows.shortName(failure.name(), failure.parentId());
        String error = failure.error() == null ? "" : ": " + failure.error();
        return new RowWriter(UNBOUNDED, theme)
                .gap(2)
                .put(options.ink(Setting.FAILED_COLOR), "- [" + StatusRows.place(failure.index(), failure.of()) + "] ")
                .put(name + error)
                .end()
                .text();
    }
}
