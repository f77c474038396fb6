package io.github.stepline.logback;

import org.jspecify.annotations.Nullable;

/** The arguments of a plain log call as values that can't change: texts, numbers, booleans. */
final class Arguments {
    private static final int MAX_TEXT = 8_192;

    private Arguments() {}

    static Object @Nullable [] of(Object @Nullable [] arguments) {
        if (arguments == null) {
            return null;
        }
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = plain(arguments[i]);
        }
        return plain;
    }

    private static Object plain(@Nullable Object argument) {
        if (argument instanceof Number || argument instanceof Boolean) {
            return argument;
        }
        try {
            String text = String.valueOf(argument);
            return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
        } catch (Throwable unreadable) {
            return "[unreadable: " + unreadable.getClass().getSimpleName() + "]";
        }
    }
}
