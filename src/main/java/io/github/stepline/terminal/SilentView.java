package io.github.stepline.terminal;

import io.github.stepline.progress.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows nothing: because nothing is wanted, or because the terminal has gone away. */
final class SilentView implements View {
    @Override
    public long periodNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public void show(List<Scrolled> lines, @Nullable Snapshot snapshot) {}

    @Override
    public void giveBack() {}
}
