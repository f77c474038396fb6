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

    private final @Nullable String[] keys = new String[KnownTexts.SLOTS];
    private final byte[] @Nullable [] keyBytes = new byte[KnownTexts.SLOTS][];
    private final KnownTexts words = new KnownTexts();
    private final KnownTexts plain = new KnownTexts();
    private byte[] bytes = new byte[USUAL_LENGTH];
    private int size;

    /** Texts that were looked through before, known by identity: keys, names and constant messages come again and again. */
    private static final class KnownTexts {
        private static final int SLOTS = 256;
        private static final int LONGEST = 128;

        private final @Nullable String[] texts = new String[SLOTS];

        boolean has(String text) {
            return text.length() <= LONGEST && texts[text.hashCode() & SLOTS - 1] == text;
        }

        void add(String text) {
            if (text.length() <= LONGEST) {
                texts[text.hashCode() & SLOTS - 1] = text;
            }
        }
    }

    int size() {
        return size;
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

    /** The name of a field, with the space before and the sign behind it, kept when it is met again: {@code  key=}. */
    TextLine key(String key) {
        int slot = key.hashCode() & KnownTexts.SLOTS - 1;
        boolean isMetAgain = keys[slot] == key;
        byte[] known = keyBytes[slot];
        if (isMetAgain && known != null) {
            return raw(known);
        }
        int start = size;
        raw(' ').word(key).raw('=');
        keys[slot] = key;
        keyBytes[slot] =
                isMetAgain && size - start <= KnownTexts.LONGEST ? Arrays.copyOfRange(bytes, start, size) : null;
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
        long thousandths = Math.round(number * 1_000);
        boolean isShort = number > 0 && number < MOST_PLAIN && thousandths / 1_000.0 == number && thousandths > 0;
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
        int digits = 1;
        for (int left = rest / 10; left > 0; left /= 10) {
            digits++;
        }
        ensure(digits);
        size += digits;
        for (int at = size; digits > 0; digits--) {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
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
