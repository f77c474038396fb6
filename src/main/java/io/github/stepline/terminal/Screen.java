package io.github.stepline.terminal;

import java.io.IOException;

/** A terminal that can be drawn on. Used by one thread at a time. */
interface Screen {
    /** The size now; asked for every frame, so that no signal is needed. */
    Size size();

    /** Writes all of it at once. */
    void write(String text) throws IOException;
}
