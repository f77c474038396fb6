package io.github.stepline.redact;

import org.jspecify.annotations.Nullable;

/**
 * A value that is shown although its name sounds secret. It is exempt from the rules on names only: a text that looks
 * like a key or a card number is masked all the same.
 */
public final class Safe<T extends @Nullable Object> {
    private final T value;

    private Safe(T value) {
        this.value = value;
    }

    public static <T extends @Nullable Object> Safe<T> of(T value) {
        return new Safe<>(value);
    }

    public T value() {
        return value;
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
