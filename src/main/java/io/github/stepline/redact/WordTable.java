package io.github.stepline.redact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks words up that stand inside a text, without making a string. Case and the marks between words do not count:
 * {@code api-key}, {@code apiKey} and {@code API_KEY} are {@code apikey}. Immutable.
 */
final class WordTable<V> {
    private final String[] words;
    private final @Nullable Object[] values;
    private final int mask;
    private final boolean isEmpty;

    WordTable(Map<String, V> entries) {
        int size = Integer.highestOneBit(Math.max(4, entries.size() * 4));
        words = new String[size];
        values = new Object[size];
        mask = size - 1;
        isEmpty = entries.isEmpty();
        Arrays.fill(words, "");
        entries.forEach(this::put);
    }

    /** A name without the marks between its words, in lower case. */
    static String joined(String name) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (!isMark(name.charAt(i))) {
                joined.append(name.charAt(i));
            }
        }
        return joined.toString().toLowerCase(Locale.ROOT);
    }

    private void put(String word, V value) {
        int slot = slot(hash(word, 0, word.length()));
        while (!words[slot].isEmpty()) {
            slot = slot + 1 & mask;
        }
        words[slot] = word;
        values[slot] = value;
    }

    /** The value of the word that stands there, or null. */
    @SuppressWarnings("unchecked")
    @Nullable
    V get(CharSequence text, int from, int to) {
        if (isEmpty) {
            return null;
        }
        int slot = slot(hash(text, from, to));
        while (!words[slot].isEmpty()) {
            if (isSame(words[slot], text, from, to)) {
                return (V) values[slot];
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    static boolean isMark(char c) {
        return c == '_' || c == '-' || c == '.' || c == ' ' || c == '$' || c == '/' || c == ':' || c == '[' || c == ']';
    }

    private static char lower(char c) {
        return c < 128 ? Keywords.lower(c) : Character.toLowerCase(c);
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & mask;
    }

    private static int hash(CharSequence text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isMark(c)) {
                hash = (hash + lower(c)) * 0x9E3779B1;
            }
        }
        return hash;
    }

    private static boolean isSame(String word, CharSequence text, int from, int to) {
        int at = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (isMark(c)) {
                continue;
            }
            if (at == word.length() || word.charAt(at) != lower(c)) {
                return false;
            }
            at++;
        }
        return at == word.length();
    }
}
