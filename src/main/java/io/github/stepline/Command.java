package io.github.stepline;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command of the operating system that runs; {@link Events#commandStarted} makes it. It ends once, with {@link
 * #completed} or {@link #failed}; both say how long it took. An exit code other than 0 is a failure only if the caller
 * says so: {@code grep} ends with 1 when it finds nothing. Safe between threads.
 */
public final class Command extends Pair {
    private static final int MAX_TAIL = 2_000;

    private Command(String command) {
        super(command);
    }

    static Command start(String command, @Nullable Object directory, @Nullable Consumer<EventBuilder> more) {
        Command started = new Command(command);
        if (EventBuilder.isWanted(Action.COMMAND_EXECUTION_STARTED, more)) {
            EventBuilder event = new EventBuilder(Action.COMMAND_EXECUTION_STARTED).detail("command", command);
            started.begin(directory == null ? event : event.detail("working_directory", directory), more);
        }
        return started;
    }

    /** It ended. */
    public void completed(int exitCode) {
        completed(exitCode, null);
    }

    /** It ended, and more about it. */
    public void completed(int exitCode, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.COMMAND_EXECUTION_COMPLETED, more);
        if (event != null) {
            exit(event, exitCode).say(more, Command.class);
        }
    }

    /** It ended and wrote so many characters. */
    public void completed(int exitCode, long stdoutChars, long stderrChars) {
        completed(exitCode, stdoutChars, stderrChars, null);
    }

    /** It ended and wrote so many characters, and more about it. */
    public void completed(int exitCode, long stdoutChars, long stderrChars, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.COMMAND_EXECUTION_COMPLETED, more);
        if (event != null) {
            counts(event, exitCode, stdoutChars, stderrChars).say(more, Command.class);
        }
    }

    /** It ended and wrote this; at DEBUG the event holds the last 2,000 characters of each. */
    public void completed(int exitCode, CharSequence stdout, CharSequence stderr) {
        EventBuilder event = end(Action.COMMAND_EXECUTION_COMPLETED, null);
        if (event != null) {
            outputs(event, exitCode, stdout, stderr).say(Command.class);
        }
    }

    /** It ended badly. */
    public void failed(int exitCode) {
        failed(exitCode, null);
    }

    /** It ended badly, and more about it. */
    public void failed(int exitCode, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.COMMAND_EXECUTION_FAILED, more);
        if (event != null) {
            exit(event, exitCode).say(more, Command.class);
        }
    }

    /** It ended badly and wrote so many characters. */
    public void failed(int exitCode, long stdoutChars, long stderrChars) {
        failed(exitCode, stdoutChars, stderrChars, null);
    }

    /** It ended badly and wrote so many characters, and more about it. */
    public void failed(int exitCode, long stdoutChars, long stderrChars, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.COMMAND_EXECUTION_FAILED, more);
        if (event != null) {
            counts(event, exitCode, stdoutChars, stderrChars).say(more, Command.class);
        }
    }

    /** It ended badly and wrote this; at DEBUG the event holds the last 2,000 characters of each. */
    public void failed(int exitCode, CharSequence stdout, CharSequence stderr) {
        EventBuilder event = end(Action.COMMAND_EXECUTION_FAILED, null);
        if (event != null) {
            outputs(event, exitCode, stdout, stderr).say(Command.class);
        }
    }

    /** It could not be started, or nobody could wait for it. */
    public void failed(@Nullable Throwable error) {
        failed(error, null);
    }

    /** It could not be started, or nobody could wait for it, and more about it. */
    public void failed(@Nullable Throwable error, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.COMMAND_EXECUTION_FAILED, more);
        if (event != null) {
            event.detail("command", subject()).error(error).say(more, Command.class);
        }
    }

    private EventBuilder exit(EventBuilder event, int exitCode) {
        return event.detail("command", subject()).detail("exit_code", exitCode);
    }

    private EventBuilder counts(EventBuilder event, int exitCode, long stdoutChars, long stderrChars) {
        return exit(event, exitCode).detail("stdout_char_count", stdoutChars).detail("stderr_char_count", stderrChars);
    }

    /** A text may still be written to by another thread, and throw. */
    private EventBuilder outputs(EventBuilder event, int exitCode, CharSequence stdout, CharSequence stderr) {
        return exit(event, exitCode).with(e -> outputs(e, stdout, stderr));
    }

    private static void outputs(EventBuilder event, CharSequence stdout, CharSequence stderr) {
        event.detail("stdout_char_count", stdout.length()).detail("stderr_char_count", stderr.length());
        if (Route.isEnabled(Component.TERMINAL_INTERACTION, Level.DEBUG)) {
            event.detail("stdout_tail", tail(stdout)).detail("stderr_tail", tail(stderr));
        }
    }

    private static String tail(CharSequence output) {
        int start = Math.max(0, output.length() - MAX_TAIL);
        boolean splitsACharacter = start > 0 && Character.isLowSurrogate(output.charAt(start));
        return output.subSequence(splitsACharacter ? start + 1 : start, output.length())
                .toString();
    }
}
