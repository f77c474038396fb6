package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * details as {@code key=value}, without long texts that the message has said. An error ends the line with its type and
 * hash; its stack trace follows in indented lines. Whatever the data holds, a line of it never begins in the first column:
 * newlines, control and direction characters are written as escapes. Progress ticks that are meant for live views give
 * nothing.
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
    private static final String ARROW = "→";
    private static final String[] LEVELS = levels();
    private static final byte[][][] STATES = states();

    private final Translator translator = new Translator(this);
    private final AtomicReference<@Nullable TextLine> spare = new AtomicReference<@Nullable TextLine>(new TextLine());
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
        TextLine line = take();
        try {
            layOutOrSay(line, event);
            return line.toString();
        } finally {
            giveBack(line);
        }
    }

    /** As {@link #doLayout} in UTF-8, without a text for each event; returns how many bytes were written. */
    int layOutTo(OutputStream stream, ILoggingEvent event) throws IOException {
        if (Translator.isTransient(event)) {
            return 0;
        }
        TextLine line = take();
        try {
            layOutOrSay(line, event);
            line.writeTo(stream);
            return line.size();
        } finally {
            giveBack(line);
        }
    }

    private TextLine take() {
        TextLine free = spare.getAndSet(null);
        return free == null ? new TextLine() : free;
    }

    private void giveBack(TextLine line) {
        line.clear();
        spare.setRelease(line);
    }

    private void layOutOrSay(TextLine line, ILoggingEvent event) {
        DoorEvent read = translator.read(event);
        try {
            layOut(line, read);
        } catch (Throwable thrown) {
            line.clear();
            time.append(line, Instant.ofEpochMilli(event.getTimeStamp()));
            line.raw(' ')
                    .raw(event.getLevel().toString())
                    .raw(" [event could not be laid out: ")
                    .text(thrown.getClass().getName())
                    .raw(']');
        }
        line.raw('\n');
    }

    private void layOut(TextLine line, DoorEvent read) {
        LogEvent logEvent = read.event();
        time.append(line, logEvent.timestamp());
        appendColumns(line, read);
        String message = logEvent.formattedMessage();
        line.text(message);
        line.fields().append(logEvent, message);
        if (includeCaller) {
            appendCaller(line, read);
        }
        appendError(line, logEvent.error(), message);
    }

    private static void appendColumns(TextLine line, DoorEvent read) {
        LogEvent event = read.event();
        Object source = event.component() == null ? read.getLoggerName() : event.component();
        if (line.columns().write(event, source)) {
            return;
        }
        int start = line.size();
        line.raw(LEVELS[event.level().ordinal()]);
        line.column(nameOf(source), SOURCE_WIDTH);
        line.raw(' ').column(step(event), STEP_WIDTH).raw(GAP);
        appendStates(line, event);
        line.columns().written(event, source, start);
    }

    /** Of a component, or of a logger the short one. */
    private static String nameOf(Object source) {
        String name = source.toString();
        return source instanceof Component ? name : name.substring(name.lastIndexOf('.') + 1);
    }

    /** The step; of a run's own lines its name alone, without the time that its id begins with. */
    private static String step(LogEvent event) {
        String step = event.stepId();
        if (step == null) {
            return "";
        }
        return step.equals(event.runId()) ? RUN_TIME.matcher(step).replaceFirst("") : step;
    }

    private static void appendStates(TextLine line, LogEvent event) {
        if (event.stateBefore() != null || event.stateAfter() != null) {
            line.raw(STATES[ordinal(event.stateBefore())][ordinal(event.stateAfter())]);
        }
    }

    /** The column of each level and the spaces around it. */
    private static String[] levels() {
        return Stream.of(Level.values())
                .map(level -> " " + level.name()
                        + " ".repeat(Math.max(0, LEVEL_WIDTH - level.name().length()) + 1))
                .toArray(String[]::new);
    }

    /** What is written for each two states, and for none at 0. */
    private static byte[][][] states() {
        int count = State.values().length + 1;
        byte[][][] states = new byte[count][count][];
        for (int before = 0; before < count; before++) {
            for (int after = 0; after < count; after++) {
                states[before][after] = (name(before) + ARROW + name(after) + GAP).getBytes(StandardCharsets.UTF_8);
            }
        }
        return states;
    }

    private static String name(int stateOrNone) {
        return stateOrNone == 0 ? "" : State.values()[stateOrNone - 1].toString();
    }

    private static int ordinal(@Nullable State state) {
        return state == null ? 0 : state.ordinal() + 1;
    }

    private static void appendCaller(TextLine line, ILoggingEvent event) {
        StackTraceElement[] frames = event.getCallerData();
        if (frames != null && frames.length > 0) {
            StackTraceElement first = frames[0];
            line.raw(" caller=").word(first.getClassName() + "." + first.getMethodName() + ":" + first.getLineNumber());
        }
    }

    /** What went wrong, unless the message of the line has said it already. */
    private void appendError(TextLine line, @Nullable LogError error, String message) {
        if (error == null) {
            return;
        }
        String type = error.type().substring(error.type().lastIndexOf('.') + 1);
        boolean isSaid = error.message() == null || message.contains(error.message());
        line.raw("  error=").word(isSaid ? type : type + ": " + error.message());
        if (error.hash() != null) {
            line.raw(" error_hash=").word(error.hash());
        }
        String trace = error.stackTrace();
        if (stackTrace && trace != null) {
            trace.lines().forEach(frame -> line.raw("\n    ").text(frame.replace("\t", "  ")));
        }
    }
}
