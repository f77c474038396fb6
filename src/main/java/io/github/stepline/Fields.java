package io.github.stepline;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from an event the words that default messages are made of. Nothing here is ever null. */
final class Fields {
    private static final Pattern RUN_ID_TIME = Pattern.compile("^\\d{8}-\\d{6}-");
    private static final int MAX_REASON = 500;
    private static final int MAX_COUNTS = 10;

    private Fields() {}

    static Function<LogEvent, String> text(String key) {
        return event -> String.valueOf(event.details().getOrDefault(key, "?"));
    }

    static String step(LogEvent event) {
        return event.stepId() == null ? "?" : event.stepId();
    }

    /** A detail in milliseconds as a person says it: {@code "5m 00s"}. */
    static Function<LogEvent, String> time(String key) {
        return event -> event.details().get(key) instanceof Number time ? duration(time.longValue()) : "?";
    }

    /** {@code "1 attempt"}, {@code "3 attempts"}. */
    static String attempts(LogEvent event) {
        Object attempts = event.details().getOrDefault("attempts", "?");
        return attempts + (attempts instanceof Number number && number.longValue() == 1 ? " attempt" : " attempts");
    }

    /** The name of the run as it was given, or its id without the time in front. */
    static String run(LogEvent event) {
        if (event.details().get("name") instanceof String name) {
            return name;
        }
        return event.runId() == null ? "?" : RUN_ID_TIME.matcher(event.runId()).replaceFirst("");
    }

    static String before(LogEvent event) {
        return String.valueOf(event.stateBefore());
    }

    static String after(LogEvent event) {
        return String.valueOf(event.stateAfter());
    }

    /** {@code ": the reason"} without a closing full stop, or nothing. */
    static String reason(LogEvent event) {
        String reason = firstReason(event.details(), event.error());
        if (reason == null || reason.isBlank()) {
            return "";
        }
        reason = reason.length() <= MAX_REASON ? reason : Snapshot.start(reason, MAX_REASON) + "…";
        return ": " + (reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason);
    }

    private static @Nullable String firstReason(Map<String, @Nullable Object> details, @Nullable LogError error) {
        for (String key : new String[] {"reason", "error_message", "error_type"}) {
            if (details.get(key) != null) {
                return String.valueOf(details.get(key));
            }
        }
        if (error == null) {
            return null;
        }
        String type = error.type().substring(error.type().lastIndexOf('.') + 1);
        return error.message() == null ? type : type + ": " + error.message();
    }

    /** {@code ": 461 new, 20 existing"} from the counts among the details, or nothing. */
    static String counts(LogEvent event) {
        StringJoiner counts = new StringJoiner(", ", ": ", "").setEmptyValue("");
        event.details().entrySet().stream()
                .filter(detail -> detail.getValue() instanceof Integer || detail.getValue() instanceof Long)
                .limit(MAX_COUNTS)
                .forEach(detail -> counts.add(detail.getValue() + " " + detail.getKey()));
        return counts.toString();
    }

    /** {@code "1/3"}, or as much of it as is known. */
    static String attempt(LogEvent event) {
        Progress progress = event.progress();
        if (progress == null || progress.attempt() == null) {
            return "?";
        }
        return progress.attempt() + (progress.maxAttempts() == null ? "" : "/" + progress.maxAttempts());
    }

    /** {@code " in 4 s"}, or nothing. */
    static String delay(LogEvent event) {
        return event.details().get("delay_ms") instanceof Number delay ? " in " + duration(delay.longValue()) : "";
    }

    /** {@code "65% CPU, 412 MB heap, 1.2 GB memory"}, or as much of it as is known. */
    static String usage(LogEvent event) {
        StringJoiner usage = new StringJoiner(", ").setEmptyValue("?");
        if (event.details().get("cpu") instanceof Number cpu) {
            usage.add(Math.round(cpu.doubleValue() * 100) + "% CPU");
        }
        addSize(usage, event, "heap_bytes", " heap");
        addSize(usage, event, "rss_bytes", " memory");
        addSize(usage, event, "disk_written_bytes", " written to disk");
        return usage.toString();
    }

    private static void addSize(StringJoiner sizes, LogEvent event, String key, String of) {
        if (event.details().get(key) instanceof Number bytes) {
            sizes.add(size(bytes.longValue()) + of);
        }
    }

    /** {@code "412 MB"} or {@code "1.2 GB"}. */
    private static String size(long bytes) {
        double megabytes = bytes / 1e6;
        return megabytes < 1_000
                ? Math.round(megabytes) + " MB"
                : String.format(Locale.ROOT, "%.1f GB", megabytes / 1_000);
    }

    /** {@code " with exit code 2"}, or nothing. */
    static String exit(LogEvent event) {
        return event.details().get("exit_code") instanceof Number code ? " with exit code " + code : "";
    }

    /** {@code "150 of 332 bytes"}. */
    static String position(LogEvent event) {
        Progress progress = event.progress();
        if (progress == null || progress.current() == null) {
            return "?";
        }
        return progress.current()
                + (progress.total() == null ? "" : " of " + progress.total())
                + (progress.unit() == null ? "" : " " + progress.unit());
    }

    /** {@code "250 ms"}, {@code "1.5 s"} or {@code "5m 00s"}. */
    private static String duration(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
        }
        return String.format(Locale.ROOT, "%dm %02ds", millis / 60_000, millis / 1_000 % 60);
    }
}
