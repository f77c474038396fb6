package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.TimeBasedFileNamingAndTriggeringPolicy;
import ch.qos.logback.core.rolling.helper.ArchiveRemover;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Logback's policy of archives by day and size, with one thing mended: old archives are looked for by one thread at a
 * time.
 *
 * <p>Logback looks for them after each rollover on a thread of its own, and all those threads do their sums of dates on
 * one calendar. Two rollovers that follow each other quickly can so make it take today for a day beyond {@code
 * maxHistory}, and today's archives are deleted. Here the rollover waits for the search, which costs it milliseconds.
 */
final class DailyArchives extends SizeAndTimeBasedRollingPolicy<ILoggingEvent> {
    private static final long PATIENCE_SECONDS = 10;

    /** Without a limit of days, how far back the limit of size looks: the search lists the directory once a day. */
    private static final int DAYS_LOOKED_AT = 366;

    private final int daysKept;
    private final long bytesKept;

    /**
     * @param daysKept how many days archives are kept; 0 for ever
     * @param bytesKept how large they may be together; 0 without limit
     */
    DailyArchives(int daysKept, long bytesKept) {
        this.daysKept = daysKept;
        this.bytesKept = bytesKept;
    }

    @Override
    public void start() {
        super.start();
        if (isStarted()) {
            removeOld();
        }
    }

    @Override
    public void rollover() throws RolloverFailure {
        super.rollover();
        removeOld();
    }

    /** Logback itself knows of no limits, so it does not search; its search is started, and waited for, here. */
    private void removeOld() {
        if (daysKept == 0 && bytesKept == 0) {
            return;
        }
        TimeBasedFileNamingAndTriggeringPolicy<ILoggingEvent> naming = getTimeBasedFileNamingAndTriggeringPolicy();
        ArchiveRemover remover = naming.getArchiveRemover();
        remover.setMaxHistory(daysKept == 0 ? DAYS_LOOKED_AT : daysKept);
        remover.setTotalSizeCap(bytesKept);
        await(remover.cleanAsynchronously(Instant.ofEpochMilli(naming.getCurrentTime())));
    }

    /** Interrupted or not: a search that goes on behind our back is what must not be. */
    private void await(Future<?> search) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                search.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException ending) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException failed) {
                addWarn("Old archives of " + getFileNamePattern() + " could not be removed", failed);
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
