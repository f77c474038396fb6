package io.github.stepline;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLogger;

/**
 * The part of a program that an event speaks for. Seven are named here; a program may name its own with {@link #of}.
 *
 * <p>The events of a component go to the logger {@code events.<name>}, so its level is plain SLF4J configuration:
 * {@code <logger name="events.ai_service" level="DEBUG"/>}. Two components of one name are equal.
 */
public final class Component {
    public static final Component RUNNER = of("runner");
    public static final Component EXECUTION_ENGINE = of("execution_engine");
    public static final Component AI_SERVICE = of("ai_service");
    public static final Component FILE_OPERATIONS = of("file_operations");
    public static final Component TERMINAL_INTERACTION = of("terminal_interaction");
    public static final Component STATE_MANAGEMENT = of("state_management");
    public static final Component USER_INTERACTION = of("user_interaction");

    /** Stands in for a component that is null. */
    static final Component UNKNOWN = of("unknown");

    private static final int MAX_LENGTH = 64;

    private final String name;
    private volatile @Nullable Logger logger;

    private Component(String name) {
        this.name = name;
    }

    /**
     * A component by name. Keep it in a constant: each call makes a new one.
     *
     * @param name any text; it is brought into the form of a snake_case word of at most 64 characters
     *     ({@code "Order Service"} becomes {@code order_service}) with letters from a to z; one without any of these
     *     becomes {@code component_} and a hash, an empty one {@code unknown}
     */
    public static Component of(String name) {
        return new Component(snakeCase(name));
    }

    /** The word as it stands in a line: {@code "ai_service"}. */
    public String name() {
        return name;
    }

    /** The logger of this component; it is asked again as long as SLF4J is still starting. */
    Logger logger() {
        Logger known = logger;
        if (known == null) {
            known = LoggerFactory.getLogger("events." + name);
            if (!(known instanceof SubstituteLogger)) {
                logger = known;
            }
        }
        return known;
    }

    private static String snakeCase(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return "unknown";
        }
        String word = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        if (word.equals("_")) {
            return name.codePoints().anyMatch(Character::isLetterOrDigit)
                    ? "component_" + Integer.toHexString(name.strip().hashCode())
                    : "unknown";
        }
        return word.length() > MAX_LENGTH ? word.substring(0, MAX_LENGTH) : word;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Component that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
