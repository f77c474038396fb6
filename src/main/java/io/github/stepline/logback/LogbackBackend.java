package io.github.stepline.logback;

import ch.qos.logback.classic.LoggerContext;
import io.github.stepline.Backend;
import io.github.stepline.LogEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;

/** Hands events to Logback's appenders as {@link TypedEvent}. Where turbo filters must be asked, SLF4J's way does it. */
public final class LogbackBackend implements Backend {
    /** Fails where Logback is missing, so that it is found out once and not at every event. */
    public LogbackBackend() {
        Objects.requireNonNull(LoggerContext.class);
    }

    @Override
    public boolean say(
            Logger logger,
            LogEvent event,
            @Nullable Throwable thrown,
            @Nullable List<Marker> markers,
            Class<?> boundary) {
        if (!(logger instanceof ch.qos.logback.classic.Logger target)
                || !target.getLoggerContext().getTurboFilterList().isEmpty()) {
            return false;
        }
        target.callAppenders(new TypedEvent(target, event, thrown, markers, boundary));
        return true;
    }
}
