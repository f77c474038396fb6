package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import io.github.stepline.Action;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lays each event out as one aligned line for people:
 *
 * <pre>
 * 2026-11-20T12:00:01.123Z INFO  execution_engine     extract           Pending→Running  Starting execution of step 'extract'.
 * 2026-11-20T12:00:01.207Z WARN  PriceService         extract           Price list is old.  days=12
 * </pre>
 *
 * that is time, level, component (of a plain log line the short name of its logger), step, states, message, and then
 * details as {@code key=value}. An error ends the line with its type and hash; its stack trace follows in indented
 * lines. Whatever the data holds, a line of it never begins in the first column: newlines, control and direction
 * characters are written as escapes. Progress ticks that are meant for live views give nothing.
 *
 * <p>Settings: {@code timeOfDay} (default false) writes the time of day alone; {@code timeZone} (default UTC, with
 * {@code timeOfDay} that of the machine); {@code includeCaller} (default false), {@code stackTrace} (default true), any
 * number of {@code enricher}. Safe between threads.
 */
public final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final Pattern RUN_TIME = Pattern.compile("^\\d{8}-\\d{6}-");
    private static final int LEVEL_WIDTH = 5;
    private static final int SOURCE_WIDTH = 20;
    private static final int STEP_WIDTH = 16;
    private static final String GAP = "  ";

    private final Translator translator = new Translator(this);
    private boolean timeOfDay;
    private @Nullable String timeZone;
    private boolean includeCaller;
    private boolean stackTrace = true;
    private TimeText time = new TimeText(false, ZoneOffset.UTC);

    /** Whether the date is left out. */
    public void setTimeOfDay(boolean timeOfDay) {
        this.timeOfDay = timeOfDay;
    }

    /** The zone of the times, as {@link ZoneId#of} takes it: {@code UTC}, {@code Europe/Oslo}. */
    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    /** Whether lines say class, method and line of the caller. */
    public void setIncludeCaller(boolean includeCaller) {
        this.includeCaller = includeCaller;
    }

    /** Whether the stack trace of an error follows its line. */
    public void setStackTrace(boolean stackTrace) {
        this.stackTrace = stackTrace;
    }

    /** Adds an enricher; they run in this order. */
    public void addEnricher(Enricher enricher) {
        translator.add(enricher);
    }

    @Override
    public void start() {
        Settings.checkOnce(this);
        time = new TimeText(timeOfDay, zone());
        super.start();
    }

    private ZoneId zone() {
        ZoneId usual = timeOfDay ? ZoneId.systemDefault() : ZoneOffset.UTC;
        if (timeZone == null || timeZone.isBlank()) {
            return usual;
        }
        try {
            return ZoneId.of(timeZone.strip());
        } catch (DateTimeException unknown) {
            addWarn("timeZone is '" + timeZone + "', which is no time zone: " + usual
                    + " is used. Set one like UTC or Europe/Oslo.");
            return usual;
        }
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        if (Translator.isTransient(event)) {
            return "";
        }
        DoorEvent read = translator.read(event);
        StringBuilder line = new StringBuilder(256);
        try {
            layOut(line, read);
        } catch (Throwable thrown) {
            line.setLength(0);
            time.append(line, Instant.ofEpochMilli(event.getTimeStamp()));
            line.append(' ')
                    .append(event.getLevel())
                    .append(" [event could not be laid out: ")
                    .append(thrown.getClass().getName())
                    .append(']');
        }
        return line.append('\n').toString();
    }

    private void layOut(StringBuilder line, DoorEvent read) {
        LogEvent logEvent = read.event();
        time.append(line, logEvent.timestamp());
        column(line.append(' '), logEvent.level().name(), LEVEL_WIDTH);
        column(line.append(' '), source(read, logEvent), SOURCE_WIDTH);
        column(line.append(' '), step(logEvent), STEP_WIDTH);
        appendStates(line.append(GAP), logEvent);
        String message = logEvent.formattedMessage();
        SafeText.append(line, message);
        appendFields(line, logEvent);
        if (includeCaller) {
            appendCaller(line, read);
        }
        appendError(line, logEvent.error(), message);
    }

    private static String source(ILoggingEvent event, LogEvent logEvent) {
        if (logEvent.component() != null) {
            return logEvent.component().name();
        }
        String logger = String.valueOf(event.getLoggerName());
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    /** The step; of a run's own lines its name alone, without the time that its id begins with. */
    private static String step(LogEvent event) {
        String step = event.stepId();
        if (step == null) {
            return "";
        }
        return step.equals(event.runId()) ? RUN_TIME.matcher(step).replaceFirst("") : step;
    }

    private static void column(StringBuilder line, String text, int width) {
        int start = line.length();
        SafeText.append(line, text);
        while (line.length() - start < width) {
            line.append(' ');
        }
    }

    private static void appendStates(StringBuilder line, LogEvent event) {
        if (event.stateBefore() != null || event.stateAfter() != null) {
            line.append(event.stateBefore() == null ? "" : event.stateBefore())
                    .append('→')
                    .append(event.stateAfter() == null ? "" : event.stateAfter())
                    .append(GAP);
        }
    }

    private static void appendFields(StringBuilder line, LogEvent event) {
        int start = line.length();
        field(line, "duration_ms", event.durationMs());
        field(line, "event_id", event.eventId());
        if (Action.of(event.action()) == Action.RUN_STARTED) {
            field(line, "run_id", event.runId());
        }
        Progress progress = event.progress();
        if (progress != null) {
            appendProgress(line, progress);
        }
        event.details().forEach((key, value) -> field(line, key, value == null ? "null" : value));
        if (line.length() > start) {
            line.insert(start, ' ');
        }
    }

    private static void appendProgress(StringBuilder line, Progress progress) {
        field(line, "doing", progress.name());
        field(line, "index", progress.index());
        field(line, "of", progress.of());
        field(line, "current", progress.current());
        field(line, "total", progress.total());
        field(line, "unit", progress.unit());
        field(line, "attempt", progress.attempt());
        field(line, "max_attempts", progress.maxAttempts());
        field(line, "worker", progress.worker());
    }

    private static void field(StringBuilder line, String key, @Nullable Object value) {
        if (value == null) {
            return;
        }
        text(line.append(' '), key);
        line.append('=');
        value(line, value);
    }

    /** Texts with a space, a quote or nothing in them stand in quotes; lists and maps as in JSON, but without quotes. */
    private static void value(StringBuilder line, @Nullable Object value) {
        if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                value(line.append(separator), element);
                separator = ", ";
            }
            line.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text(line.append(separator), String.valueOf(entry.getKey()));
                value(line.append(": "), entry.getValue());
                separator = ", ";
            }
            line.append(map.isEmpty() ? "{}" : "}");
        } else {
            text(line, String.valueOf(value));
        }
    }

    private static void text(StringBuilder line, String text) {
        if (needsQuotes(text)) {
            SafeText.append(line.append('"'), text.replace("\\", "\\\\").replace("\"", "\\\""));
            line.append('"');
        } else {
            SafeText.append(line, text);
        }
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '"' || c == '=' || c == ',' || c == '}' || c == ']') {
                return true;
            }
        }
        return text.isEmpty();
    }

    private static void appendCaller(StringBuilder line, ILoggingEvent event) {
        StackTraceElement[] frames = event.getCallerData();
        if (frames != null && frames.length > 0) {
            field(
                    line,
                    "caller",
                    frames[0].getClassName() + "." + frames[0].getMethodName() + ":" + frames[0].getLineNumber());
        }
    }

    /** What went wrong, unless the message of the line has said it already. */
    private void appendError(StringBuilder line, @Nullable LogError error, String message) {
        if (error == null) {
            return;
        }
        String type = error.type().substring(error.type().lastIndexOf('.') + 1);
        boolean isSaid = error.message() == null || message.contains(error.message());
        field(line.append(' '), "error", isSaid ? type : type + ": " + error.message());
        field(line, "error_hash", error.hash());
        String trace = error.stackTrace();
        if (stackTrace && trace != null) {
            trace.lines().forEach(frame -> SafeText.append(line.append("\n    "), frame.replace("\t", "  ")));
        }
    }
}
