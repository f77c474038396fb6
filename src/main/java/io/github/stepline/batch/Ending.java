package io.github.stepline.batch;

/** Why a run ends before its items do. */
record Ending(int exitCode, String reason, boolean isCancel) {
    /** It can't or shall not go on; what runs may end. */
    static Ending stopped(String reason) {
        return new Ending(4, reason, false);
    }

    /** After the pre-flight. */
    static Ending refused(String reason) {
        return new Ending(3, reason, false);
    }

    /** Somebody asked for it; what runs is to stop as well. */
    static Ending cancelled(String reason) {
        return new Ending(130, reason, true);
    }

    /** The same, but what runs is to stop as well. */
    Ending asCancel() {
        return new Ending(exitCode, reason, true);
    }
}
