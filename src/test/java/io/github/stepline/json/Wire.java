package io.github.stepline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Shorthands: events to text and back. */
final class Wire {
    private Wire() {}

    static byte[] bytes(LogEvent event, Envelope envelope) {
        LineWriter writer = new LineWriter();
        writer.append(event, envelope);
        return writer.toByteArray();
    }

    /** The line without its line feed. */
    static String text(LogEvent event, Envelope envelope) {
        return text(bytes(event, envelope));
    }

    static String text(LogEvent event) {
        return text(event, Envelope.EMPTY);
    }

    /** Strictly: bytes that are no UTF-8 fail, and so does a line without a line feed. */
    static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            assertThat(text).endsWith("\n");
            return text.substring(0, text.length() - 1);
        } catch (CharacterCodingException notUtf8) {
            throw new UncheckedIOException(notUtf8);
        }
    }

    static Line read(byte[] bytes) {
        Reading reading = readAll(bytes);
        assertThat(reading.bad()).isEmpty();
        assertThat(reading.lines()).hasSize(1);
        return reading.lines().get(0);
    }

    static Reading readAll(byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        List<BadLine> bad = new ArrayList<>();
        try (LineReader reader = new LineReader(new ByteArrayInputStream(bytes), bad::add)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
            return new Reading(lines, bad, reader.isTorn());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Reading readAll(String text) {
        return readAll(Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8));
    }

    record Reading(List<Line> lines, List<BadLine> bad, boolean torn) {
        List<String> messages() {
            return lines.stream().map(line -> line.event().formattedMessage()).toList();
        }

        List<String> reasons() {
            return bad.stream()
                    .map(line -> line.lineNumber() + ": " + line.reason())
                    .toList();
        }
    }
}
