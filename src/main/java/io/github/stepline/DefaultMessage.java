package io.github.stepline;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An SLF4J message pattern and where its anchors' values come from; nothing is formatted before somebody reads it. */
final class DefaultMessage {
    private static final Pattern ANCHOR = Pattern.compile("{}", Pattern.LITERAL);

    private final String pattern;

    /** What stands before the first anchor, between two, and behind the last. */
    private final String[] words;

    private final Function<LogEvent, String>[] anchors;

    private DefaultMessage(String pattern, Function<LogEvent, String>[] anchors) {
        this.pattern = pattern;
        this.words = ANCHOR.split(pattern, -1);
        this.anchors = anchors;
        if (words.length != anchors.length + 1) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' has " + (words.length - 1) + " anchors and " + anchors.length + " values.");
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static DefaultMessage with(String pattern, Function<LogEvent, String>... anchors) {
        return new DefaultMessage(pattern, anchors);
    }

    static DefaultMessage plain(String message) {
        return with(message);
    }

    String pattern() {
        return pattern;
    }

    Object @Nullable [] arguments(LogEvent event) {
        if (anchors.length == 0) {
            return null;
        }
        Object[] arguments = new Object[anchors.length];
        for (int i = 0; i < anchors.length; i++) {
            arguments[i] = anchors[i].apply(event);
        }
        return arguments;
    }

    /** As SLF4J's formatter makes it of {@link #pattern} and {@link #arguments}, without looking for the anchors again. */
    String text(LogEvent event) {
        StringBuilder text = new StringBuilder(2 * pattern.length()).append(words[0]);
        for (int i = 0; i < anchors.length; i++) {
            text.append(anchors[i].apply(event)).append(words[i + 1]);
        }
        return text.toString();
    }
}
