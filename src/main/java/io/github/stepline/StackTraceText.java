package io.github.stepline;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a throwable as the JDK does, but bounded and without trusting it: a message that throws, a cycle of causes or
 * ten thousand frames give a readable trace.
 */
final class StackTraceText {
    static final int MAX_CHARS = 65_536;

    /** Beyond this length of trace, a throwable says less of itself, so that the last cause still finds room. */
    private static final int TERSE_FROM = 40_000;

    private static final int MAX_FRAMES = 200;
    private static final int MAX_FRAMES_TERSE = 5;
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_MESSAGE_TERSE = 200;

    /** So many causes, and so many suppressed ones. */
    private static final int MAX_LINKS = 20;

    /** A backend walks a throwable by recursion; deeper than this we keep it to ourselves. */
    private static final int MAX_WALKED = 1_000;

    private static final StackTraceElement[] NO_FRAMES = {};

    private final StringBuilder out = new StringBuilder(1_024);
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int causesLeft = MAX_LINKS;
    private int suppressedLeft = MAX_LINKS;

    private StackTraceText() {}

    static String of(Throwable throwable) {
        StackTraceText text = new StackTraceText();
        text.write(throwable, "", "", NO_FRAMES, true);
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

    /**
     * Whether code that trusts throwables, as every backend does, gets through this one: nothing in it throws, and it
     * comes to an end.
     */
    static boolean isReadable(Throwable throwable) {
        Set<Throwable> walked = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(List.of(throwable));
        try {
            while (!left.isEmpty() && walked.size() <= MAX_WALKED) {
                Throwable next = left.pop();
                if (walked.add(next)) {
                    Object unusedMessage = next.getMessage();
                    Object unusedFrames = next.getStackTrace();
                    Collections.addAll(left, next.getSuppressed());
                    Throwable cause = next.getCause();
                    left.addAll(cause == null ? List.of() : List.of(cause));
                }
            }
            return walked.size() <= MAX_WALKED;
        } catch (Throwable unreadable) {
            return false;
        }
    }

    static @Nullable String bounded(@Nullable String trace) {
        return trace == null || trace.length() <= MAX_CHARS ? trace : Snapshot.start(trace, MAX_CHARS);
    }

    private void write(
            Throwable throwable, String indent, String caption, StackTraceElement[] enclosing, boolean isOfTheCauses) {
        add(indent, caption);
        if (!seen.add(throwable)) {
            add("[cycle: ", throwable.getClass().getName(), "]\n");
            return;
        }
        if (isOfTheCauses ? --causesLeft < 0 : --suppressedLeft < 0) {
            add(throwable.getClass().getName(), " [trace is cut here]\n");
            return;
        }
        writeHead(throwable);
        StackTraceElement[] frames = framesOf(throwable);
        writeFrames(frames, indent, frames.length - common(frames, enclosing));
        writeSuppressed(throwable.getSuppressed(), indent, frames);
        Throwable cause = causeOf(throwable);
        if (cause != null) {
            write(cause, indent, "Caused by: ", frames, isOfTheCauses);
        }
    }

    private void writeHead(Throwable throwable) {
        add(throwable.getClass().getName());
        String message = messageOf(throwable);
        if (message != null) {
            int room = isTerse() ? MAX_MESSAGE_TERSE : MAX_MESSAGE;
            add(": ", Snapshot.start(message, room), message.length() <= room ? "" : "…");
        }
        add("\n");
    }

    /** All frames when they are few; else the first and the last ones, for both ends of a deep recursion say something. */
    private void writeFrames(StackTraceElement[] frames, String indent, int own) {
        int shownAtEnd = own > MAX_FRAMES ? MAX_FRAMES / 4 : 0;
        int shownAtStart = own > MAX_FRAMES ? MAX_FRAMES - shownAtEnd : own;
        int leftOut = 0;
        for (int i = 0; i < own; i++) {
            boolean isAtAnEnd = i < shownAtStart || i >= own - shownAtEnd;
            if (isAtAnEnd && (i < MAX_FRAMES_TERSE || !isTerse())) {
                writeLeftOut(leftOut, indent, "frames left out");
                leftOut = 0;
                add(indent, "\tat ", frames[i].toString(), "\n");
            } else {
                leftOut++;
            }
        }
        writeLeftOut(leftOut, indent, "frames left out");
        writeLeftOut(frames.length - own, indent, "more");
    }

    private void writeLeftOut(int count, String indent, String what) {
        if (count > 0) {
            add(indent, "\t... ", count + " " + what, "\n");
        }
    }

    private void writeSuppressed(Throwable[] suppressed, String indent, StackTraceElement[] enclosing) {
        for (int i = 0; i < suppressed.length; i++) {
            if (suppressedLeft <= 0) {
                writeLeftOut(suppressed.length - i, indent, "suppressed left out");
                return;
            }
            write(suppressed[i], indent + "\t", "Suppressed: ", enclosing, false);
        }
    }

    private boolean isTerse() {
        return out.length() > TERSE_FROM;
    }

    private void add(String... texts) {
        for (String text : texts) {
            out.append(text, 0, Math.min(text.length(), MAX_CHARS - out.length()));
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
