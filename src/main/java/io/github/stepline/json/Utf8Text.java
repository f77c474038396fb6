package io.github.stepline.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The characters of one line after the other, in one reused array. Not thread-safe. */
final class Utf8Text {
    private static final int INITIAL_SIZE = 8 * 1_024;

    /** Reports what is no UTF-8 instead of replacing it. */
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    private CharBuffer text = CharBuffer.allocate(INITIAL_SIZE);

    void decode(byte[] bytes, int start, int length) throws BadLineException {
        if (text.capacity() < length) {
            text = CharBuffer.allocate(Math.max(length, 2 * text.capacity()));
        }
        text.clear();
        decoder.reset();
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, start, length), text, true);
        if (result.isError()) {
            throw new BadLineException("not UTF-8");
        }
        text.flip();
    }

    /** The array in which the characters stand, from the first on. */
    char[] chars() {
        return text.array();
    }

    int length() {
        return text.limit();
    }
}
