package io.github.stepline.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as UTF-8 in one growing buffer. It knows strings, numbers and commas, but no events. Not thread-safe.
 *
 * <p>Strings never hold a character that a terminal obeys or an editor hides: controls (C0, DEL, C1), line separators,
 * the marks that turn the direction of text, and the byte order mark are escaped. A surrogate without its other half
 * has no UTF-8; the character U+FFFD is written for it.
 */
final class JsonBytes {
    private static final byte[] COMMA = {','};
    private static final byte[] COLON = {':'};
    private static final byte[] NOTHING = {};
    private static final int INITIAL_SIZE = 1_024;
    private static final int KEPT_SIZE = 64 * 1_024;

    /** Of the largest long. */
    private static final int MAX_DIGITS = 19;

    /** For each count of binary digits how many decimal ones the smallest number has. */
    private static final byte[] DIGITS = digits();

    /** For each count of decimal digits the largest number that has so many. */
    private static final long[] LARGEST = largest();

    /** 00 to 99: a division fewer for each second digit. */
    private static final byte[] PAIRS = pairs();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final char REPLACEMENT = '\uFFFD';

    /** For each ASCII character 0 when it stands for itself, or what follows the backslash. */
    private static final byte[] ESCAPES = escapes();

    private final QuotedTexts quoted = new QuotedTexts();
    private final char[] part = new char[256];
    private byte[] bytes = new byte[INITIAL_SIZE];
    private int size;
    private int replacements;

    /** Whether an object or a list was opened and nothing stands in it yet. */
    private boolean isFirst;

    int size() {
        return size;
    }

    int capacity() {
        return bytes.length;
    }

    /** How many halves of surrogate pairs were replaced so far. */
    int replacements() {
        return replacements;
    }

    /** Forgets what was written after the first {@code newSize} bytes. */
    void cutTo(int newSize) {
        size = newSize;
        isFirst = false;
    }

