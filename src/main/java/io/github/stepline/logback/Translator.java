package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.spi.ContextAware;
import io.github.stepline.Level;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Markers;
import io.github.stepline.Scope;
import io.github.stepline.Step;
import io.github.stepline.redact.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Makes of a Logback event what a line holds: the typed event that travels in it, or one made of a plain log call, and
 * its envelope. What Logback promises to freeze is read as frozen; the scope only on the thread that logged.
 */
final class Translator {
    private static final String RUN_ID = "run_id";
    private static final String STEP_ID = "step_id";

    private final ContextAware owner;
    private final List<Enricher> enrichers = new ArrayList<>();
    private final EventMasker masker = new EventMasker(Redactor.shared());
    private boolean enricherFailed;

    Translator(ContextAware owner) {
        this.owner = owner;
    }

    void add(Enricher enricher) {
        enrichers.add(enricher);
    }

    boolean enriches() {
        return !enrichers.isEmpty();
    }

    /** Whether files shall not keep it. */
    static boolean isTransient(ILoggingEvent event) {
        List<Marker> markers = event.getMarkerList();
        return markers != null && markers.contains(Markers.TRANSIENT);
    }

    /**
     * The event as it may be written. One that came through the door is; any other is enriched and masked here, so that
     * nothing leaks where somebody left the door out.
     */
    DoorEvent read(ILoggingEvent event) {
        if (event instanceof DoorEvent ready) {
            return enrichers.isEmpty() ? ready : enrichedCopy(ready);
        }
        DoorEvent read = new DoorEvent(event, typedOrPlain(event), null, 0);
        prepare(read);
        return read;
    }

    /** What an enricher adds behind the door is masked too; the other appenders see nothing of it. */
    private DoorEvent enrichedCopy(DoorEvent ready) {
        DoorEvent copy = new DoorEvent(ready, ready.event(), ready.getArgumentArray(), ready.generation());
        copy.number(ready.writer(), ready.seq());
        prepare(copy);
        return copy;
    }

    /** The typed event that travels in it, or one made of a plain call; on the thread that made the call. */
    static LogEvent typedOrPlain(ILoggingEvent event) {
        LogEvent typed = typed(event);
        return typed != null ? typed : plain(event);
    }

    /** The typed event that travels in it, or null for a plain call. */
    static @Nullable LogEvent typed(ILoggingEvent event) {
        return event instanceof TypedEvent said ? said.event() : LogEvent.from(event.getKeyValuePairs());
    }

    /** Enriches, then masks. Fails closed: of what can't be masked only time, level and component stay. */
    boolean prepare(DoorEvent event) {
        if (!enrichers.isEmpty()) {
            event.replaceEvent(enrich(event.event()));
        }
        try {
            masker.mask(event);
            return true;
        } catch (Throwable thrown) {
            event.hideAll("[redaction-failed: " + thrown.getClass().getName() + "]");
            return false;
        }
    }

    private LogEvent enrich(LogEvent event) {
        LogEvent enriched = event;
        for (Enricher enricher : enrichers) {
            try {
                LogEvent next = enricher.enrich(enriched);
                enriched = next == null ? enriched : next;
            } catch (Throwable thrown) {
                reportOnce(enricher, thrown);
            }
        }
        return enriched;
    }

    private void reportOnce(Enricher enricher, Throwable thrown) {
        if (!enricherFailed) {
            enricherFailed = true;
            owner.addError(
                    "Enricher " + enricher.getClass().getName() + " threw "
                            + thrown.getClass().getName()
                            + ": events are written without it. Said once.",
                    thrown);
        }
    }

    private static LogEvent plain(ILoggingEvent event) {
        Step step = isCallersThread(event) ? Scope.current() : null;
        Map<String, String> mdc = event.getMDCPropertyMap();
        return new LogEvent(
                timestamp(event),
                level(event),
                null,
                null,
                String.valueOf(event.getFormattedMessage()),
                step == null ? mdc.get(RUN_ID) : step.runId(),
                step == null ? mdc.get(STEP_ID) : step.id(),
                null,
                null,
                null,
                null,
                null,
                null,
                details(event),
                error(event.getThrowableProxy()));
    }

    /** A virtual thread has no name; Logback makes one of its id. */
    @SuppressWarnings("deprecation") // threadId() comes with JDK 19
    private static boolean isCallersThread(ILoggingEvent event) {
        Thread current = Thread.currentThread();
        String name = current.getName();
        return name.equals(event.getThreadName())
                || name.isEmpty() && ("virtual-" + current.getId()).equals(event.getThreadName());
    }

    private static Instant timestamp(ILoggingEvent event) {
        return Instant.ofEpochMilli(event.getTimeStamp());
    }

    private static Level level(ILoggingEvent event) {
        return switch (event.getLevel().toInt()) {
            case ch.qos.logback.classic.Level.TRACE_INT -> Level.TRACE;
            case ch.qos.logback.classic.Level.DEBUG_INT -> Level.DEBUG;
            case ch.qos.logback.classic.Level.INFO_INT -> Level.INFO;
            case ch.qos.logback.classic.Level.WARN_INT -> Level.WARN;
            default -> isCritical(event) ? Level.CRITICAL : Level.ERROR;
        };
    }

    private static boolean isCritical(ILoggingEvent event) {
        List<Marker> markers = event.getMarkerList();
        return markers != null && markers.contains(Markers.CRITICAL);
    }

    /** The key-value pairs of the fluent API, and the names of the markers, which a line has no other place for. */
    private static Map<String, @Nullable Object> details(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        List<String> markers = markerNames(event.getMarkerList());
        if ((pairs == null || pairs.isEmpty()) && markers.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        if (pairs != null) {
            pairs.forEach(pair -> details.put(String.valueOf(pair.key), pair.value));
        }
        if (!markers.isEmpty()) {
            details.putIfAbsent("markers", markers);
        }
        return details;
    }

    private static List<String> markerNames(@Nullable List<Marker> markers) {
        if (markers == null) {
            return List.of();
        }
        return markers.stream()
                .filter(marker -> marker != Markers.CRITICAL && marker != Markers.TRANSIENT)
                .map(Marker::getName)
                .toList();
    }

    private static @Nullable LogError error(@Nullable IThrowableProxy proxy) {
        if (proxy == null) {
            return null;
        }
        if (proxy instanceof ThrowableProxy local && local.getThrowable() != null) {
            return LogError.of(local.getThrowable());
        }
        return LogError.of(proxy.getClassName(), proxy.getMessage(), ThrowableProxyUtil.asString(proxy), null);
    }
}
