package io.github.stepline.terminal;

import io.github.stepline.progress.Snapshot;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One snapshot a line, when something has come in since the last; no log lines. */
final class JsonView implements View {
    private final PrintStream out;
    private final long periodNanos;
    private long accepted;

    JsonView(PrintStream out, Theme theme) {
        this.out = out;
        this.periodNanos = TimeUnit.MILLISECONDS.toNanos(theme.options().milliseconds(Setting.JSON_INTERVAL));
    }

    @Override
    public long periodNanos() {
        return periodNanos;
    }

    @Override
    public void show(List<Scrolled> lines, @Nullable Snapshot snapshot) {
        if (snapshot != null && snapshot.lines().accepted() != accepted) {
            accepted = snapshot.lines().accepted();
            out.print(snapshot.toJson() + "\n");
            out.flush();
        }
    }

    @Override
    public void giveBack() {
        out.flush();
    }
}
