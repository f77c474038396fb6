package io.github.stepline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong: the type and message of a throwable, its stack trace, and a hash that is the same for the same
 * fault. Immutable and equal by these four; safe between threads.
 *
 * <p>A class and not a record, because trace and hash of a throwable are made when they are first asked for: on the
 * thread that writes, and not at all for an event that only travels through.
 */
public final class LogError {
    private final String type;
    private final @Nullable String message;
    private final @Nullable Throwable throwable;
    private @Nullable String stackTrace;
    private @Nullable String hash;

    private LogError(
            String type,
            @Nullable String message,
            @Nullable Throwable throwable,
            @Nullable String stackTrace,
            @Nullable String hash) {
        this.type = String.valueOf(Snapshot.id(type));
        this.message = Snapshot.text(message);
        this.throwable = throwable;
        this.stackTrace = StackTraceText.bounded(stackTrace);
        this.hash = Snapshot.id(hash);
    }

    /** The error of a throwable. Its message is read now, its stack trace when it is asked for. */
    public static LogError of(Throwable throwable) {
        return new LogError(throwable.getClass().getName(), StackTraceText.messageOf(throwable), throwable, null, null);
    }

    /** An error by its words; {@code stackTrace} and {@code hash} may be null where there are none. */
    public static LogError of(
            String type, @Nullable String message, @Nullable String stackTrace, @Nullable String hash) {
        return new LogError(type, message, null, stackTrace, hash);
    }

    /** The name of the throwable's class: {@code "java.io.IOException"}. */
    public String type() {
        return type;
    }

    /** Its message, or null. */
    public @Nullable String message() {
        return message;
    }

    /** The throwable, where this was made from one in this process. */
    public @Nullable Throwable throwable() {
        return throwable;
    }

    /**
     * The trace in the JDK's form, causes and suppressed included, at most 65,536 characters: a long trace loses middle
     * frames first, then all but the first 20 causes and suppressed ones.
     */
    public @Nullable String stackTrace() {
        if (stackTrace == null && throwable != null) {
            stackTrace = StackTraceText.of(throwable);
        }
        return stackTrace;
    }

    /**
     * Eight hex digits over the types and frames (class and method) of the throwable and its causes. Messages, line
     * numbers and generated names do not count, so the same fault has one hash over inputs, releases and machines.
     */
    public @Nullable String hash() {
        if (hash == null && throwable != null) {
            hash = StackTraceHash.of(throwable);
        }
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogError that
                && type.equals(that.type)
                && Objects.equals(message, that.message)
                && Objects.equals(stackTrace(), that.stackTrace())
                && Objects.equals(hash(), that.hash());
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Objects.hashCode(message);
    }

    @Override
    public String toString() {
        return message == null ? type : type + ": " + message;
    }
}
