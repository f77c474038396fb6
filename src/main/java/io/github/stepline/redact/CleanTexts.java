package io.github.stepline.redact;

import org.jspecify.annotations.Nullable;

/**
 * Texts that one set of rules has found clean, known by identity: constants, ids and keys come again and again, and need
 * not be looked through again. Texts with masks or longer than {@link #LONGEST} are never kept, and a set of other rules
 * begins with none. Looked up by its hash when it is short, for a text remembers that; a longer one by its length and a
 * few characters, so that a new text pays next to nothing.
 *
 * <p>Threads read and write it without order: a {@code String} is safe to see at any time, and a lost entry is found
 * clean again.
 */
final class CleanTexts {
    private static final int SLOTS = 4_096;
    private static final int LONGEST = 256;
    private static final int SHORT = 32;

    private final @Nullable String[] texts = new String[SLOTS];

    boolean has(String text) {
        int slot = slot(text);
        return texts[slot] == text || texts[slot + 1] == text;
    }

    /** The one before it moves to the second place: of one hash, two that take turns are both known. */
    void add(String text) {
        if (text.length() <= LONGEST) {
            int slot = slot(text);
            texts[slot + 1] = texts[slot];
            texts[slot] = text;
        }
    }

    /** The first place of two. */
    private static int slot(String text) {
        int hash = text.length() <= SHORT ? text.hashCode() : sample(text);
        return (hash ^ hash >>> 12) & SLOTS - 2;
    }

    /** Sentences differ in their first and last characters and in their length. */
    private static int sample(String text) {
        int length = text.length();
        int hash = length * 31 + text.charAt(0);
        hash = hash * 31 + text.charAt(length >> 1);
        hash = hash * 31 + text.charAt(length - 4);
        hash = hash * 31 + text.charAt(length - 3);
        hash = hash * 31 + text.charAt(length - 2);
        return hash * 31 + text.charAt(length - 1);
    }
}
