package io.github.stepline;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A stretch of code on one thread in which a step is the current one: what is said inside it belongs to that step,
 * plain SLF4J lines included. Opened by {@link Step#makeCurrent}, closed by try-with-resources.
 *
 * <p>Scopes nest, and closing one closes what was opened inside it. The MDC carries {@code run_id} and {@code step_id} as a copy for foreign appenders; clearing the MDC
 * does not end the scope. A scope does not follow work to another thread by itself: {@link #wrap} does that.
 */
public final class Scope implements AutoCloseable {
    private static final String RUN_ID = "run_id";
    private static final String STEP_ID = "step_id";
    private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

    /** So that programs without scopes pay for one read; a thread that has one has set it itself, so no order is needed. */
    private static boolean isUsed;

    private final Thread thread = Thread.currentThread();
    private final @Nullable Scope previous = CURRENT.get();
    private final @Nullable Step step;
    private final @Nullable String previousRunId;
    private final @Nullable String previousStepId;
    private boolean closed;

    private Scope(@Nullable Step step) {
        this.step = step;
        this.previousRunId = MDC.get(RUN_ID);
        this.previousStepId = MDC.get(STEP_ID);
    }

    static Scope open(Step step) {
        Scope scope = new Scope(step);
        enter(scope);
        setMdc(RUN_ID, step.runId());
        setMdc(STEP_ID, step.id());
        return scope;
    }

    private static void enter(Scope scope) {
        isUsed = true;
        CURRENT.set(scope);
    }

    /** The current step of this thread, or null. A run is a step too. */
    public static @Nullable Step current() {
        Scope scope = isUsed ? CURRENT.get() : null;
        return scope == null ? null : scope.step;
    }

    /**
     * Gives the thread its former step back. A second call does nothing, and so does a call on another thread than the
     * one that opened the scope.
     */
    @Override
    public void close() {
        if (closed || Thread.currentThread() != thread) {
            return;
        }
        endAllAbove(previous);
        setMdc(RUN_ID, previousRunId);
        setMdc(STEP_ID, previousStepId);
    }

    /** The task, to be run anywhere with the current step and MDC of this moment. */
    public static Runnable wrap(Runnable task) {
        Captured captured = new Captured();
        return () -> {
            Restored restored = captured.restore();
            try {
                task.run();
            } finally {
                restored.close();
            }
        };
    }

    /** The task, to be called anywhere with the current step and MDC of this moment. */
    public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        Captured captured = new Captured();
        return () -> {
            Restored restored = captured.restore();
            try {
                return task.call();
            } finally {
                restored.close();
            }
        };
    }

    /** An executor that runs each task with the current step and MDC of whoever hands the task in. */
    public static Executor wrap(Executor executor) {
        return task -> executor.execute(wrap(task));
    }

    /** Takes this thread's scopes off, the newest first, down to one that stays. */
    private static void endAllAbove(@Nullable Scope stays) {
        for (Scope top = CURRENT.get(); top != null && top != stays; top = top.previous) {
            top.closed = true;
        }
        if (stays == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(stays);
        }
    }

    private static void setMdc(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }

    /** What a task takes along. */
    private static final class Captured {
        private final @Nullable Step step = current();
        private final @Nullable Map<String, String> mdc = MDC.getCopyOfContextMap();

        Restored restore() {
            return new Restored(this);
        }
    }

    /** A stretch on the other thread; what the thread had of its own comes back at the end. */
    private static final class Restored {
        private final @Nullable Scope ownScope = CURRENT.get();
        private final @Nullable Map<String, String> ownMdc = MDC.getCopyOfContextMap();

        Restored(Captured captured) {
            enter(new Scope(captured.step));
            setWholeMdc(captured.mdc);
        }

        void close() {
            endAllAbove(ownScope);
            setWholeMdc(ownMdc);
        }

        private static void setWholeMdc(@Nullable Map<String, String> mdc) {
            if (mdc == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(mdc);
            }
        }
    }
}
