package io.github.stepline.redact;

import java.util.Objects;

/**
 * A value that nothing prints by accident: its text is always {@code [redacted:secret]}.
 *
 * <p>Two secrets are equal when they are the same object, so that neither a comparison nor a hash says anything about
 * the values.
 */
public final class Secret<T> {
    private final T value;

    private Secret(T value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    public static <T> Secret<T> of(T value) {
        return new Secret<>(value);
    }

    /** The value itself. Whoever calls this answers for where it goes. */
    public T reveal() {
        return value;
    }

    @Override
    public String toString() {
        return Mask.of("secret");
    }
}
