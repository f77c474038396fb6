package io.github.stepline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The journals of the runs that go on. */
final class Journals {
    private static final Map<String, Journal> BY_RUN = new ConcurrentHashMap<>();

    /** So that programs without journals pay for one read. */
    private static volatile boolean isAny;

    private Journals() {}

    /** Lets a journal, if there is one, claim an id; false when it can't. */
    static boolean open(String runId, @Nullable Journal journal) {
        if (journal == null) {
            return true;
        }
        if (!journal.claim(runId)) {
            return false;
        }
        synchronized (BY_RUN) {
            BY_RUN.put(runId, journal);
            isAny = true;
        }
        return true;
    }

    static boolean isAny() {
        return isAny;
    }

    static boolean has(@Nullable String runId) {
        return isAny && runId != null && BY_RUN.containsKey(runId);
    }

    static void say(LogEvent event) {
        Journal journal = isAny && event.runId() != null ? BY_RUN.get(event.runId()) : null;
        if (journal != null) {
            try {
                journal.say(event);
            } catch (Throwable thrown) {
                InternalReport.once("a journal failed on an event", thrown);
            }
        }
    }

    static void close(@Nullable String runId) {
        if (isAny && runId != null) {
            synchronized (BY_RUN) {
                BY_RUN.remove(runId);
                isAny = !BY_RUN.isEmpty();
            }
        }
    }
}
