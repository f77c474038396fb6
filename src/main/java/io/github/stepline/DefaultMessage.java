package io.github.stepline;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An SLF4J message pattern and where its anchors' values come from; nothing is formatted before somebody reads it. */
final class DefaultMessage {
    private final String pattern;
    private final Function<LogEvent, String>[] anchors;

    private DefaultMessage(String pattern, Function<LogEvent, String>[] anchors) {
        this.pattern = pattern;
        this.anchors = anchors;
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
}
