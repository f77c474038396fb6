package io.github.stepline.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.core.util.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of the settings. A value that can't be read is complained about once, with the rule, and the default stands
 * in for it. Immutable.
 */
final class Options {
    static final Options DEFAULTS = new Options(new EnumMap<>(Setting.class), complaint -> {});

    private final Map<Setting, String> values;
    private final Consumer<String> complaints;

    private Options(Map<Setting, String> values, Consumer<String> complaints) {
        this.values = values;
        this.complaints = complaints;
    }

    /**
     * @param given what the configuration says; system properties and the environment win over it
     * @param complaints takes what is wrong with a value
     */
    static Options of(Map<Setting, String> given, Surroundings surroundings, Consumer<String> complaints) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = surroundings.get(setting.variable());
            value = value == null || value.isBlank() ? given.get(setting) : value;
            if (value != null && !value.isBlank()) {
                values.put(setting, value.strip());
            }
        }
        return new Options(values, complaints);
    }

    /** These with another value of one setting. */
    Options with(Setting setting, String value) {
        Map<Setting, String> changed = new EnumMap<>(Setting.class);
        changed.putAll(values);
        changed.put(setting, value);
        return new Options(changed, complaints);
    }

    String text(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    boolean isOn(Setting setting) {
        return word(setting, Set.of("true", "false")).equals("true");
    }

    /** One of these words, in lower case. */
    String word(Setting setting, Set<String> words) {
        String value = text(setting).toLowerCase(Locale.ROOT);
        return words.contains(value)
                ? value
                : complain(
                        setting,
                        "one of " + String.join(", ", words.stream().sorted().toList()));
    }

    int number(Setting setting, int least, int most) {
        try {
            int number = Integer.parseInt(text(setting));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            // It is complained about like one out of range.
        }
        return Integer.parseInt(complain(setting, "a whole number from " + least + " to " + most));
    }

    long milliseconds(Setting setting) {
        try {
            return Duration.valueOf(text(setting)).getMilliseconds();
        } catch (RuntimeException unreadable) {
            return Duration.valueOf(complain(setting, "a time like '90 seconds'"))
                    .getMilliseconds();
        }
    }

    Ink ink(Setting setting) {
        Ink ink = Ink.of(text(setting));
        if (ink == null) {
            ink = Ink.of(complain(setting, "the name of a colour, like green"));
        }
        return ink == null ? Ink.PLAIN : ink;
    }

    Level level() {
        @Nullable Level level = Level.toLevel(text(Setting.LEVEL), null);
        return level != null
                ? level
                : Level.toLevel(complain(Setting.LEVEL, "one of TRACE, DEBUG, INFO, WARN, ERROR, OFF"));
    }

    private String complain(Setting setting, String rule) {
        complaints.accept(setting.property() + " (" + setting.variable() + ") is '" + text(setting) + "'; it must be "
                + rule + ": " + setting.defaultValue() + " is used.");
        values.remove(setting);
        return setting.defaultValue();
    }
}
