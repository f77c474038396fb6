package io.github.stepline.progress;

import io.github.stepline.Action;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.State;
import io.github.stepline.json.Envelope;
import io.github.stepline.json.LineWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A long log of a run of eight workers, as a batch of AI calls writes it: for each item its start, a request, a response,
 * a file and its end; now and then a retry or a failure.
 */
final class LongLog {
    private static final String RUN = "20261120-120001-modernize-codebase";
    private static final int LINES_OF_AN_ITEM = 5;

    private final OutputStream out;
    private final LineWriter writer = new LineWriter();
    private Instant now = Instant.parse("2026-11-20T12:00:01.000Z");
    private long seq;

    private LongLog(OutputStream out) {
        this.out = out;
    }

    static void write(Path file, long lines) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            new LongLog(out).run(lines);
        }
    }

    private void run(long lines) throws IOException {
        long items = (lines - 4) / LINES_OF_AN_ITEM;
        say(
                Action.RUN_STARTED,
                RUN,
                null,
                new Progress(null, null, items, null, null, null, null, null, null),
                Map.of("name", "modernize-codebase"),
                null);
        say(Action.STEP_EXECUTION_STARTED, "map", null, null, Map.of("description", "Modernize every file."), null);
        int inFlight = 8;
        for (long i = 1; i <= items + inFlight; i++) {
            if (i <= items) {
                begin(i, items);
            }
            if (i > inFlight) {
                finish(i - inFlight);
            }
            now = now.plusMillis(7);
        }
        say(Action.STEP_EXECUTION_SUCCEEDED, "map", 5_000.0, null, Map.of(), null);
        while (seq < lines) {
            say(Action.RUN_COMPLETED, RUN, 6_000.0, null, Map.of("new", items), null);
        }
    }

    private void begin(long i, long items) throws IOException {
        String id = "map/Billing" + i + ".java";
        say(
                Action.STEP_EXECUTION_STARTED,
                id,
                null,
                new Progress(null, i, items, null, null, null, null, null, "worker-" + i % 8),
                Map.of(),
                null);
        say(
                Action.API_REQUEST_SENT,
                id,
                null,
                null,
                Map.of(
                        "api_provider",
                        "OpenAI",
                        "model_used",
                        "gpt-4-turbo",
                        "request_payload_summary",
                        Map.of("prompt_tokens", 1200 + i % 100, "max_new_tokens", 1000)),
                null);
    }

    private void finish(long i) throws IOException {
        String id = "map/Billing" + i + ".java";
        say(
                Action.API_RESPONSE_RECEIVED,
                id,
                812.345 + i % 1000,
                null,
                Map.of(
                        "api_provider",
                        "OpenAI",
                        "status_code",
                        200,
                        "response_payload_summary",
                        Map.of("completion_tokens", 850, "total_tokens", 2050 + i % 100)),
                null);
        say(
                Action.FILE_WRITTEN,
                id,
                null,
                null,
                Map.of(
                        "file_path",
                        "out/Billing" + i + ".java",
                        "bytes_written",
                        18_233 + i % 1000,
                        "overwrite",
                        false),
                null);
        if (i % 1000 == 17) {
            say(
                    Action.STEP_EXECUTION_FAILED,
                    id,
                    1_500.0,
                    null,
                    Map.of(),
                    LogError.of(
                            "java.net.http.HttpTimeoutException",
                            "no answer in 300 s",
                            "java.net.http.HttpTimeoutException: no answer in 300 s\n\tat com.example.Client.send(Client.java:17)",
                            "5f0c1a2e"));
        } else {
            say(Action.STEP_EXECUTION_SUCCEEDED, id, 1_500.0 + i % 100, null, Map.of("tokens", 2050), null);
        }
    }

    private void say(
            Action action,
            String stepId,
            @Nullable Double ms,
            @Nullable Progress progress,
            Map<String, Object> details,
            @Nullable LogError error)
            throws IOException {
        State before = action.stateBefore();
        String parent = stepId.equals(RUN) ? null : stepId.equals("map") ? RUN : "map";
        LogEvent event = new LogEvent(
                now,
                action.level(),
                action.component(),
                action.wireName(),
                null,
                RUN,
                stepId,
                before == null ? null : parent,
                null,
                before,
                action.stateAfter(),
                ms,
                progress,
                Map.copyOf(details),
                error);
        writer.append(
                event,
                new Envelope(
                        null,
                        null,
                        "events." + action.component(),
                        "worker-" + seq % 8,
                        null,
                        Map.of(),
                        "build-7-4711-t3x9kq-a41c",
                        ++seq));
        writer.writeTo(out);
        writer.clear();
    }

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    }
}
