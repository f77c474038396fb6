package io.github.stepline.terminal;

import java.nio.charset.Charset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the process was started in: environment variables, and system properties, which win.
 *
 * @param environment gives a variable's value, or null
 * @param properties gives a system property's value, or null
 */
record Surroundings(Function<String, @Nullable String> environment, Function<String, @Nullable String> properties) {

    static final Surroundings OF_PROCESS = new Surroundings(System::getenv, System::getProperty);

    @Nullable
    String get(String name) {
        String property = properties.apply(name);
        return property != null ? property : environment.apply(name);
    }

    @Nullable
    String variable(String name) {
        return environment.apply(name);
    }

    /** Whether a variable is there and not empty. */
    boolean has(String name) {
        String value = environment.apply(name);
        return value != null && !value.isEmpty();
    }

    /** Whether a variable is there and neither empty nor 0 nor false. */
    boolean says(String name) {
        String value = environment.apply(name);
        return value != null && !value.isEmpty() && !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    /** The charset of standard output. */
    Charset charset() {
        for (String name : new String[] {"stdout.encoding", "sun.stdout.encoding", "native.encoding"}) {
            String value = properties.apply(name);
            if (value != null && !value.isEmpty() && Charset.isSupported(value)) {
                return Charset.forName(value);
            }
        }
        return Charset.defaultCharset();
    }
}
