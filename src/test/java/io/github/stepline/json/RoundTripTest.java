package io.github.stepline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any event becomes a valid line, and the line becomes itself again. */
class RoundTripTest {
    private static final int LINES = 100_000;
    private static final int BATCH = 1_000;

    @Test
    void everyLine_isValidAndCleanAndReadBackAsItself() {
        long seed = System.nanoTime();
        System.out.println("RoundTripTest seed: " + seed);
        RandomLines random = new RandomLines(seed);
        LineWriter writer = new LineWriter();
        for (int i = 0; i < LINES; i += BATCH) {
            writer.clear();
            for (int j = 0; j < BATCH; j++) {
                writer.append(random.event(), random.envelope());
            }
            check(writer.toByteArray());
        }
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void extremeEvent_isReadBackAsItself(LogEvent event) {
        check(Wire.bytes(event, Envelope.EMPTY));
    }

    static Stream<LogEvent> extremes() {
        String longText = "x".repeat(100_000);
        List<Object> longTexts = Collections.nCopies(20, "\ud83d\ude00".repeat(10_000));
        return Stream.of(
                with("text", longText),
                with("texts", longTexts),
                with("texts", List.of(longTexts, "a", "b", List.of("c", 1))),
                with("array", new int[5_000]),
                with("list", Collections.nCopies(5_000, 1)),
                with("lists", Collections.nCopies(50, Collections.nCopies(500, 1))),
                with("arrays", new int[50][500]),
                with("deep", deep(60)),
                with("wide", wide(3_000)),
                with(longText, 1),
                plain(longText),
                plain("\ud83d\ude00".repeat(20_000)),
                new LogEvent(
                        Instant.EPOCH,
                        Level.INFO,
                        Component.TERMINAL_INTERACTION,
                        "command_execution_started",
                        null,
                        longText,
                        longText,
                        longText,
                        longText,
                        null,
                        null,
                        null,
                        null,
                        Map.of("command", longText),
                        null));
    }

    @Test
    void envelopeBeyondItsBounds_isReadBackAsItself() {
        String longText = "\ud83d\ude00é\u001b".repeat(10_000);
        Map<String, String> mdc = new LinkedHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            mdc.put(i + longText, longText);
        }
        Caller caller = new Caller(longText, longText, Integer.MIN_VALUE);
        Envelope envelope = new Envelope(longText, longText, longText, longText, caller, mdc, longText, Long.MIN_VALUE);
        byte[] bytes = Wire.bytes(plain("m"), envelope);
        check(bytes);
        assertThat(Wire.read(bytes).envelope().mdc()).hasSize(257).containsEntry("…", "[more than 256 entries]");
    }

    @Test
    void readEvent_equalsTheWrittenOne() {
        LogEvent event = with("list", List.of(1, 2L << 40, 1.5, "text", true, Map.of("k", List.of())));
        Envelope envelope = new Envelope(
                "t", "s", "events.runner", "main", new Caller("a.B", "m", 7), Map.of("user", "u"), "w", 42L);
        assertThat(Wire.read(Wire.bytes(event, envelope))).isEqualTo(new Line(event, envelope));
    }

    @Test
    void eventGrownDetailByDetail_isReadBackAsItself() {
        List<Object> deep = deep(16);
        LogEvent event = plain("m");
        for (int i = 0; i < 30; i++) {
            event = event.withDetail("list" + i, Collections.nCopies(999, i)).withDetail("deep" + i, deep);
        }
        check(Wire.bytes(event, Envelope.EMPTY));
    }

    private static void check(byte[] bytes) {
        String[] lines = Wire.text(bytes).split("\n", -1);
        for (String line : lines) {
            LineSchema.check(line);
            assertThat(hasHidden(line)).as(line).isFalse();
        }
        Wire.Reading reading = Wire.readAll(bytes);
        assertThat(reading.bad()).isEmpty();
        LineWriter again = new LineWriter();
        reading.lines().forEach(line -> again.append(line.event(), line.envelope()));
        assertThat(Wire.text(again.toByteArray()).split("\n", -1)).isEqualTo(lines);
    }

    private static boolean hasHidden(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (isHidden(line.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(int c) {
        return c < 0x20
                || c >= 0x7F && c <= 0x9F
                || c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0xFEFF;
    }

    private static LogEvent plain(String message) {
        return new LogEvent(
                Instant.EPOCH,
                Level.INFO,
                null,
                null,
                message,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null);
    }

    private static LogEvent with(String key, Object value) {
        return plain("m").withDetails(Map.of(key, value));
    }

    private static List<Object> deep(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            list = new ArrayList<>(List.of(list));
        }
        return list;
    }

    private static Map<String, @Nullable Object> wide(int size) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put("\ud800".repeat(i % 7) + i, i);
        }
        return map;
    }
}
