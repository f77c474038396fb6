package io.github.stepline.logback;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line for people in the making, as UTF-8. Most of it is plain ASCII and is copied; what is not goes through {@link
 * SafeText}. Not thread-safe.
 */
final class TextLine {
    private static final int USUAL_LENGTH = 512;
    private static final int KEPT_LENGTH = 64 * 1_024;
    private static final double MOST_PLAIN = 1e7;

    /** For each printing character of ASCII whether a word without quotes may have it. */
    private static final boolean[] IN_WORD = inWord();

    private final @Nullable Key[] keys = new Key[KnownTexts.SLOTS];
    private final KnownTexts keysOnce = new KnownTexts();
    private final KnownTexts words = new KnownTexts();
    private final KnownTexts plain = new KnownTexts();
    private final TextColumns columns = new TextColumns(this);
    private final TextFields fields = new TextFields(this);
    private byte[] bytes = new byte[USUAL_LENGTH];
    private int size;

    /**
     * Texts that were looked through before, known by identity: names and constant messages come again and again. Each hash
     * has two places, so of two texts that take turns both are known.
     */
    private static final class KnownTexts {
        private static final int SLOTS = 512;
        private static final int LONGEST = 128;

        private final @Nullable String[] texts = new String[SLOTS];

        boolean has(String text) {
            if (text.length() > LONGEST) {
                return false;
            }
            int slot = slot(text);
            return texts[slot] == text || texts[slot + 1] == text;
        }

        void add(String text) {
            if (text.length() <= LONGEST) {
                int slot = slot(text);
                texts[slot + 1] = texts[slot];
                texts[slot] = text;
            }
        }

        /** The first place of two. */
        private static int slot(String text) {
            int hash = text.hashCode();
            return (hash ^ hash >>> 9) & SLOTS - 2;
        }
    }

    /** What writes its columns. */
    TextColumns columns() {
        return columns;
    }

    /** What writes its fields. */
    TextFields fields() {
        return fields;
    }

    int size() {
        return size;
    }

    byte[] copyFrom(int start) {
        return Arrays.copyOfRange(bytes, start, size);
    }

    void clear() {
        size = 0;
        if (bytes.length > KEPT_LENGTH) {
            bytes = new byte[USUAL_LENGTH];
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** One character of ASCII of our own. */
    TextLine raw(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** Words of our own, in ASCII. */
    TextLine raw(String ascii) {
        copy(ascii);
        return this;
    }

    /** Words of our own, in any characters. */
    TextLine raw(byte[] utf8) {
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    /** Foreign text, made safe. */
    TextLine text(String text) {
        if (isPlain(text)) {
            copy(text);
        } else {
            escape(text);
        }
        return this;
    }

    /** Foreign text in a column; a longer one pushes the others to the right. */
    TextLine column(String text, int width) {
        int length = text.length();
        if (isPlain(text)) {
            copy(text);
        } else {
            length = escape(text);
        }
        if (length < width) {
            int spaces = width - length;
            ensure(spaces);
            Arrays.fill(bytes, size, size + spaces, (byte) ' ');
            size += spaces;
        }
        return this;
    }

    /** Foreign text as one word: in quotes when it has a space, a quote or nothing in it. */
    TextLine word(String text) {
        if (isWord(text)) {
            copy(text);
            return this;
        }
        if (!needsQuotes(text)) {
            escape(text);
            return this;
        }
        raw('"');
        escape(text.replace("\\", "\\\\").replace("\"", "\\\""));
        return raw('"');
    }

    private record Key(String name, byte[] bytes) {}

    /** The name of a field, with the space before and the sign behind it, kept when it is met again: {@code  key=}. */
    TextLine key(String name) {
        int slot = KnownTexts.slot(name);
        Key first = keys[slot];
        Key second = keys[slot + 1];
        if (first != null && first.name == name) {
            return raw(first.bytes);
        }
        if (second != null && second.name == name) {
            return raw(second.bytes);
        }
        int start = size;
        raw(' ').word(name).raw('=');
        if (keysOnce.has(name)) {
            keys[slot + 1] = first;
            keys[slot] = new Key(name, copyFrom(start));
        } else {
            keysOnce.add(name);
        }
        return this;
    }

    /** A number as Java writes it. */
    TextLine number(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            whole(number.longValue());
        } else if (number instanceof Double fraction) {
            fraction(fraction);
        } else {
            word(number.toString());
        }
        return this;
    }

    private void fraction(double number) {
        long thousandths = (long) (number * 1_000 + 0.5);
        boolean isShort = number < MOST_PLAIN && thousandths > 0 && thousandths / 1_000.0 == number;
        if (!isShort) {
            word(Double.toString(number));
            return;
        }
        whole(thousandths / 1_000);
        int rest = (int) (thousandths % 1_000);
        raw('.').raw((char) ('0' + rest / 100));
        if (rest % 100 != 0) {
            raw((char) ('0' + rest / 10 % 10));
        }
        if (rest % 10 != 0) {
            raw((char) ('0' + rest % 10));
        }
    }

    private void whole(long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            copy(Long.toString(number));
            return;
        }
        int rest = (int) number;
        int digits = digitsOf(rest);
        ensure(digits);
        size += digits;
        for (int at = size; digits > 0; digits--) {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int digitsOf(int number) {
        int digits = 1;
        for (long smallest = 10; number >= smallest; smallest *= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes three digits over what stands there. */
    void threeDigits(int at, int number) {
        bytes[at] = (byte) ('0' + number / 100);
        bytes[at + 1] = (byte) ('0' + number / 10 % 10);
        bytes[at + 2] = (byte) ('0' + number % 10);
    }

    /** How many characters it takes. */
    private int escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        SafeText.append(safe, text);
        raw(safe.toString().getBytes(StandardCharsets.UTF_8));
        return safe.length();
    }

    @SuppressWarnings(
            "deprecation") // it takes the low byte of each character: right for ASCII, and the fastest there is
    private void copy(String ascii) {
        int length = ascii.length();
        ensure(length);
        ascii.getBytes(0, length, bytes, size);
        size += length;
    }

    private boolean isPlain(String text) {
        if (plain.has(text)) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F) {
                return false;
            }
        }
        plain.add(text);
        return true;
    }

    private boolean isWord(String text) {
        if (words.has(text)) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= IN_WORD.length || !IN_WORD[c]) {
                return false;
            }
        }
        if (text.isEmpty()) {
            return false;
        }
        words.add(text);
        return true;
    }

    private static boolean needsQuotes(String text) {
        return text.isEmpty() || text.chars().anyMatch(TextLine::endsWord);
    }

    private static boolean endsWord(int c) {
        return c <= ' ' || c == '"' || c == '=' || c == ',' || c == '}' || c == ']';
    }

    private static boolean[] inWord() {
        boolean[] inWord = new boolean[0x7F];
        for (int c = 0; c < inWord.length; c++) {
            inWord[c] = !endsWord(c);
        }
        return inWord;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * size));
        }
    }
}
