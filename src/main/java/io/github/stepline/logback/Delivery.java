package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import io.github.stepline.logback.Losses.Reason;
import java.io.Flushable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands an event to an appender so that whatever it throws costs it this event and nothing else, and so that an event
 * said meanwhile on this thread is known to come from inside an appender.
 *
 * <p>Logback's own appenders swallow their exceptions, and stop at the first that comes from a stream. So an event counts
 * as lost too when its appender says an error meanwhile, which Logback's do a few times in half an hour, and when an
 * appender that was started has stopped. Files of ours count for themselves.
 */
final class Delivery implements StatusListener {
    /** What a thread is delivering. */
    private static final class Current {
        private int generation = -1;
        private @Nullable Object appender;
        private boolean saidError;
    }

    private static final ThreadLocal<Current> CURRENT = ThreadLocal.withInitial(Current::new);

    private final ContextAware owner;
    private final Losses losses;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Set<Object> started = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param appenders all that events will be handed to; one that is not started has said why, and loses nothing */
    Delivery(ContextAware owner, Losses losses, List<? extends Appender<?>> appenders) {
        this.owner = owner;
        this.losses = losses;
        appenders.stream().filter(Appender::isStarted).forEach(started::add);
    }

    /** 0 for an event of the program, 1 for one said from inside an appender that writes one of those, and so on. */
    static int generation() {
        return CURRENT.get().generation + 1;
    }

    /** What is said on this thread until {@link #leave} comes from inside an event of this generation. */
    static int enter(int generation) {
        Current current = CURRENT.get();
        int before = current.generation;
        current.generation = generation;
        return before;
    }

    /** @param before what {@link #enter} returned */
    static void leave(int before) {
        CURRENT.get().generation = before;
    }

    /** On a thread that has entered the event's generation. */
    void deliver(Appender<ILoggingEvent> appender, DoorEvent event) {
        try {
            deliverWatched(appender, event);
        } catch (Throwable thrown) {
            losses.count(Reason.SINK_FAILED);
            reportOnce(appender, thrown);
        }
    }

    private void deliverWatched(Appender<ILoggingEvent> appender, DoorEvent event) {
        Current current = CURRENT.get();
        Object outer = current.appender;
        current.appender = appender;
        current.saidError = false;
        try {
            appender.doAppend(event);
            if (current.saidError || hasStopped(appender)) {
                losses.count(Reason.SINK_FAILED);
            }
        } finally {
            current.appender = outer;
        }
    }

    private boolean hasStopped(Appender<?> appender) {
        return !appender.isStarted() && started.contains(appender);
    }

    @Override
    public void addStatusEvent(Status status) {
        Current current = CURRENT.get();
        boolean isItsOwn = current.appender != null && status.getOrigin() == current.appender;
        current.saidError |= isItsOwn && status.getLevel() == Status.ERROR;
    }

    void flush(Appender<ILoggingEvent> appender, Flushable shown) {
        try {
            shown.flush();
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
