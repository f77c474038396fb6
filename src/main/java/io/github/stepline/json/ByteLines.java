package io.github.stepline.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines of bytes in one reused buffer. A line that is too long is passed over and never held. Not
 * thread-safe.
 */
final class ByteLines {
    /** What {@link #next} found. */
    enum Found {
        /** A line with its line feed. */
        LINE,
        /** A line that is longer than {@link Bounds#MAX_LINE_BYTES}; only the text of its start is left. */
        TOO_LONG,
        /** Bytes without a line feed at the end of the stream; they wait for {@link #take} or for the stream to grow. */
        UNTERMINATED,
        END
    }

    private static final int INITIAL_SIZE = 64 * 1_024;
    private static final int MAX_SIZE = Bounds.MAX_LINE_BYTES + INITIAL_SIZE;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private byte[] buffer = new byte[INITIAL_SIZE];
    private int limit;

    /** Where the next line starts; from there to {@code scanned} there is no line feed. */
    private int from;

    private int scanned;

    private int start;
    private int end;
    private long number;
    private boolean taken;
    private boolean passingOver;
    private @Nullable String startOfTooLong;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line. */
    Found next() throws IOException {
        while (true) {
            int lineFeed = lineFeed();
            if (lineFeed >= 0) {
                return line(lineFeed);
            }
            passOverIfTooLong();
            if (!fill()) {
                return rest();
            }
        }
    }

    /** Takes the unterminated bytes as a line; a line feed that follows later ends this line and no other. */
    void take() {
        from = limit;
        scanned = limit;
        number++;
        taken = true;
    }

    /** The buffer in which the line stands, until the next call of {@link #next}. */
    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    /** Whether a line that is too long has not ended yet; nothing of it is held. */
    boolean isPassingOver() {
        return passingOver;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** The first characters of the line, fit to be shown. */
    String startText() {
        return startOfTooLong != null ? startOfTooLong : textOfStart();
    }

    private String textOfStart() {
        int length = Math.min(4 * BadLine.MAX_START, length());
        return Shown.text(new String(buffer, start, length, StandardCharsets.UTF_8), BadLine.MAX_START);
    }

    private int lineFeed() {
        for (int i = scanned; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        scanned = limit;
        return -1;
    }

    private Found line(int lineFeed) {
        boundaries(lineFeed);
        boolean tooLong = passingOver || length() > Bounds.MAX_LINE_BYTES;
        startOfTooLong = passingOver ? startOfTooLong : null;
        passingOver = false;
        from = lineFeed + 1;
        scanned = from;
        number += taken ? 0 : 1;
        taken = false;
        return tooLong ? Found.TOO_LONG : Found.LINE;
    }

    private Found rest() {
        if (passingOver) {
            return Found.UNTERMINATED;
        }
        startOfTooLong = null;
        boundaries(limit);
        return length() > 0 ? Found.UNTERMINATED : Found.END;
    }

    /** Without the carriage return before the line feed and the byte order mark before everything. */
    private void boundaries(int lineEnd) {
        start = number == 0 && hasByteOrderMark(lineEnd) ? from + BYTE_ORDER_MARK.length : from;
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    }

    private boolean hasByteOrderMark(int lineEnd) {
        int length = BYTE_ORDER_MARK.length;
        return lineEnd - from >= length && Arrays.equals(buffer, from, from + length, BYTE_ORDER_MARK, 0, length);
    }

    private void passOverIfTooLong() {
        if (!passingOver && limit - from > Bounds.MAX_LINE_BYTES + 1) {
            boundaries(limit);
            startOfTooLong = textOfStart();
            passingOver = true;
        }
        if (passingOver) {
            keep(0);
        }
    }

    /** Reads what the stream has; false at its end. A stream that has grown since may be asked again. */
    private boolean fill() throws IOException {
        if (from == limit) {
            keep(0);
        } else if (from > 0 && limit == buffer.length) {
            System.arraycopy(buffer, from, buffer, 0, limit - from);
            keep(limit - from);
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, MAX_SIZE));
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(count, 0);
        return count > 0;
    }

    /** The first {@code count} bytes of the buffer are the start of the next line, and hold no line feed. */
    private void keep(int count) {
        from = 0;
        scanned = count;
        limit = count;
    }
}
