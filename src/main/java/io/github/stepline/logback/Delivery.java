package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.ContextAware;
import io.github.stepline.logback.Losses.Reason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands an event to an appender so that whatever it throws costs it this event and nothing else, and so that an event
 * said meanwhile on this thread is known to come from inside an appender.
 */
final class Delivery {
    private static final ThreadLocal<int[]> GENERATION = ThreadLocal.withInitial(() -> new int[] {-1});

    private final ContextAware owner;
    private final Losses losses;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    Delivery(ContextAware owner, Losses losses) {
        this.owner = owner;
        this.losses = losses;
    }

    /** 0 for an event of the program, 1 for one said from inside an appender that writes one of those, and so on. */
    static int generation() {
        return GENERATION.get()[0] + 1;
    }

    /** What is said on this thread until {@link #leave} comes from inside an event of this generation. */
    static int enter(int generation) {
        int[] current = GENERATION.get();
        int before = current[0];
        current[0] = generation;
        return before;
    }

    /** @param before what {@link #enter} returned */
    static void leave(int before) {
        GENERATION.get()[0] = before;
    }

    /** On a thread that has entered the event's generation. */
    void deliver(Appender<ILoggingEvent> appender, DoorEvent event) {
        try {
            appender.doAppend(event);
        } catch (Throwable thrown) {
            losses.count(Reason.SINK_FAILED);
            reportOnce(appender, thrown);
        }
    }

    void stop(Appender<ILoggingEvent> appender) {
        try {
            appender.stop();
        } catch (Throwable thrown) {
            owner.addError("Appender '" + appender.getName() + "' could not be stopped.", thrown);
        }
    }

    private void reportOnce(Appender<ILoggingEvent> appender, Throwable thrown) {
        if (reported.add(appender.getName() + thrown.getClass().getName())) {
            owner.addError(
                    "Appender '" + appender.getName()
                            + "' threw and lost an event. Said once for each kind; the losses are"
                            + " counted as sink_failed.",
                    thrown);
        }
    }
}
