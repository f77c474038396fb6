package io.github.stepline.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.ContextAware;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the shipped configurations read from environment variables and system properties, and what is wrong
 * with their values. Logback itself is silent about a level it does not know: it takes DEBUG.
 */
final class Settings {
    private static final String PREFIX = "STEPLINE_";
    private static final String LEVEL = "STEPLINE_LEVEL";
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF", "ALL");
    private static final Set<String> COMPONENTS = Set.of(
            "EVENTS",
            "RUNNER",
            "EXECUTION_ENGINE",
            "AI_SERVICE",
            "FILE_OPERATIONS",
            "TERMINAL_INTERACTION",
            "STATE_MANAGEMENT",
            "USER_INTERACTION");
    private static final Set<String> NAMES = Set.of(
            LEVEL,
            "STEPLINE_CONSOLE_LEVEL",
            "STEPLINE_LEVEL_EVENTS",
            "STEPLINE_LOG_DIR",
            "STEPLINE_APP",
            "STEPLINE_MAX_FILE_SIZE",
            "STEPLINE_TOTAL_SIZE",
            "STEPLINE_MAX_HISTORY",
            "STEPLINE_CONSOLE",
            "STEPLINE_CONSOLE_COLOR",
            "STEPLINE_CONSOLE_GLYPHS",
            "STEPLINE_CONSOLE_REFRESH_RATE",
            "STEPLINE_CONSOLE_MAX_HEIGHT",
            "STEPLINE_CONSOLE_SHOW_ITEMS",
            "STEPLINE_CONSOLE_SHOW_PROGRESS",
            "STEPLINE_CONSOLE_SUMMARY",
            "STEPLINE_CONSOLE_CAPTURE",
            "STEPLINE_CONSOLE_ON_HANGUP",
            "STEPLINE_CONSOLE_PROGRESS_INTERVAL",
            "STEPLINE_CONSOLE_STALL_WARNING",
            "STEPLINE_CONSOLE_JSON_INTERVAL",
            "STEPLINE_CONSOLE_ETA_WINDOW_SIZE",
            "STEPLINE_CONSOLE_ETA_WINDOW",
            "STEPLINE_CONSOLE_BAR_WIDTH",
            "STEPLINE_CONSOLE_NAME_WIDTH",
            "STEPLINE_CONSOLE_ITEM_LIMIT",
            "STEPLINE_CONSOLE_ACTIVE_LIMIT",
            "STEPLINE_CONSOLE_WORKER_LIMIT",
            "STEPLINE_CONSOLE_FAILURE_LIMIT",
            "STEPLINE_CONSOLE_ERROR_LENGTH",
            "STEPLINE_CONSOLE_SHOW_RESOURCES",
            "STEPLINE_CONSOLE_UNIT",
            "STEPLINE_CONSOLE_EXISTING_NAME",
            "STEPLINE_CONSOLE_PROCESSING_NAME",
            "STEPLINE_CONSOLE_COMPLETED_NAME",
            "STEPLINE_CONSOLE_FAILED_NAME",
            "STEPLINE_CONSOLE_EXISTING_COLOR",
            "STEPLINE_CONSOLE_PROCESSING_COLOR",
            "STEPLINE_CONSOLE_COMPLETED_COLOR",
            "STEPLINE_CONSOLE_FAILED_COLOR",
            "STEPLINE_CONSOLE_RUNNING_COLOR",
            "STEPLINE_CONSOLE_PAUSED_COLOR");
    private static final String CHECKED = "stepline.settings.checked";

    private Settings() {}

    /** Says what is wrong as warnings of Logback's status, once a configuration. */
    static void checkOnce(ContextAware component) {
        Context context = component.getContext();
        if (context == null || context.getObject(CHECKED) != null) {
            return;
        }
        context.putObject(CHECKED, Boolean.TRUE);
        complaints(processSettings()).forEach(component::addWarn);
    }

    /** All settings of the process with our prefix; a system property wins, as it does in Logback. */
    private static Map<String, String> processSettings() {
        Map<String, String> settings = new TreeMap<>();
        System.getenv().forEach((name, value) -> putIfOurs(settings, name, value));
        for (String name : System.getProperties().stringPropertyNames()) {
            putIfOurs(settings, name, System.getProperty(name));
        }
        return settings;
    }

    private static void putIfOurs(Map<String, String> settings, String name, @Nullable String value) {
        if (name.startsWith(PREFIX) && value != null) {
            settings.put(name, value);
        }
    }

    static List<String> complaints(Map<String, String> settings) {
        List<String> complaints = new ArrayList<>();
        settings.forEach((name, value) -> {
            if (isLevel(name)) {
                checkLevel(complaints, name, value);
            } else if (!NAMES.contains(name)) {
                complaints.add(name + " is no setting of Stepline's: it is ignored." + nearest(name));
            } else if (value.isBlank()) {
                complaints.add(
                        name + " is empty, and Logback takes it so: an empty STEPLINE_LOG_DIR is the root directory."
                                + " Leave it out for the default, or give it a value.");
            }
        });
        return complaints;
    }

    private static boolean isLevel(String name) {
        return name.equals(LEVEL)
                || name.equals("STEPLINE_CONSOLE_LEVEL")
                || name.startsWith(LEVEL + "_") && COMPONENTS.contains(name.substring(LEVEL.length() + 1));
    }

    private static void checkLevel(List<String> complaints, String name, String value) {
        String level = value.strip().toUpperCase(Locale.ROOT);
        boolean mayInherit = name.startsWith(LEVEL + "_") && (level.equals("INHERITED") || level.equals("NULL"));
        if (!LEVELS.contains(level) && !mayInherit) {
            complaints.add(
                    name + " is '" + value + "', which is no level of Logback's; Logback takes DEBUG for it. Set one"
                            + " of TRACE, DEBUG, INFO, WARN, ERROR, OFF."
                            + (level.equals("CRITICAL") ? " (CRITICAL events pass ERROR.)" : ""));
        }
    }

    private static String nearest(String name) {
        String best = null;
        int bestDistance = 4;
        Set<String> all = new TreeSet<>(NAMES);
        COMPONENTS.forEach(component -> all.add(LEVEL + "_" + component));
        for (String known : all) {
            int distance = distance(name, known);
            if (distance < bestDistance) {
                best = known;
                bestDistance = distance;
            }
        }
        return best == null ? "" : " Did you mean " + best + "?";
    }

    /** How many letters must change to make one word of the other (Levenshtein 1966). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
