package io.github.stepline.terminal;

import io.github.stepline.progress.Snapshot;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to show what happens. Used by one thread at a time. */
interface View {
    /** How long a picture stays good enough while a run goes on, in nanoseconds. */
    long periodNanos();

    /**
     * Shows what is new.
     *
     * @param lines what scrolls, in order
     * @param snapshot the newest picture, or null when it has not been taken anew
     * @throws IOException when what it writes to is gone
     */
    void show(List<Scrolled> lines, @Nullable Snapshot snapshot) throws IOException;

    /** Gives the screen back as it was, whether or not something is still shown on it; lines may still follow. */
    void giveBack() throws IOException;
}
