package io.github.stepline.batch;

import java.util.Locale;

/** What became of an item. */
public enum Outcome {
    SUCCESS,
    /** Its function threw, and no retry is left. */
    ERROR,
    /** It took longer than it may, and no retry is left. */
    TIMEOUT,
    /** Its result was there already, from a run before. */
    SKIPPED,
    /** The run was cancelled while it ran. */
    CANCELLED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word as it stands in files: {@code "success"}. */
    @Override
    public String toString() {
        return word;
    }

    boolean isFailure() {
        return this == ERROR || this == TIMEOUT;
    }
}
