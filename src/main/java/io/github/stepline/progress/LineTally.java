package io.github.stepline.progress;

import io.github.stepline.Level;

/** The numbers behind {@link LineCounts}. */
final class LineTally {
    private long accepted;
    private long plain;
    private long warnings;
    private long errors;
    private long repeated;
    private long late;
    private long illegal;
    private long unknown;

    void accept() {
        accepted++;
    }

    void read(Level level, boolean isPlain) {
        plain += isPlain ? 1 : 0;
        warnings += level == Level.WARN ? 1 : 0;
        errors += level.compareTo(Level.ERROR) >= 0 ? 1 : 0;
    }

    void repeated() {
        repeated++;
    }

    void late() {
        late++;
    }

    void illegal() {
        illegal++;
    }

    void unknown() {
        unknown++;
    }

    LineCounts counts(long missing) {
        return new LineCounts(accepted, plain, warnings, errors, repeated, late, illegal, unknown, missing);
    }
}
