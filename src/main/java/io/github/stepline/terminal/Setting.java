package io.github.stepline.terminal;

import java.util.Locale;

/**
 * Everything that can be set about a live console. A constant's XML property is its name in camel case; the environment
 * variable and system property is {@code STEPLINE_CONSOLE_} and its name, apart from the mode, which is {@code
 * STEPLINE_CONSOLE} itself.
 */
enum Setting {
    MODE("auto", "`rich`, `simple`, `json`, `none`, or `auto`: see above"),
    LEVEL("INFO", "the least level of the lines that scroll; the picture is made of all events whatever it is"),
    COLOR("auto", "`always`, `never`, or `auto`: see above"),
    GLYPHS("auto", "`unicode`, `ascii`, or `auto`: `ascii` where the charset of standard output has no bars"),
    REFRESH_RATE("2", "how often a second the region is drawn anew, 1 to 10; lines never wait for it"),
    MAX_HEIGHT("0", "the most rows of the region; 0 for three fifths of the terminal"),
    SHOW_ITEMS("false", "whether starts and successes of single items scroll too"),
    SHOW_PROGRESS("false", "whether `step_progress` events scroll too (those that files keep; their level is DEBUG)"),
    SUMMARY("true", "whether a run's end is summed up below its last line"),
    CAPTURE("true", "rich: whether what other code writes to `System.out` and `System.err` scrolls above the region"),
    ON_HANGUP(
            "continue",
            "rich: `continue` falls silent and lets the program go on; `exit` leaves the signal to the JVM"),
    PROGRESS_INTERVAL("120 seconds", "simple: the time between two `[Progress]` lines; 0 for none"),
    STALL_WARNING("5 minutes", "simple: after how long without progress a warning is printed; 0 for none"),
    JSON_INTERVAL("1 second", "json: the least time between two snapshots"),
    ETA_WINDOW_SIZE("20", "how many samples the rate for the remaining time is made of, 2 to 1000"),
    ETA_WINDOW("30 seconds", "the time that they cover"),
    BAR_WIDTH("25", "the most cells of a bar, 4 to 100; narrow terminals get fewer"),
    NAME_WIDTH("24", "the most columns of a name, 8 to 200; longer ones keep head and tail"),
    ITEM_LIMIT("5", "how many items stand in a row of the status table, 0 to 20"),
    ACTIVE_LIMIT("8", "how many active items have a row of their own, 0 to 100"),
    WORKER_LIMIT("8", "how many workers have a row of their own where there is room, 0 to 100"),
    FAILURE_LIMIT("20", "how many failures the summary lists, 0 to 100"),
    ERROR_LENGTH("50", "how many characters of an error the region shows, 10 to 500"),
    SHOW_RESOURCES("true", "whether CPU, memory and disk are shown"),
    UNIT("items", "what items are called where a rate is shown"),
    EXISTING_NAME("existing", "what items are called that were done before"),
    PROCESSING_NAME("processing", "what items are called that are being worked on"),
    COMPLETED_NAME("completed", "what items are called that were done now"),
    FAILED_NAME("failed", "what items are called that failed"),
    EXISTING_COLOR(
            "yellow",
            "a colour: `red`, `green`, `yellow`, `blue`, `magenta`, `cyan`, `orange`, `bold`, `dim`, `plain`"),
    PROCESSING_COLOR("blue", "a colour"),
    COMPLETED_COLOR("green", "a colour"),
    FAILED_COLOR("red", "a colour"),
    RUNNING_COLOR("yellow", "a colour"),
    PAUSED_COLOR("orange", "a colour");

    private static final String PREFIX = "STEPLINE_CONSOLE";

    private final String defaultValue;
    private final String meaning;

    Setting(String defaultValue, String meaning) {
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    String defaultValue() {
        return defaultValue;
    }

    /** What a person reads about it. */
    String meaning() {
        return meaning;
    }

    /** {@code refreshRate}. */
    String property() {
        StringBuilder property = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_")) {
            property.append(property.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return property.toString();
    }

    /** {@code STEPLINE_CONSOLE_REFRESH_RATE}. */
    String variable() {
        return this == MODE ? PREFIX : PREFIX + "_" + name();
    }
}
