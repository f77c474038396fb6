package io.github.stepline.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.stepline.Action;
import io.github.stepline.json.Line;
import io.github.stepline.logback.LineTranslator;
import io.github.stepline.logback.TextLayout;
import io.github.stepline.progress.Subject;
import java.io.Flushable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The console that shows a run while it logs it: log lines scroll above, a live region stands below them.
 *
 * <pre>{@code
 * <appender name="CONSOLE" class="io.github.stepline.terminal.LiveConsoleAppender"/>
 *
 * <appender name="DOOR" class="io.github.stepline.logback.RedactingAsyncAppender">
 *   <appender-ref ref="CONSOLE"/>
 * </appender>
 * }</pre>
 *
 * <p>The region needs a terminal and {@code org.jline:jline-terminal-jni}; elsewhere the same appender prints whole lines, and
 * every two minutes how far it is. Its {@code mode} is {@code rich}, {@code simple}, {@code json}, {@code none} or {@code
 * auto} (default). {@code level} (default INFO) says what scrolls; starts and successes of single items do not. All events that
 * reach the appender are folded into the picture whatever {@code level} is; a filter of Logback's would hide them from it.
 * {@code layout} lays out the lines that scroll (default: {@link TextLayout} with the time of day). The other settings, their
 * defaults and their environment variables stand in one table in {@code docs/console.md}.
 *
 * <p>One console of a process has the terminal; a second one prints plain lines. The terminal is given back when the
 * appender stops, and at the end of the JVM however that comes.
 */
public final class LiveConsoleAppender extends UnsynchronizedAppenderBase<ILoggingEvent> implements Flushable {
    private final Map<Setting, String> given = new EnumMap<>(Setting.class);
    private final LineTranslator translator = new LineTranslator(this);
    private @Nullable Layout<ILoggingEvent> layout;
    private @Nullable LiveConsole console;
    private Level level = Level.INFO;
    private boolean showsLines = true;
    private boolean showsItems;
    private boolean showsProgress;
    private boolean isBroken;

    /** Lays out the lines that scroll. */
    public void setLayout(Layout<ILoggingEvent> layout) {
        this.layout = layout;
    }

    @Override
    public void start() {
        if (isStarted()) {
            return;
        }
        Options options = options(Surroundings.OF_PROCESS);
        level = options.level();
        showsItems = options.isOn(Setting.SHOW_ITEMS);
        showsProgress = options.isOn(Setting.SHOW_PROGRESS);
        if (layout == null) {
            layout = timeOfDay();
        }
        begin(options);
        super.start();
    }

    Options options(Surroundings surroundings) {
        return Options.of(given, surroundings, this::complain);
    }

    private void complain(String complaint) {
        addWarn("LiveConsoleAppender '" + getName() + "': " + complaint);
    }

    private TextLayout timeOfDay() {
        TextLayout text = new TextLayout();
        text.setContext(getContext());
        text.setTimeOfDay(true);
        text.setStackTrace(false);
        text.start();
        return text;
    }

    private void begin(Options options) {
        ConsoleFactory factory = new ConsoleFactory(options, Surroundings.OF_PROCESS, this::reportOnce);
        LiveConsole made = factory.make();
        if (!TerminalOwner.claim(made)) {
            addWarn("LiveConsoleAppender '" + getName() + "' is not the first of the process, and a terminal has room"
                    + " for one: it prints plain lines. Leave one out.");
            factory =
                    new ConsoleFactory(options.with(Setting.MODE, "simple"), Surroundings.OF_PROCESS, this::reportOnce);
            made = factory.make();
        }
        showsLines = factory.showsLines();
        console = made;
        made.start();
        factory.open(made);
    }

    private void reportOnce(Throwable thrown) {
        if (!isBroken) {
            isBroken = true;
            addError("LiveConsoleAppender '" + getName() + "' could not draw. Said once.", thrown);
        }
    }

