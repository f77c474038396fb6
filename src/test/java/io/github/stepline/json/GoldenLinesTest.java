package io.github.stepline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The lines under {@code golden}, byte for byte. */
class GoldenLinesTest {
    @Test
    void designEvents_areTheLinesOfTheDesign() throws IOException {
        LineWriter writer = new LineWriter();
        DesignLines.EVENTS.forEach(event -> writer.append(event, Envelope.EMPTY));
        check(writer, "design-lines.jsonl");
    }

    @Test
    void eventWithEveryField_hasThemAllInOrder() throws IOException {
        LineWriter writer = new LineWriter();
        writer.append(full(), fullEnvelope());
        check(writer, "full-line.jsonl");
    }

    private static void check(LineWriter writer, String golden) throws IOException {
        byte[] expected = golden(golden);
        assertThat(new String(writer.toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo(new String(expected, StandardCharsets.UTF_8));
        Wire.Reading reading = Wire.readAll(expected);
        LineWriter again = new LineWriter();
        reading.lines().forEach(line -> again.append(line.event(), line.envelope()));
        assertThat(again.toByteArray()).isEqualTo(expected);
        new String(expected, StandardCharsets.UTF_8).lines().forEach(LineSchema::check);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream golden = GoldenLinesTest.class.getResourceAsStream("/golden/" + name)) {
            return Objects.requireNonNull(golden, name).readAllBytes();
        }
    }

    private static LogEvent full() {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put(
                "text",
                "tab\tquote\"backslash\\ bell\u0007 next line\u0085 right-to-left\u202e \ud83d\ude00 half\ud83d");
        details.put("numbers", List.of(1, -2L, 1.5, 1e21, 0.00001, 0.1f));
        details.put("nothing", null);
        details.put("nested", Map.of("empty", Map.of()));
        details.put("not_a_number", Double.NaN);
        details.put("array", Arrays.asList(true, null, State.RUNNING));
        return new LogEvent(
                Instant.parse("2026-11-20T12:00:01.123999Z"),
                Level.CRITICAL,
                Component.of("Order Service"),
                "step_retry_scheduled",
                "Retry 1 of 3: disk full.",
                "20261020-120000-import",
                "20261020-120000-import/42",
                "20261020-120000-import",
                "retry_001",
                State.RUNNING,
                State.PENDING,
                2530.7,
                new Progress("downloading", 3L, 10L, 512L, 1_024L, "bytes", 1, 3, "worker-3"),
                details,
                LogError.of(
                        "java.io.IOException",
                        "disk full",
                        "java.io.IOException: disk full\n\tat a.B.c\n",
                        "0011aabb"));
    }

    private static Envelope fullEnvelope() {
        return new Envelope(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                "events.order_service",
                "worker-3",
                new Caller("a.b.Import", "run", 42),
                Map.of("user", "ada"),
                "host-17-t0k3n-beef",
                7L);
    }
}
