package io.github.stepline.batch;

/** Why a run ends before its items do. */
record Ending(int exitCode, String reason, boolean isCancel) {
    /** The same, but what runs is to stop as well. */
    Ending asCancel() {
        return new Ending(exitCode, reason, true);
    }
}
