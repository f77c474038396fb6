package io.github.stepline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Component;
import io.github.stepline.Details;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineWriterTest {
    private static final Envelope NUMBERED =
            new Envelope("t", "s", "app.Main", "main", new Caller("a.B", "m", 1), Map.of("k", "v"), "w", 5L);

    /* --- fields --- */

    @Test
    void append_plainEvent_hasNothingThatIsNull() {
        assertThat(Wire.text(plain("hello")))
                .isEqualTo(
                        "{\"timestamp\":\"2026-11-20T12:00:01.123Z\",\"level\":\"INFO\",\"message\":\"hello\",\"v\":1}");
    }

    @Test
    void append_noMessage_writesTheDefaultOne() {
        LogEvent event = new LogEvent(
                Instant.EPOCH,
                Level.INFO,
                Component.RUNNER,
                "run_started",
                null,
                "20261120-120000-import",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null);
        assertThat(Wire.text(event)).contains("\"message\":\"Run 'import' started.\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T12:00:01.123456789Z, 2026-11-20T12:00:01.123Z",
        "2026-11-20T12:00:01Z, 2026-11-20T12:00:01.000Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "-0001-12-31T23:59:59Z, 0000-01-01T00:00:00.000Z",
        "+10000-01-01T00:00:00Z, 9999-12-31T23:59:59.999Z",
    })
    void append_anyInstant_hasFourDigitsOfYearAndMilliseconds(String instant, String written) {
        assertThat(Wire.text(at(Instant.parse(instant)))).contains("\"timestamp\":\"" + written + "\"");
    }

    @Test
    void append_secondsThatComeAndGo_areEachWritten() {
        LineWriter writer = new LineWriter();
        for (long millis : new long[] {1_000, 1_999, 2_000, 1_000, 0, 61_001}) {
            writer.append(at(Instant.ofEpochMilli(millis)), Envelope.EMPTY);
        }
        assertThat(Wire.readAll(writer.toByteArray()).lines())
                .extracting(line -> line.event().timestamp().toEpochMilli())
                .containsExactly(1_000L, 1_999L, 2_000L, 1_000L, 0L, 61_001L);
    }

    @ParameterizedTest
    @CsvSource({
        "2530.7, 2530.7",
        "1850, 1850.0",
        "0, 0.0",
        "-0.0, 0.0",
        "0.001, 0.001",
        "0.01, 0.01",
        "0.5, 0.5",
        "12.345, 12.345",
        "12.305, 12.305",
        "-12.05, -12.05",
        "-0.5, -0.5",
        "86400000.123, 86400000.123",
        "123456789012.5, 123456789012.5",
        "999999999999999, 999999999999999.0",
        "0.0001, 0.00010",
        "0.1234567, 0.1234567",
        "1e15, 1.0E+15",
        "1e300, 1.0E+300",
        "4.9e-324, 4.9E-324",
    })
    void append_duration_hasThreeDecimalsWhereTheySuffice(double millis, String written) {
        String text = Wire.text(lasting(millis));
        assertThat(text).contains("\"duration_ms\":" + written + ",");
        assertThat(LineSchema.check(text).get("duration_ms").asDouble()).isEqualTo(millis);
    }

    @Test
    void append_everyThousandth_readsBackAsTheSameDouble() {
        JsonBytes out = new JsonBytes();
        for (int i = 0; i < 100_000; i++) {
            double millis = i * 7_919L / 1_000.0;
            out.clear();
            Decimals.duration(millis, out);
            String text = new String(out.toByteArray(), StandardCharsets.UTF_8);
            assertThat(Double.parseDouble(text)).isEqualTo(millis);
            assertThat(text.length() - text.indexOf('.')).isBetween(2, 4);
        }
    }

    @Test
    void append_wholeNumberOfAnyLength_isAsJavaWritesIt() {
        JsonBytes out = new JsonBytes();
        LongStream.iterate(1, power -> power <= Long.MAX_VALUE / 10, power -> power * 10)
                .flatMap(power -> LongStream.of(power - 1, power, power + 1, 2 * power, 10 * power - 1))
                .flatMap(number -> LongStream.of(number, -number, Long.MAX_VALUE - number, Long.MIN_VALUE + number))
                .forEach(number -> {
                    out.clear();
                    out.number(number);
                    assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8))
                            .isEqualTo(Long.toString(number));
                });
    }

    /* --- text --- */

    @Test
    void append_everyCharacterBelow0x10000_isReadBack() {
        for (int c = 0; c < 0x10000; c += 64) {
            StringBuilder text = new StringBuilder();
            for (int i = c; i < c + 64; i++) {
                text.append((char) i).append('.');
            }
            String expected = text.toString().replaceAll("[\\ud800-\\udfff]", "\ufffd");
            assertThat(Wire.read(Wire.bytes(plain(text.toString()), Envelope.EMPTY))
                            .event()
                            .message())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {0, 7, 27, 0x7F, 0x80, 0x9B, 0x61C, 0x200E, 0x200F, 0x2028, 0x202E, 0x2066, 0x2069, 0xFEFF})
    void append_characterThatATerminalObeysOrAnEditorHides_isEscaped(char c) {
        assertThat(Wire.text(plain("a" + c))).contains("\"a\\u" + String.format("%04x", (int) c) + "\"");
    }

    @Test
    void append_shortEscapes_areUsed() {
        assertThat(Wire.text(plain("\"\\\n\t\r\b\f/"))).contains("\"message\":\"\\\"\\\\\\n\\t\\r\\b\\f/\"");
    }

    /* --- keys --- */

    @Test
    void append_keysNamedLikeFields_stayUnderDetails() {
        LogEvent event =
                plain("m").withDetail("level", "FOO").withDetail("message", 1).withDetail("v", 2);
        assertThat(Wire.text(event)).contains("\"details\":{\"level\":\"FOO\",\"message\":1,\"v\":2}");
    }

    @Test
    void append_keysThatOnlyDifferInHalvesOfPairs_stayDifferent() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("\ud800", 1);
        inner.put("\ufffd", 2);
        inner.put("\udc00", 3);
        LogEvent event = plain("m").withDetail("map", inner).withDetail("\ud800", 4);
        assertThat(Wire.text(event))
                .contains("\"details\":{\"map\":{\"\ufffd\":1,\"\ufffd#2\":2,\"\ufffd#3\":3},\"\ufffd\":4}");
    }

    @Test
    void append_mdcWithNulls_leavesThemOut() {
        Map<String, String> mdc = new HashMap<>();
        mdc.put("user", null);
        assertThat(Wire.text(plain("m"), new Envelope(null, null, null, null, null, mdc, null, null)))
                .doesNotContain("mdc");
    }

    /* --- values that got in by mistake --- */

    @Test
    void append_foreignValue_isWrittenAsItsBoundedText() {
        LogEvent event = plain("m").withDetails(Details.ofPlain(List.of("long", new StringBuilder("x".repeat(9_000)))));
        assertThat(LineSchema.check(Wire.text(event)).at("/details/long").asString())
                .hasSizeLessThanOrEqualTo(8_192)
                .endsWith("characters]");
    }

    @Test
    void append_foreignValueThatThrows_isNamed() {
        LogEvent event = plain("m").withDetails(Details.ofPlain(List.of("bad", new Unspeakable(), "good", 1)));
        assertThat(Wire.text(event)).contains("\"details\":{\"bad\":\"[unreadable Unspeakable]\",\"good\":1}");
    }

    @Test
    void append_listInsideItself_endsAtTheDeepestLevel() {
        List<Object> cycle = new java.util.ArrayList<>();
        cycle.add(cycle);
        String text = Wire.text(plain("m").withDetails(Details.ofPlain(List.of("cycle", cycle))));
        assertThat(text).contains("[\"[deeper than 32]\"]");
        LineSchema.check(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void append_numberThatJsonDoesNotKnow_isAString(String number) {
        Details details = Details.ofPlain(List.of("n", Double.valueOf(number), "f", Float.valueOf(number)));
        assertThat(Wire.text(plain("m").withDetails(details)))
                .contains("{\"n\":\"" + number + "\",\"f\":\"" + number + "\"}");
    }

    @Test
    void append_subclassOfBigDecimal_isNotTrusted() {
        BigDecimal liar = new BigDecimal("1") {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                return "1}";
            }
        };
        assertThat(Wire.text(plain("m").withDetails(Details.ofPlain(List.of("n", liar)))))
                .contains("\"details\":{\"n\":\"1}\"}");
    }

    /* --- what cannot be written --- */

    @Test
    void append_eventThatThrows_isReplacedByALineThatSaysSo() {
        LineWriter writer = new LineWriter();
        writer.append(plain("before"), NUMBERED);
        writer.append(plain("lost").withDetails(throwing()), NUMBERED);
        writer.append(plain("after"), NUMBERED);
        List<String> lines = Wire.text(writer.toByteArray()).lines().toList();
        assertThat(lines.get(1))
                .isEqualTo("{\"timestamp\":\"2026-11-20T12:00:01.123Z\",\"level\":\"INFO\","
                        + "\"message\":\"[event could not be written: java.lang.IllegalStateException]\","
                        + "\"logger\":\"app.Main\",\"thread\":\"main\",\"writer\":\"w\",\"seq\":5,\"v\":1}");
        assertThat(List.of(lines.get(0), lines.get(2)))
                .containsExactly(Wire.text(plain("before"), NUMBERED), Wire.text(plain("after"), NUMBERED));
        lines.forEach(LineSchema::check);
    }

    @Test
    void append_lineThatIsTooLong_isReplacedByALineThatSaysSo() {
        List<Object> texts = Collections.nCopies(20, "x".repeat(1_000_000));
        LineWriter writer = new LineWriter();
        writer.append(plain("long").withDetails(Details.ofPlain(List.of("texts", texts))), NUMBERED);
        assertThat(Wire.text(writer.toByteArray()))
                .contains("[event could not be written: ")
                .contains("\"seq\":5");
    }

    /* --- the buffer --- */

    @Test
    void clear_afterLines_isEmptyAndReusable() throws IOException {
        LineWriter writer = new LineWriter();
        writer.append(plain("x".repeat(30_000)), Envelope.EMPTY);
        writer.clear();
        assertThat(writer.size()).isZero();
        assertThat(writer.toByteArray()).isEmpty();
        writer.append(plain("next"), Envelope.EMPTY);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        writer.writeTo(stream);
        assertThat(stream.toByteArray()).isEqualTo(Wire.bytes(plain("next"), Envelope.EMPTY));
        assertThat(writer.size()).isEqualTo(stream.size());
    }

    @Test
    void clear_afterALongLine_givesTheBufferBack() {
        JsonBytes bytes = new JsonBytes();
        bytes.string("x".repeat(70_000));
        int blownUp = bytes.capacity();
        bytes.clear();
        assertThat(blownUp).isGreaterThan(65_536);
        assertThat(bytes.capacity()).isLessThanOrEqualTo(65_536);
    }

    private static Details throwing() {
        List<Object> list = new AbstractList<>() {
            @Override
            public Object get(int index) {
                if (index == 2) {
                    throw new IllegalStateException("changed while it was read");
                }
                return "element";
            }

            @Override
            public int size() {
                return 5;
            }
        };
        return Details.ofPlain(List.of("list", list));
    }

    private static LogEvent plain(String message) {
        return event(Instant.parse("2026-11-20T12:00:01.123Z"), message, null);
    }

    private static LogEvent at(Instant instant) {
        return event(instant, "m", null);
    }

    private static LogEvent lasting(double millis) {
        return event(Instant.EPOCH, "m", millis);
    }

    private static LogEvent event(Instant instant, String message, @Nullable Double millis) {
        return new LogEvent(
                instant,
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
                millis,
                null,
                Map.of(),
                null);
    }

    private static final class Unspeakable {
        @Override
        public String toString() {
            throw new IllegalStateException("no");
        }
    }
}
