package io.github.stepline.terminal;

import io.github.stepline.State;
import io.github.stepline.progress.RunSnapshot;
import io.github.stepline.progress.Snapshot;
import io.github.stepline.progress.StepSnapshot;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whole lines, nothing that moves; every now and then how far it is, and when nothing gets on. */
final class SimpleView implements View {
    private final PrintStream out;
    private final Theme theme;
    private final long progressMs;
    private final long stallMs;
    private @Nullable Instant said;
    private @Nullable Instant warned;

    SimpleView(PrintStream out, Theme theme) {
        this.out = out;
        this.theme = theme;
        this.progressMs = theme.options().milliseconds(Setting.PROGRESS_INTERVAL);
        this.stallMs = theme.options().milliseconds(Setting.STALL_WARNING);
    }

    @Override
    public long periodNanos() {
        return TimeUnit.SECONDS.toNanos(1);
    }

    @Override
    public void show(List<Scrolled> lines, @Nullable Snapshot snapshot) {
        StringBuilder text = new StringBuilder();
        for (Scrolled line : lines) {
            line.appendTo(text, theme, "\n");
        }
        if (snapshot != null) {
            addProgress(text, snapshot);
        }
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
        }
    }

    private void addProgress(StringBuilder text, Snapshot snapshot) {
        RunSnapshot run = snapshot.run();
        if (run == null || run.step().state().isEnd()) {
            said = null;
            warned = null;
            return;
        }
        Instant now = snapshot.at();
        if (said == null) {
            said = run.step().startedAt() == null ? now : run.step().startedAt();
        }
        if (progressMs > 0 && millis(said, now) >= progressMs) {
            said = now;
            text.append(ProgressLine.of(run)).append('\n');
        }
        addStall(text, run, now);
    }

    private void addStall(StringBuilder text, RunSnapshot run, Instant now) {
        StepSnapshot step = run.step();
        Instant since = step.lastAdvance() != null ? step.lastAdvance() : step.startedAt();
        if (stallMs <= 0 || since == null || step.state() == State.PAUSED) {
            return;
        }
        Instant last = warned == null || warned.isBefore(since) ? since : warned;
        if (millis(last, now) >= stallMs) {
            warned = now;
            text.append(ProgressLine.stalled(run, millis(since, now))).append('\n');
        }
    }

    private static long millis(Instant from, Instant to) {
        return to.toEpochMilli() - from.toEpochMilli();
    }

    @Override
    public void giveBack() {
        out.flush();
    }
}
