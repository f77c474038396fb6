package io.github.stepline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;

/**
 * A logging backend that takes events whole, without the detour over the events of SLF4J. One is found by {@link
 * java.util.ServiceLoader}; programs need not name it, and without one every event goes through SLF4J.
 */
public interface Backend {
    /**
     * Says an event whose level is enabled, on the caller's thread.
     *
     * @param logger the logger of the event's component
     * @param thrown what went wrong, if the backend can read it
     * @param markers the markers of the event, or null
     * @param boundary the class whose method the program called, for caller data
     * @return false when this logger, as it stands, has to be told in SLF4J's way
     */
    boolean say(
            Logger logger,
            LogEvent event,
            @Nullable Throwable thrown,
            @Nullable List<Marker> markers,
            Class<?> boundary);
}
