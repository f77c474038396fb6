package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.json.Envelope;
import java.util.List;
import java.util.Map;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the fields of an event into the lines of {@code LogstashEncoder}, for people who run that already. The names
 * are those of {@link JsonLineEncoder}; time, level, message, logger, thread and stack trace stay as the encoder writes
 * them, and there are no {@code caller} and {@code v}. Turn the encoder's own key-value pairs and MDC off: the first
 * would appear twice, and an entry of the second could pass for one of these fields.
 *
 * <pre>{@code
 * <encoder class="net.logstash.logback.encoder.LogstashEncoder">
 *   <includeKeyValuePairs>false</includeKeyValuePairs>
 *   <includeMdc>false</includeMdc>
 *   <provider class="io.github.stepline.logback.EventJsonProvider"/>
 * </encoder>
 * }</pre>
 */
public final class EventJsonProvider extends AbstractJsonProvider<ILoggingEvent> {
    private final Translator translator = new Translator(this);
    private final Envelopes envelopes = new Envelopes(false, true);

    /** Adds an enricher; they run in this order. */
    public void addEnricher(Enricher enricher) {
        translator.add(enricher);
    }

    @Override
    public void writeTo(JsonGenerator json, ILoggingEvent event) {
        DoorEvent read = translator.read(event);
        LogEvent logEvent = read.event();
        text(json, "component", logEvent.component());
        text(json, "action", logEvent.action());
        text(json, "run_id", logEvent.runId());
        text(json, "step_id", logEvent.stepId());
        text(json, "parent_id", logEvent.parentId());
        text(json, "event_id", logEvent.eventId());
        text(json, "state_before", logEvent.stateBefore());
        text(json, "state_after", logEvent.stateAfter());
        if (logEvent.durationMs() != null) {
            json.writeNumberProperty("duration_ms", logEvent.durationMs());
        }
        progress(json, logEvent.progress());
        if (!logEvent.details().isEmpty()) {
            json.writeName("details");
            value(json, logEvent.details());
        }
        error(json, logEvent.error());
        envelope(json, read);
    }

    /** The MDC under a key of its own, so that no entry of it can pass for a field. */
    private void envelope(JsonGenerator json, DoorEvent read) {
        Envelope envelope = envelopes.of(read, "");
        text(json, "trace_id", envelope.traceId());
        text(json, "span_id", envelope.spanId());
        if (!envelope.mdc().isEmpty()) {
            json.writeName("mdc");
            value(json, envelope.mdc());
        }
        if (read.seqOrNull() != null) {
            text(json, "writer", read.writer());
            number(json, "seq", read.seq());
        }
    }

    private static void progress(JsonGenerator json, @Nullable Progress progress) {
        if (progress == null) {
            return;
        }
        json.writeObjectPropertyStart("progress");
        text(json, "name", progress.name());
        number(json, "index", progress.index());
        number(json, "of", progress.of());
        number(json, "current", progress.current());
        number(json, "total", progress.total());
        text(json, "unit", progress.unit());
        number(json, "attempt", progress.attempt());
        number(json, "max_attempts", progress.maxAttempts());
        text(json, "worker", progress.worker());
        json.writeEndObject();
    }

    /** Without the stack trace: the encoder writes that itself. */
    private static void error(JsonGenerator json, @Nullable LogError error) {
        if (error == null) {
            return;
        }
        json.writeObjectPropertyStart("error");
        text(json, "type", error.type());
        text(json, "message", error.message());
        text(json, "hash", error.hash());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable Object value) {
        if (value != null) {
            json.writeStringProperty(name, value.toString());
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Number value) {
        if (value != null) {
            json.writeNumberProperty(name, value.longValue());
        }
    }

    /** Details are plain values (see {@link LogEvent#details}), so no data binding is needed. */
    private static void value(JsonGenerator json, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, element) -> {
                json.writeName(String.valueOf(key));
                value(json, element);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> value(json, element));
            json.writeEndArray();
        } else {
            scalar(json, value);
        }
    }

    private static void scalar(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else {
            json.writeString(value.toString());
        }
    }
}
