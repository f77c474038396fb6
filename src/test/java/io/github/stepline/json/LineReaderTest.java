package io.github.stepline.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    private static final String A = line("a");
    private static final String B = line("b");

    /* --- good lines --- */

    @Test
    void next_lines_areReadInOrder() {
        assertThat(Wire.readAll(A + "\n" + B + "\n").messages()).containsExactly("a", "b");
    }

    @Test
    void next_crlfBlankLinesAndByteOrderMark_areIgnored() {
        Wire.Reading reading = Wire.readAll("\ufeff" + A + "\r\n\r\n \t\n\n" + B + "\r\n");
        assertThat(reading.messages()).containsExactly("a", "b");
        assertThat(reading.bad()).isEmpty();
        assertThat(reading.torn()).isFalse();
    }

    @Test
    void next_lastLineWithoutLineFeed_isReadWhenItIsWhole() {
        Wire.Reading reading = Wire.readAll(A + "\n" + B);
        assertThat(reading.messages()).containsExactly("a", "b");
        assertThat(reading.torn()).isFalse();
    }

    @Test
    void next_unknownFields_areSkipped() {
        String text =
                "{\"new\":{\"a\":[1,{}]},\"index\":5,\"progress\":{\"new\":[],\"index\":1},\"error\":{\"type\":\"T\",\"x\":{}},"
                        + A.substring(1, A.length() - 3) + ":2}";
        Line line = Wire.read((text + "\n").getBytes(UTF_8));
        assertThat(line.event().message()).isEqualTo("a");
        assertThat(Objects.requireNonNull(line.event().progress()).index()).isEqualTo(1);
        assertThat(Objects.requireNonNull(line.event().error()).type()).isEqualTo("T");
    }

    @Test
    void next_nullFields_areAbsent() {
        String nulls = "{\"component\":null,\"duration_ms\":null,\"progress\":null,\"details\":null,\"error\":null,"
                + "\"caller\":null,\"mdc\":null,\"seq\":null," + A.substring(1);
        assertThat(Wire.read((nulls + "\n").getBytes(UTF_8))).isEqualTo(Wire.read((A + "\n").getBytes(UTF_8)));
    }

    @Test
    void next_componentsOfOneName_areOneObject() {
        String text = "{\"component\":\"order_service\"," + A.substring(1) + "\n";
        List<Line> lines = Wire.readAll(text + text).lines();
        assertThat(lines.get(0).event().component())
                .isEqualTo(Component.of("order_service"))
                .isSameAs(lines.get(1).event().component());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T12:00:01.123Z, 2026-11-20T12:00:01.123Z",
        "2026-11-20T12:00:01Z, 2026-11-20T12:00:01Z",
        "2026-11-20T13:00:01.5+01:00, 2026-11-20T12:00:01.500Z",
        "2026-11-20T12:00:01.123456Z, 2026-11-20T12:00:01.123456Z",
    })
    void next_timestampInAnyFormOfIso8601_isRead(String text, String instant) {
        Line line = Wire.read((line("m").replace("2026-11-20T12:00:00.000Z", text) + "\n").getBytes(UTF_8));
        assertThat(line.event().timestamp()).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "2147483648",
                "9223372036854775808",
                "-9223372036854775809",
                "0.1",
                "100.0",
                "-0.0",
                "1.0E+10",
                "1E+3",
                "0.10",
                "3.141592653589793238462643383279",
                "1.0E+400"
            })
    void next_number_isWrittenAsItWasRead(String number) {
        String text = A.substring(0, A.length() - 6) + "\"details\":{\"n\":" + number + "},\"v\":1}";
        Line line = Wire.read((text + "\n").getBytes(UTF_8));
        assertThat(Wire.text(line.event(), line.envelope())).isEqualTo(text);
    }

    @Test
    void open_file_isRead(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a.jsonl"), A + "\n");
        try (LineReader reader = LineReader.open(file, bad -> {})) {
            assertThat(Objects.requireNonNull(reader.next()).isPlain()).isTrue();
            assertThat(reader.next()).isNull();
        }
    }

    /* --- bad lines --- */

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"level":"INFO","message":"m","v":1}                         | timestamp: is missing
            {"timestamp":"2026-11-20T12:00:00Z","message":"m","v":1}     | level: is missing
            {"timestamp":"2026-11-20T12:00:00Z","level":"INFO","v":1}    | message: is missing
            {"level":"FOO"}                | level: 'FOO' is not one of TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL
            {"level":5}                    | level: 5 is not a text
            {"level":null,"message":null}  | timestamp: is missing
            {"timestamp":"yesterday"}      | timestamp: 'yesterday' is not a time in ISO-8601 with a zone
            {"timestamp":"2026-13-20T12:00:00.000Z"} | timestamp: '2026-13-20T12:00:00.000Z' is not a time in ISO-8601 with a zone
            {"message":["a"]}              | message: an array is not a text
            {"component":true}             | component: true is not a text
            {"state_after":"Asleep"}       | state_after: 'Asleep' is not one of Pending, Running, Paused, Completed, Failed, Cancelled, Skipped
            {"duration_ms":"1 s"}          | duration_ms: '1 s' is not a number
            {"duration_ms":1e999}          | duration_ms: 1e999 is not a number within the range of a double
            {"progress":5}                 | progress: 5 is not an object
            {"progress":{"index":1.5}}     | progress.index: 1.5 is not a whole number
            {"progress":{"attempt":3000000000}} | progress.attempt: 3000000000 is not a whole number of 32 bits
            {"details":"x"}                | details: 'x' is not an object
            {"error":{"message":"m"}}      | error.type: is missing
            {"error":{"type":{}}}          | error.type: an object is not a text
            {"caller":{"class":"C"}}       | caller.method: is missing
            {"mdc":{"k":5}}                | mdc.k: 5 is not a text
            {"seq":12345678901234567890}   | seq: 12345678901234567890 is not a whole number
            {"v":"one"}                    | v: 'one' is not a whole number
            [1]                            | not a JSON object
            true                           | not a JSON object
            {} {}                          | more than one JSON object
            """)
    void next_badLine_saysFieldRuleAndValue(String bad, String reason) {
        Wire.Reading reading = Wire.readAll(A + "\n" + bad + "\n" + B + "\n");
        assertThat(reading.messages()).containsExactly("a", "b");
        assertThat(reading.bad()).containsExactly(new BadLine(2, reason, bad));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"a\"",
                "{\"a\":}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"details\":{\"a\":NaN}}",
                "{\"a\":\"\\x\"}",
                "{\"a\":01}",
                "plain text",
                "\u0000",
                "{\u0000\"",
                "{\"a\":\"\u0001\"}",
                "{\"a\":1"
            })
    void next_noJson_isABadLine(String bad) {
        Wire.Reading reading = Wire.readAll(A + "\n" + bad + "\n" + B + "\n");
        assertThat(reading.messages()).containsExactly("a", "b");
        assertThat(reading.reasons()).singleElement().asString().startsWith("2: not ");
    }

    @Test
    void next_invalidUtf8_isABadLine() {
        byte[] bytes = (A + "\n{\"message\":\"?\"}\n" + B + "\n").getBytes(UTF_8);
        bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xC3;
        Wire.Reading reading = Wire.readAll(bytes);
        assertThat(reading.messages()).containsExactly("a", "b");
        assertThat(reading.bad()).hasSize(1);
        assertThat(reading.bad().get(0).start()).isEqualTo("{\"message\":\"\ufffd\"}");
    }

    @Test
    void next_hostileNestingAndNumbers_areBadLines() {
        String nested = "{\"details\":" + "{\"a\":".repeat(1_000_000);
        String array = "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        String number = "{\"details\":{\"n\":" + "9".repeat(100_000) + "}}";
        String exponent = "{\"details\":{\"n\":1e99999999999}}";
        Wire.Reading reading = Wire.readAll(String.join("\n", nested, array, number, exponent, A) + "\n");
        assertThat(reading.messages()).containsExactly("a");
        assertThat(reading.bad()).extracting(BadLine::lineNumber).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void badLine_ofHostileText_canBeShown() {
        String hostile = "{\"level\":\"\\u001b[2J\\u202e" + "x".repeat(5_000) + "\u001b\ud83d\ude00\"}";
        BadLine bad = Wire.readAll(hostile + "\n").bad().get(0);
        assertThat(bad.start()).hasSize(200);
        assertThat(bad.reason()).hasSizeLessThanOrEqualTo(200);
        assertThat(bad.start() + bad.reason()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void badLine_start_isNotCutInsideACharacter() {
        BadLine bad =
                Wire.readAll("x" + "\ud83d\ude00".repeat(300) + "\n").bad().get(0);
        assertThat(bad.start()).isEqualTo("x" + "\ud83d\ude00".repeat(99));
    }

    @Test
    void consumerThatThrows_isHeardByTheCaller() throws IOException {
        InputStream in = new ByteArrayInputStream(("bad\n" + A + "\n").getBytes(UTF_8));
        try (LineReader reader = new LineReader(in, bad -> {
            throw new IllegalStateException(bad.reason());
        })) {
            assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
            assertThat(reader.next()).isNotNull();
        }
    }

    /* --- long lines --- */

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 70_000, 50_000_000})
    void next_lineAroundTheLimit_isReadUpToIt(int beyond) throws IOException {
        int limit = 16 * 1024 * 1024;
        String open = A.substring(0, A.length() - 6) + "\"x\":\"";
        long padding = limit + beyond - open.length() - "\"}".length();
        InputStream in = concat(A + "\n" + open, padding, "\"}\n" + B + "\n");
        List<BadLine> bad = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        try (LineReader reader = new LineReader(in, bad::add)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                messages.add(line.event().formattedMessage());
            }
        }
        if (beyond <= 0) {
            assertThat(bad).isEmpty();
            assertThat(messages).containsExactly("a", "a", "b");
        } else {
            assertThat(messages).containsExactly("a", "b");
            assertThat(bad)
                    .containsExactly(
                            new BadLine(2, "longer than 16777216 bytes", open + "x".repeat(200 - open.length())));
        }
    }

    /* --- the end --- */

    @Test
    void next_fileCutAtAnyByte_readsEveryWholeLine() {
        byte[] file = (line("one") + "\n" + line("two é \ud83d\ude00") + "\r\n" + line("three") + "\n").getBytes(UTF_8);
        for (int length = 0; length <= file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            String text = new String(cut, UTF_8);
            String last = text.substring(text.lastIndexOf('\n') + 1);
            boolean whole = last.isBlank() || last.endsWith("}") || last.endsWith("}\r");
            int lines = (int) text.chars().filter(c -> c == '\n').count() + (whole && !last.isBlank() ? 1 : 0);
            Wire.Reading reading = Wire.readAll(cut);
            assertThat(reading.lines()).as("cut at %s", length).hasSize(lines);
            assertThat(reading.bad()).isEmpty();
            assertThat(reading.torn()).isEqualTo(!whole);
        }
    }

    @Test
    void next_wholeLastLineWithABadField_isBadAndNotTorn() {
        Wire.Reading reading = Wire.readAll(A + "\n{\"level\":\"FOO\"}");
        assertThat(reading.reasons()).singleElement().asString().startsWith("2: level");
        assertThat(reading.torn()).isFalse();
    }

    @Test
    void next_tooLongLastLine_isTorn() throws IOException {
        List<BadLine> bad = new ArrayList<>();
        try (LineReader reader = new LineReader(concat(A + "\n{\"x\":\"", 20_000_000, ""), bad::add)) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNull();
            assertThat(reader.isTorn()).isTrue();
            assertThat(bad).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000})
    void next_fileThatGrows_readsEveryLineOnceWithItsNumber(int step) throws IOException {
        byte[] file = (A + "\n" + "\n" + B + "\r\n" + "bad\n" + line("c") + "\n" + "{\"level\":1}\n").getBytes(UTF_8);
        Growing in = new Growing(file);
        List<BadLine> bad = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        try (LineReader reader = new LineReader(in, bad::add)) {
            while (in.grow(step)) {
                for (Line line = reader.next(); line != null; line = reader.next()) {
                    messages.add(line.event().formattedMessage());
                }
            }
            assertThat(reader.isTorn()).isFalse();
        }
        assertThat(messages).containsExactly("a", "b", "c");
        assertThat(bad).extracting(BadLine::lineNumber).containsExactly(4L, 6L);
    }

    @Test
    void next_streamThatFails_throws() throws IOException {
        try (LineReader reader = new LineReader(new Failing(), bad -> {})) {
            assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessage("gone");
        }
    }

    private static String line(String message) {
        LogEvent event = new LogEvent(
                Instant.parse("2026-11-20T12:00:00Z"),
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
                java.util.Map.of(),
                null);
        return Wire.text(event);
    }

    private static InputStream concat(String start, long padding, String end) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(start.getBytes(UTF_8)),
                new Padding(padding),
                new ByteArrayInputStream(end.getBytes(UTF_8)))));
    }

    /** So many times the letter x. */
    private static final class Padding extends InputStream {
        private long left;

        Padding(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(bytes, from, from + count, (byte) 'x');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    /** A file that another process writes. */
    private static final class Growing extends InputStream {
        private final byte[] file;
        private int at;
        private int size;

        Growing(byte[] file) {
            this.file = file;
        }

        boolean grow(int step) {
            boolean more = size < file.length;
            size = Math.min(size + step, file.length);
            return more;
        }

        @Override
        public int read() {
            return at < size ? file[at++] & 0xFF : -1;
        }
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("gone");
        }
    }
}
