package io.github.stepline.logback;

import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.LifeCycle;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import io.github.stepline.redact.Redactor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says Logback's warnings and errors on standard error: one masked line each, each once a process, without the pages that
 * Logback prints around them. The shipped configurations name it first:
 *
 * <pre>{@code <statusListener class="io.github.stepline.logback.StatusReporter"/>}</pre>
 *
 * <p>A line has at most some 1,500 characters. After 100 different ones it falls silent and says so. A standard error that
 * takes nothing, a stopped terminal, holds nobody up for longer than a moment.
 */
public final class StatusReporter extends ContextAwareBase implements StatusListener, LifeCycle {
    private static final int MAX_SAID = 100;
    private static final int MAX_MESSAGE = 1_000;
    private static final int MAX_CAUSE = 400;

    /** Of the process: a framework that configures Logback twice makes two reporters. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private boolean started;

    @Override
    public void start() {
        started = true;
        if (getContext() != null) {
            getContext().getStatusManager().getCopyOfStatusList().forEach(this::addStatusEvent);
            Settings.checkOnce(this);
        }
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    /** Logback calls this under its own lock, one status at a time. */
    @Override
    public void addStatusEvent(Status status) {
        if (!started || status.getEffectiveLevel() < Status.WARN || isEcho(status)) {
            return;
        }
        String line = line(status);
        if (SAID.size() < MAX_SAID && SAID.add(line)) {
            StandardError.println(System.err, line);
            if (SAID.size() == MAX_SAID) {
                StandardError.println(
                        System.err,
                        "stepline: this was the " + MAX_SAID + "th trouble with logging; the others are not said");
            }
        }
    }

    /** Says everything anew; for tests. */
    static void forget() {
        SAID.clear();
    }

    /** An appender that could not start has said why; that it does not append is no news. */
    private static boolean isEcho(Status status) {
        return String.valueOf(status.getMessage()).startsWith("Attempted to append to non started appender");
    }

    private static String line(Status status) {
        StringBuilder line = new StringBuilder("stepline: ");
        line.append(status.getEffectiveLevel() == Status.ERROR ? "ERROR in logging: " : "WARN in logging: ");
        append(line, String.valueOf(status.getMessage()), MAX_MESSAGE);
        Throwable cause = status.getThrowable();
        if (cause != null) {
            append(line.append(" ("), cause.getClass().getSimpleName() + messageOf(cause), MAX_CAUSE);
            line.append(')');
        }
        return line.toString();
    }

    /** Masked before it is cut: half a secret looks like none. */
    private static void append(StringBuilder line, String text, int most) {
        String masked = Redactor.shared().redact(text);
        boolean isLong = masked.length() > most;
        SafeText.append(line, isLong ? masked.substring(0, most) + "…" : masked);
    }

    private static String messageOf(Throwable cause) {
        try {
            @Nullable String message = cause.getMessage();
            return message == null ? "" : ": " + message;
        } catch (RuntimeException unreadable) {
            return ": [unreadable]";
        }
    }
}
