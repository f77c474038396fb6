package io.github.stepline.logback;

import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.LifeCycle;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says Logback's warnings and errors on standard error: one line each, each once a process, without the pages that Logback prints
 * around them. The shipped configurations name it first:
 *
 * <pre>{@code <statusListener class="io.github.stepline.logback.StatusReporter"/>}</pre>
 *
 * <p>After 100 different ones it falls silent and says so.
 */
public final class StatusReporter extends ContextAwareBase implements StatusListener, LifeCycle {
    private static final int MAX_SAID = 100;

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
            System.err.println(line);
            if (SAID.size() == MAX_SAID) {
                System.err.println(
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
        SafeText.append(line, String.valueOf(status.getMessage()));
        Throwable cause = status.getThrowable();
        if (cause != null) {
            SafeText.append(line.append(" ("), cause.getClass().getSimpleName() + messageOf(cause));
            line.append(')');
        }
        return line.toString();
    }

    private static String messageOf(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? "" : ": " + message;
    }
}