    /** Forgets everything, and a buffer that a long line has blown up. */
    void clear() {
        cutTo(0);
        if (bytes.length > KEPT_SIZE) {
            bytes = new byte[INITIAL_SIZE];
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** A copy of what was written after the first {@code from} bytes. */
    byte[] copyFrom(int from) {
        return Arrays.copyOfRange(bytes, from, size);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** One character of JSON's own, such as a bracket; no comma is put before it. */
    void raw(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
        isFirst = ascii == '{' || ascii == '[';
    }

    /** Characters of JSON's own, such as {@code true} or a number. */
    void raw(String ascii) {
        int length = ascii.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
    }

    void raw(byte[] ascii) {
        raw(ascii, 0);
    }

    private void raw(byte[] ascii, int from) {
        int length = ascii.length - from;
        ensure(length);
        System.arraycopy(ascii, from, bytes, size, length);
        size += length;
    }

    /** What begins with the comma before a member; it is left out before the first one. */
    private void member(byte[] commaAndMore) {
        raw(commaAndMore, isFirst ? 1 : 0);
        isFirst = false;
    }

    /** The comma before the next member or element, unless it is the first one. */
    void comma() {
        if (isFirst) {
            isFirst = false;
        } else {
            raw(',');
        }
    }

    void key(Name name) {
        member(name.key());
    }

    void key(String name) {
        member(name, QuotedTexts.Role.KEY, COMMA, COLON);
    }

    /** A field with a text. */
    void field(Name name, String text) {
        member(text, name, name.key(), NOTHING);
    }

    /** A key and its text; returns whether the key had to be repaired. */
    boolean member(String key, String text) {
        byte[] known = quoted.find(text, key);
        if (known != null) {
            member(known);
            return false;
        }
        boolean wasFirst = isFirst;
        int start = size;
        int replacementsBefore = replacements;
        isFirst = false;
        key(key);
        boolean isRepaired = replacements != replacementsBefore;
        quote(text);
        keep(text, key, start, replacementsBefore);
        if (wasFirst) {
            cutOut(start);
        }
        return isRepaired;
    }

    /** @param before what stands before the quoted text; it begins with the comma */
    private void member(String text, Object role, byte[] before, byte[] behind) {
        byte[] known = quoted.find(text, role);
        if (known != null) {
            member(known);
            return;
        }
        boolean wasFirst = isFirst;
        int start = size;
        int replacementsBefore = replacements;
        raw(before);
        quote(text);
        raw(behind);
        keep(text, role, start, replacementsBefore);
        if (wasFirst) {
            cutOut(start);
        }
    }

    /** What was replaced must be counted each time. */
    private void keep(String text, Object role, int start, int replacementsBefore) {
        if (replacements == replacementsBefore) {
            quoted.encoded(text, role, this, start);
        }
    }

    /** The comma that is kept with the bytes of a text. */
    private void cutOut(int comma) {
        System.arraycopy(bytes, comma + 1, bytes, comma, size - comma - 1);
        size--;
    }

    void number(long value) {
        if (value == Long.MIN_VALUE) {
            raw(Long.toString(value));
            return;
        }
        ensure(MAX_DIGITS + 1);
        if (value < 0) {
            bytes[size++] = '-';
        }
        digits(Math.abs(value));
    }

    private void digits(long value) {
        int end = size + digitsOf(value);
        int at = end;
        long rest = value;
        while (rest >= 10) {
            int pair = 2 * (int) (rest % 100);
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest /= 100;
        }
        if (at > size) {
            bytes[size] = (byte) ('0' + rest);
        }
        size = end;
    }

    private static int digitsOf(long value) {
        int digits = DIGITS[Long.SIZE - Long.numberOfLeadingZeros(value)];
        return value <= LARGEST[digits] ? digits : digits + 1;
    }

    void string(String text) {
        byte[] known = quoted.find(text, QuotedTexts.Role.VALUE);
        if (known != null) {
            raw(known);
            return;
        }
        int start = size;
        int replacementsBefore = replacements;
        quote(text);
        keep(text, QuotedTexts.Role.VALUE, start, replacementsBefore);
    }

    private void quote(String text) {
        int length = text.length();
        ensure(length + 2);
        bytes[size++] = '"';
        if (isPlain(text, length)) {
            copy(text, length);
        } else {
            for (int i = 0; i < length; ) {
                i = character(text, i);
            }
        }
        raw('"');
    }

    /** Whether all characters stand for themselves. A loop over an array is much faster here than one over a text. */
    private boolean isPlain(String text, int length) {
        int odd = 0;
        for (int start = 0; start < length; start += part.length) {
            int count = Math.min(part.length, length - start);
            text.getChars(start, start + count, part, 0);
            for (int i = 0; i < count; i++) {
                odd |= part[i] >> 7 | ESCAPES[part[i] & 0x7F];
            }
        }
        return odd == 0;
    }

    @SuppressWarnings(
            "deprecation") // it takes the low byte of each character: right for ASCII, and the fastest there is
    private void copy(String text, int length) {
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** Writes the character at {@code i} and says where the next one is. */
    private int character(String text, int i) {
        ensure(6);
        char c = text.charAt(i);
        if (c < 0x80) {
            ascii(c);
        } else if (isHidden(c)) {
            unicodeEscape(c);
        } else if (c < 0x800) {
            twoBytes(c);
        } else if (!Character.isSurrogate(c)) {
            threeBytes(c);
        } else if (isPair(text, i)) {
            fourBytes(Character.toCodePoint(c, text.charAt(i + 1)));
            return i + 2;
        } else {
            replacements++;
            threeBytes(REPLACEMENT);
        }
        return i + 1;
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    /** What a reader would not see, or would see in another place than it stands. */
    private static boolean isHidden(char c) {
        return c <= 0x9F
                || c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0xFEFF;
    }

    private void ascii(char c) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
            bytes[size++] = (byte) c;
        } else if (escape == 'u') {
            unicodeEscape(c);
        } else {
            bytes[size++] = '\\';
            bytes[size++] = escape;
        }
    }

    private void unicodeEscape(char c) {
        bytes[size++] = '\\';
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[c >> shift & 0xF];
        }
    }

    private void twoBytes(int c) {
        bytes[size++] = (byte) (0xC0 | c >> 6);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
    }

    private void threeBytes(int c) {
        bytes[size++] = (byte) (0xE0 | c >> 12);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
    }

    private void fourBytes(int c) {
        bytes[size++] = (byte) (0xF0 | c >> 18);
        bytes[size++] = (byte) (0x80 | c >> 12 & 0x3F);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            int needed = Math.addExact(size, more);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    private static byte[] digits() {
        byte[] digits = new byte[Long.SIZE];
        for (int bits = 0; bits < Long.SIZE; bits++) {
            digits[bits] = (byte) Long.toString(bits == 0 ? 0 : 1L << bits - 1).length();
        }
        return digits;
    }

    private static long[] largest() {
        long[] largest = new long[MAX_DIGITS + 1];
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            largest[digits] = 10 * largest[digits - 1] + 9;
        }
        largest[MAX_DIGITS] = Long.MAX_VALUE;
        return largest;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, 0x20, (byte) 'u');
        escapes[0x7F] = 'u';
        escapes['\n'] = 'n';
        escapes['\t'] = 't';
        escapes['\r'] = 'r';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }
}