    /** Shows what is left and gives the terminal back. */
    @Override
    public void stop() {
        LiveConsole current = console;
        if (!isStarted() || current == null) {
            return;
        }
        super.stop();
        current.stop();
        TerminalOwner.release(current);
        console = null;
    }

    /** Shows what has come in until now, if the terminal takes it within half a second. */
    @Override
    public void flush() {
        LiveConsole current = console;
        if (current != null) {
            current.flush();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        LiveConsole current = console;
        if (current != null) {
            ILoggingEvent masked = translator.mask(event);
            Line line = translator.translate(masked);
            current.accept(line, subject -> text(masked, line, subject));
        }
    }

    private @Nullable LogLine text(ILoggingEvent event, Line line, Subject subject) {
        Layout<ILoggingEvent> lines = layout;
        if (!showsLines || lines == null || !scrolls(event, line, subject)) {
            return null;
        }
        String text = lines.doLayout(event);
        return text.isEmpty()
                ? null
                : new LogLine(text.stripTrailing(), line.event().level());
    }

    private boolean scrolls(ILoggingEvent event, Line line, Subject subject) {
        if (!event.getLevel().isGreaterOrEqual(level)) {
            return false;
        }
        return switch (subject) {
            case RUN, PHASE, OTHER -> true;
            case ITEM, PART -> showsItems || !isRoutine(Action.of(line.event().action()));
            case TICK -> showsProgress;
            case REPEAT -> false;
        };
    }

    private static boolean isRoutine(@Nullable Action action) {
        return action == Action.STEP_EXECUTION_STARTED
                || action == Action.STEP_EXECUTION_SUCCEEDED
                || action == Action.STEP_EXECUTION_SKIPPED;
    }

    // ---- who else needs the screen

    /**
     * Runs something that needs the terminal for itself, a question to the user for example: the region is away
     * meanwhile, and what is logged appears afterwards. Without a live console it just runs.
     */
    public static void suspend(Runnable body) {
        LiveConsole current = TerminalOwner.get();
        if (current == null) {
            body.run();
        } else {
            current.suspend(body);
        }
    }

    /**
     * Lets what a child process prints, standard output and standard error alike, scroll above the region, masked, line
     * by line; returns its exit code when it has ended. The child must have been started with pipes, as is the default.
     *
     * @throws InterruptedException when the caller is interrupted; the child is left alone
     */
    public static int pump(Process process) throws InterruptedException {
        return new Pump(process).run();
    }

    // ---- settings

    /** See {@code docs/console.md}. */
    public void setMode(String mode) {
        given.put(Setting.MODE, mode);
    }

    /** See {@code docs/console.md}. */
    public void setLevel(String level) {
        given.put(Setting.LEVEL, level);
    }

    /** See {@code docs/console.md}. */
    public void setColor(String color) {
        given.put(Setting.COLOR, color);
    }

    /** See {@code docs/console.md}. */
    public void setGlyphs(String glyphs) {
        given.put(Setting.GLYPHS, glyphs);
    }

    /** See {@code docs/console.md}. */
    public void setRefreshRate(String refreshRate) {
        given.put(Setting.REFRESH_RATE, refreshRate);
    }

    /** See {@code docs/console.md}. */
    public void setMaxHeight(String maxHeight) {
        given.put(Setting.MAX_HEIGHT, maxHeight);
    }

    /** See {@code docs/console.md}. */
    public void setShowItems(String showItems) {
        given.put(Setting.SHOW_ITEMS, showItems);
    }

    /** See {@code docs/console.md}. */
    public void setShowProgress(String showProgress) {
        given.put(Setting.SHOW_PROGRESS, showProgress);
    }

    /** See {@code docs/console.md}. */
    public void setSummary(String summary) {
        given.put(Setting.SUMMARY, summary);
    }

    /** See {@code docs/console.md}. */
    public void setCapture(String capture) {
        given.put(Setting.CAPTURE, capture);
    }

    /** See {@code docs/console.md}. */
    public void setOnHangup(String onHangup) {
        given.put(Setting.ON_HANGUP, onHangup);
    }

    /** See {@code docs/console.md}. */
    public void setProgressInterval(String progressInterval) {
        given.put(Setting.PROGRESS_INTERVAL, progressInterval);
    }

    /** See {@code docs/console.md}. */
    public void setStallWarning(String stallWarning) {
        given.put(Setting.STALL_WARNING, stallWarning);
    }

    /** See {@code docs/console.md}. */
    public void setJsonInterval(String jsonInterval) {
        given.put(Setting.JSON_INTERVAL, jsonInterval);
    }

    /** See {@code docs/console.md}. */
    public void setEtaWindowSize(String etaWindowSize) {
        given.put(Setting.ETA_WINDOW_SIZE, etaWindowSize);
    }

    /** See {@code docs/console.md}. */
    public void setEtaWindow(String etaWindow) {
        given.put(Setting.ETA_WINDOW, etaWindow);
    }

    /** See {@code docs/console.md}. */
    public void setBarWidth(String barWidth) {
        given.put(Setting.BAR_WIDTH, barWidth);
    }

    /** See {@code docs/console.md}. */
    public void setNameWidth(String nameWidth) {
        given.put(Setting.NAME_WIDTH, nameWidth);
    }

    /** See {@code docs/console.md}. */
    public void setItemLimit(String itemLimit) {
        given.put(Setting.ITEM_LIMIT, itemLimit);
    }

    /** See {@code docs/console.md}. */
    public void setActiveLimit(String activeLimit) {
        given.put(Setting.ACTIVE_LIMIT, activeLimit);
    }

    /** See {@code docs/console.md}. */
    public void setWorkerLimit(String workerLimit) {
        given.put(Setting.WORKER_LIMIT, workerLimit);
    }

    /** See {@code docs/console.md}. */
    public void setFailureLimit(String failureLimit) {
        given.put(Setting.FAILURE_LIMIT, failureLimit);
    }

    /** See {@code docs/console.md}. */
    public void setErrorLength(String errorLength) {
        given.put(Setting.ERROR_LENGTH, errorLength);
    }

    /** See {@code docs/console.md}. */
    public void setShowResources(String showResources) {
        given.put(Setting.SHOW_RESOURCES, showResources);
    }

    /** See {@code docs/console.md}. */
    public void setUnit(String unit) {
        given.put(Setting.UNIT, unit);
    }

    /** See {@code docs/console.md}. */
    public void setExistingName(String existingName) {
        given.put(Setting.EXISTING_NAME, existingName);
    }

    /** See {@code docs/console.md}. */
    public void setProcessingName(String processingName) {
        given.put(Setting.PROCESSING_NAME, processingName);
    }

    /** See {@code docs/console.md}. */
    public void setCompletedName(String completedName) {
        given.put(Setting.COMPLETED_NAME, completedName);
    }

    /** See {@code docs/console.md}. */
    public void setFailedName(String failedName) {
        given.put(Setting.FAILED_NAME, failedName);
    }

    /** See {@code docs/console.md}. */
    public void setExistingColor(String existingColor) {
        given.put(Setting.EXISTING_COLOR, existingColor);
    }

    /** See {@code docs/console.md}. */
    public void setProcessingColor(String processingColor) {
        given.put(Setting.PROCESSING_COLOR, processingColor);
    }

    /** See {@code docs/console.md}. */
    public void setCompletedColor(String completedColor) {
        given.put(Setting.COMPLETED_COLOR, completedColor);
    }

    /** See {@code docs/console.md}. */
    public void setFailedColor(String failedColor) {
        given.put(Setting.FAILED_COLOR, failedColor);
    }

    /** See {@code docs/console.md}. */
    public void setRunningColor(String runningColor) {
        given.put(Setting.RUNNING_COLOR, runningColor);
    }

    /** See {@code docs/console.md}. */
    public void setPausedColor(String pausedColor) {
        given.put(Setting.PAUSED_COLOR, pausedColor);
    }
}
