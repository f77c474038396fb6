package io.github.stepline.json;

import java.util.Objects;

/**
 * The line of code that said an event.
 *
 * @param className the class, with its package
 * @param method the method
 * @param line the line of the source file, or a negative number where it is not known
 */
public record Caller(String className, String method, int line) {

    public Caller {
        className = Bounds.id(Objects.requireNonNull(className, "className"));
        method = Bounds.id(Objects.requireNonNull(method, "method"));
    }
}
