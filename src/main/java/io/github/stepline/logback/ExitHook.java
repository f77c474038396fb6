package io.github.stepline.logback;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one shutdown hook of the process. JVM hooks run side by side and applications log in theirs, so it stops nothing:
 * it makes every door write through, which lasts until the JVM is gone, and empties the queues.
 */
final class ExitHook {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Set<RedactingAsyncAppender> DOORS = Collections.newSetFromMap(new WeakHashMap<>());
    private static boolean installed;

    private ExitHook() {}

    static void add(RedactingAsyncAppender door) {
        LOCK.lock();
        try {
            DOORS.add(door);
            if (!installed) {
                installed = true;
                Runtime.getRuntime().addShutdownHook(new Thread(ExitHook::run, "stepline-exit"));
            }
        } catch (IllegalStateException alreadyEnding) {
            door.writeThrough();
        } finally {
            LOCK.unlock();
        }
    }

    static void remove(RedactingAsyncAppender door) {
        LOCK.lock();
        try {
            DOORS.remove(door);
        } finally {
            LOCK.unlock();
        }
    }

    /** The doors of the process that are started. */
    static List<RedactingAsyncAppender> doors() {
        LOCK.lock();
        try {
            return List.copyOf(DOORS);
        } finally {
            LOCK.unlock();
        }
    }

    private static void run() {
        List<RedactingAsyncAppender> doors = doors();
        doors.forEach(RedactingAsyncAppender::writeThrough);
        for (RedactingAsyncAppender door : doors) {
            try {
                door.drainAtExit();
            } catch (Throwable thrown) {
                // It comes from whoever listens to Logback's status; the other doors shall be emptied too.
            }
        }
    }
}
