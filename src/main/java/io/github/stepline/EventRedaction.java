package io.github.stepline;

import io.github.stepline.redact.Redactor;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Masks every text of an event. What is clean stays the same object. */
final class EventRedaction {
    private final Redactor redactor;

    EventRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    LogEvent redact(LogEvent event) {
        String message = text(event.message());
        Map<String, @Nullable Object> details = details(event.details());
        LogError error = error(event.error());
        Progress progress = progress(event.progress());
        String runId = text(event.runId());
        String stepId = text(event.stepId());
        String parentId = text(event.parentId());
        String eventId = text(event.eventId());
        String action = text(event.action());
        boolean isClean = message == event.message()
                && details == event.details()
                && error == event.error()
                && progress == event.progress()
                && runId == event.runId()
                && stepId == event.stepId()
                && parentId == event.parentId()
                && eventId == event.eventId()
                && action == event.action();
        if (isClean) {
            return event;
        }
        return new LogEvent(
                event.timestamp(),
                event.level(),
                event.component(),
                action,
                message,
                runId,
                stepId,
                parentId,
                eventId,
                event.stateBefore(),
                event.stateAfter(),
                event.durationMs(),
                progress,
                details,
                error);
    }

    private Map<String, @Nullable Object> details(Map<String, @Nullable Object> details) {
        boolean isClean = details instanceof Details few && few.isPlainlyClean(redactor);
        return isClean ? details : redactor.redactTree(details);
    }

    private @Nullable LogError error(@Nullable LogError error) {
        if (error == null) {
            return null;
        }
        String message = text(error.message());
        String trace = text(error.stackTrace());
        return Objects.equals(message, error.message()) && Objects.equals(trace, error.stackTrace())
                ? error
                : LogError.of(error.type(), message, trace, error.hash());
    }

    private @Nullable Progress progress(@Nullable Progress progress) {
        if (progress == null) {
            return null;
        }
        String name = text(progress.name());
        String unit = text(progress.unit());
        String worker = text(progress.worker());
        if (name == progress.name() && unit == progress.unit() && worker == progress.worker()) {
            return progress;
        }
        return new Progress(
                name,
                progress.index(),
                progress.of(),
                progress.current(),
                progress.total(),
                unit,
                progress.attempt(),
                progress.maxAttempts(),
                worker);
    }

    private @Nullable String text(@Nullable String text) {
        return text == null ? null : redactor.redact(text);
    }
}
