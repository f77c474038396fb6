package io.github.stepline.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a log line by line. What is wrong with one line never stops the rest: a line that is no event goes to the
 * consumer of bad lines, and {@link #next} goes on. Only the stream itself can fail, with an {@code IOException}.
 *
 * <p>Fields that this version does not know are skipped. Line ends may be CRLF; blank lines and a byte order mark at the
 * start are ignored. A line of more than 16 MiB is a bad line and is not held in memory.
 *
 * <p>At the end of the stream a line without a line feed is read if it is a whole object. Otherwise its writer was, or
 * still is, in the middle of it: it is torn, which {@link #isTorn} says, and not bad. {@link #next} may be called again
 * after the end; when the stream has grown, it goes on, and with the rest of a torn line.
 *
 * <p>Holds one line at a time, in two buffers that grow to the longest one. Not thread-safe. The consumer is called inside {@code next}; what it throws comes out of there.
 */
public final class LineReader implements Closeable {
    private static final int MAX_NESTING = 64;
    private static final int MAX_NUMBER_LENGTH = 2_000;
    private static final int MAX_REASON = 200;

    /** Names are not kept from line to line: users' keys would crowd the table, and a full one refuses good lines. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(Bounds.MAX_LINE_BYTES)
                    .build())
            .build();

    private final InputStream in;
    private final ByteLines lines;
    private final Consumer<BadLine> badLines;
    private final LineParser.Known known = new LineParser.Known();
    private final Utf8Text text = new Utf8Text();
    private boolean torn;

    /** A reader of a stream of bytes, which need not be buffered and is closed with the reader. */
    public LineReader(InputStream in, Consumer<BadLine> badLines) {
        this.in = in;
        this.lines = new ByteLines(in);
        this.badLines = badLines;
    }

    /** A reader of a file. */
    public static LineReader open(Path file, Consumer<BadLine> badLines) throws IOException {
        return new LineReader(Files.newInputStream(file), badLines);
    }

    /** The next good line, or null at the end of the stream. */
    public @Nullable Line next() throws IOException {
        while (true) {
            ByteLines.Found found = lines.next();
            torn = found == ByteLines.Found.UNTERMINATED && !isWhole();
            if (found == ByteLines.Found.END || torn) {
                return null;
            }
            Line line = read(found);
            if (line != null) {
                return line;
            }
        }
    }

    /** Whether the last call of {@link #next} found the end of the stream in the middle of a line. */
    public boolean isTorn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable Line read(ByteLines.Found found) {
        if (found == ByteLines.Found.TOO_LONG) {
            bad("longer than " + Bounds.MAX_LINE_BYTES + " bytes");
            return null;
        }
        if (found == ByteLines.Found.UNTERMINATED) {
            lines.take();
        }
        return isBlank() ? null : parsed();
    }

    private @Nullable Line parsed() {
        try (JsonParser json = parser()) {
            return new LineParser(known).parse(json);
        } catch (BadLineException notOurs) {
            bad(String.valueOf(notOurs.getMessage()));
        } catch (JacksonException notJson) {
            bad("not JSON: " + firstSentence(notJson.getOriginalMessage()));
        } catch (RuntimeException | StackOverflowError unexpected) {
            bad("not readable: " + unexpected);
        }
        return null;
    }

    private JsonParser parser() throws BadLineException {
        text.decode(lines.bytes(), lines.start(), lines.length());
        return JSON.createParser(ObjectReadContext.empty(), text.chars(), 0, text.length());
    }

    private void bad(String reason) {
        badLines.accept(new BadLine(lines.number(), Shown.text(reason, MAX_REASON), lines.startText()));
    }

    private static String firstSentence(@Nullable String message) {
        String text = String.valueOf(message);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private boolean isBlank() {
        for (int i = lines.start(); i < lines.start() + lines.length(); i++) {
            byte character = lines.bytes()[i];
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes hold an object up to its last brace, or nothing but blanks. */
    private boolean isWhole() {
        if (lines.isPassingOver()) {
            return false;
        }
        if (isBlank()) {
            return true;
        }
        try (JsonParser json = parser()) {
            return json.nextToken() == JsonToken.START_OBJECT
                    && json.skipChildren().currentToken() == JsonToken.END_OBJECT
                    && json.nextToken() == null;
        } catch (BadLineException | RuntimeException torn) {
            return false;
        }
    }
}
