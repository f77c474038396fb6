package io.github.stepline.docs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.stepline.logback.JsonLineEncoder;
import io.github.stepline.logback.LineFileAppender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files that the recipes of {@code docs/jq.md} read, written by the real appender and encoder: {@code app.jsonl},
 * two archives, and {@code shipped.jsonl}, which arrived damaged.
 */
final class RecipeLogs {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Path logs;

    RecipeLogs(Path directory) throws IOException {
        logs = directory.resolve("logs");
        Files.createDirectories(logs);
    }

    void write() throws IOException {
        List<String> yesterday = lines("2026-11-19T12:00:01.123Z", "host-4102-t3w1ca-77e0", NightlyImport::quietNight);
        archive("app-2026-11-19.2.jsonl.gz", yesterday.subList(0, 6));
        archive("app-2026-11-19.10.jsonl.gz", yesterday.subList(6, yesterday.size()));
        List<String> today = lines("2026-11-20T12:00:01.123Z", "host-4711-t3x9kq-a41c", NightlyImport::badNight);
        Files.write(current(), today);
        Files.writeString(logs.resolve("shipped.jsonl"), damaged(today));
    }

    Path current() {
        return logs.resolve("app.jsonl");
    }

    /** Without the tenth line and the two before the fifth from the end, with the fourth one twice, the last one torn. */
    private static String damaged(List<String> intact) {
        List<String> lines = new ArrayList<>(intact);
        int end = lines.size() - 5;
        lines.subList(end - 2, end).clear();
        lines.remove(9);
        lines.add(6, lines.get(3));
        String text = String.join("\n", lines);
        return text.substring(0, text.length() - 100);
    }

    private void archive(String name, List<String> lines) throws IOException {
        try (OutputStream out =
                new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(logs.resolve(name))))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private interface Night {
        void of(NightlyImport program);
    }

    private List<String> lines(String start, String writer, Night night) throws IOException {
        Path file = logs.resolveSibling(writer + ".jsonl");
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.DEBUG);
        root.addAppender(appender(file));
        Thread caller = Thread.currentThread();
        String name = caller.getName();
        caller.setName("main");
        try {
            night.of(new NightlyImport());
        } finally {
            caller.setName(name);
            context.reset();
        }
        return normal(Files.readAllLines(file), Instant.parse(start), writer);
    }

    private LineFileAppender appender(Path file) {
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.setContext(context);
        encoder.start();
        LineFileAppender appender = new LineFileAppender();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /** What differs from one run to the next, in place of it something that looks like it. */
    private static List<String> normal(List<String> lines, Instant start, String writer) {
        String runTime =
                start.toString().substring(0, 19).replaceAll("[-:]", "").replace('T', '-');
        Clock clock = new Clock(start);
        return lines.stream()
                .map(line -> line.replaceAll(
                                "\"timestamp\":\"[^\"]+\"",
                                "\"timestamp\":\"" + clock.timeOf(MAPPER.readTree(line)) + "\"")
                        .replaceAll("\\d{8}-\\d{6}-nightly-import(-\\d+)?", runTime + "-nightly-import")
                        .replaceAll("\"writer\":\"[^\"]+\"", "\"writer\":\"" + writer + "\""))
                .toList();
    }

    /** The time of each line: a little after the one before, and no sooner than its durations and delays allow. */
    private static final class Clock {
        private static final long BETWEEN_LINES_MS = 37;

        private final Map<String, Instant> starts = new HashMap<>();
        private final Map<String, Instant> retries = new HashMap<>();
        private Instant now;

        Clock(Instant start) {
            now = start;
        }

        String timeOf(JsonNode line) {
            String stepId = line.path("step_id").asString("");
            String what = line.path("event_id").asString(stepId).replace("_resp", "_req");
            now = later(now.plusMillis(BETWEEN_LINES_MS), retries.remove(stepId));
            Instant begun = starts.computeIfAbsent(what, unknown -> now);
            now = later(now, begun.plusMillis((long) line.path("duration_ms").asDouble(0)));
            if (line.path("details").has("delay_ms")) {
                retries.put(stepId, now.plusMillis(line.at("/details/delay_ms").asLong()));
            }
            return now.truncatedTo(ChronoUnit.MILLIS).toString();
        }

        private static Instant later(Instant one, @Nullable Instant other) {
            return other != null && other.isAfter(one) ? other : one;
        }
    }
}
