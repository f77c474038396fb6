package io.github.stepline;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a throwable as the JDK does, but bounded and without trusting it: a message that throws, a cycle of causes or
 * ten thousand frames give a readable trace.
 */
final class StackTraceText {
    private static final int MAX_CHARS = 65_536;
    private static final int MAX_FRAMES = 100;
    private static final int MAX_LINKS = 20;
    private static final int MAX_MESSAGE = 2_000;
    private static final StackTraceElement[] NO_FRAMES = {};

    private final StringBuilder out = new StringBuilder(1_024);
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackTraceText() {}

    static String of(Throwable throwable) {
        StackTraceText text = new StackTraceText();
        text.write(throwable, "", "", NO_FRAMES);
        return text.out.toString();
    }

    /** The message, or a note in its place when reading it throws. */
    static @Nullable String messageOf(Throwable throwable) {
        try {
            return throwable.getLocalizedMessage();
        } catch (Throwable unreadable) {
            return "[unreadable: " + unreadable.getClass().getSimpleName() + "]";
        }
    }

    static StackTraceElement[] framesOf(Throwable throwable) {
        try {
            return throwable.getStackTrace();
        } catch (Throwable unreadable) {
            return NO_FRAMES;
        }
    }

    static @Nullable Throwable causeOf(Throwable throwable) {
        try {
            return throwable.getCause();
        } catch (Throwable unreadable) {
            return null;
        }
    }

    private void write(Throwable throwable, String indent, String caption, StackTraceElement[] enclosing) {
        out.append(indent).append(caption);
        if (!seen.add(throwable)) {
            out.append("[cycle: ").append(throwable.getClass().getName()).append("]\n");
            return;
        }
        if (seen.size() > MAX_LINKS || out.length() > MAX_CHARS) {
            out.append(throwable.getClass().getName()).append(" [trace is cut here]\n");
            return;
        }
        writeHead(throwable);
        StackTraceElement[] frames = framesOf(throwable);
        writeFrames(frames, indent, frames.length - common(frames, enclosing));
        for (Throwable suppressed : throwable.getSuppressed()) {
            write(suppressed, indent + "\t", "Suppressed: ", frames);
        }
        Throwable cause = causeOf(throwable);
        if (cause != null) {
            write(cause, indent, "Caused by: ", frames);
        }
    }

    private void writeHead(Throwable throwable) {
        out.append(throwable.getClass().getName());
        String message = messageOf(throwable);
        if (message != null) {
            boolean fits = message.length() <= MAX_MESSAGE;
            out.append(": ")
                    .append(message, 0, fits ? message.length() : MAX_MESSAGE)
                    .append(fits ? "" : "…");
        }
        out.append('\n');
    }

    /** All frames when they are few; else the first and the last ones, for both ends of a deep recursion say something. */
    private void writeFrames(StackTraceElement[] frames, String indent, int own) {
        int shownAtEnd = own > MAX_FRAMES ? MAX_FRAMES / 4 : 0;
        int shownAtStart = own > MAX_FRAMES ? MAX_FRAMES - shownAtEnd : own;
        for (int i = 0; i < shownAtStart; i++) {
            out.append(indent).append("\tat ").append(frames[i]).append('\n');
        }
        if (own > MAX_FRAMES) {
            out.append(indent).append("\t... ").append(own - MAX_FRAMES).append(" frames left out\n");
        }
        for (int i = own - shownAtEnd; i < own; i++) {
            out.append(indent).append("\tat ").append(frames[i]).append('\n');
        }
        if (own < frames.length) {
            out.append(indent).append("\t... ").append(frames.length - own).append(" more\n");
        }
    }

    private static int common(StackTraceElement[] frames, StackTraceElement[] enclosing) {
        int common = 0;
        while (common < frames.length
                && common < enclosing.length
                && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
            common++;
        }
        return common;
    }
}
