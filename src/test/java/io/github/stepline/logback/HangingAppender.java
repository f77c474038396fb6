package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.util.concurrent.locks.LockSupport;

/** A file whose disk never answers, as the door sees it; named in the configuration of a child JVM. */
public final class HangingAppender extends FileAppender<ILoggingEvent> {
    @Override
    public void start() {
        started = true;
    }

    @Override
    public void doAppend(ILoggingEvent event) {
        while (true) {
            LockSupport.parkNanos(1_000_000_000);
        }
    }
}
