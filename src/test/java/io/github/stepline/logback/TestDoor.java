package io.github.stepline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import java.util.function.Consumer;

/** A door of a Logback context of its own, in front of the given appenders; every level passes. */
final class TestDoor implements AutoCloseable {
    private final LoggerContext context = new LoggerContext();
    private final RedactingAsyncAppender door = new RedactingAsyncAppender();

    @SafeVarargs
    @SuppressWarnings("varargs")
    TestDoor(Consumer<RedactingAsyncAppender> settings, Appender<ILoggingEvent>... behind) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        door.setContext(context);
        door.setName("DOOR");
        door.setQueueSize(256);
        settings.accept(door);
        for (Appender<ILoggingEvent> appender : behind) {
            appender.setContext(context);
            if (!appender.isStarted()) {
                appender.start();
            }
            door.addAppender(appender);
        }
        door.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.TRACE);
        root.addAppender(door);
    }

    Logger log() {
        return context.getLogger("test");
    }

    LoggerContext context() {
        return context;
    }

    RedactingAsyncAppender door() {
        return door;
    }

    /** How often the status says this. */
    long said(String part) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> String.valueOf(status.getMessage()).contains(part))
                .count();
    }

    @Override
    public void close() {
        context.stop();
    }
}
