package io.github.stepline.json;

import org.jspecify.annotations.Nullable;

/*
 * Short texts as they stand in a line
 *
 * Keys, ids and constant messages come again and again. A text that is met for the second time in the same role (as a
 * value, as a key, as the text of one field) is kept with all its bytes: comma, name, quotes and escapes done. The id of a
 * run is also the step of its own events, so each role has a place of its own. Texts are compared by identity, and looked
 * up by their hash when they are short, for a text remembers that; longer ones by their length and a few characters, so
 * that a new text pays next to nothing. Each hash has two places, so of two texts that take turns both are kept.
 * The plain twin is a writer without a past, as for Fragments.
 */
final class QuotedTexts {
    /** The roles of texts that stand for themselves; a field's text has the field's {@link Name}, a member's text its key. */
    enum Role {
        VALUE,
        KEY
    }

    private static final int SLOTS = 1_024;
    private static final int LONGEST = 128;
    private static final int SHORT = 32;

    private final @Nullable Quoted[] kept = new Quoted[SLOTS];

    /** What was met last in a slot and is not kept yet. */
    private final @Nullable String[] candidates = new String[SLOTS];

    private record Quoted(String text, Object role, byte[] bytes) {
        boolean isOf(String other, Object otherRole) {
            return text == other && role == otherRole;
        }
    }

    /** The bytes of a text that was met in this role before, or null. */
    byte @Nullable [] find(String text, Object role) {
        int slot = slot(text, role);
        Quoted found = kept[slot];
        if (found == null || !found.isOf(text, role)) {
            found = kept[slot + 1];
        }
        return found != null && found.isOf(text, role) ? found.bytes : null;
    }

    /** A text was encoded from {@code start} on; it is kept when it comes again. */
    void encoded(String text, Object role, JsonBytes out, int start) {
        if (text.length() > LONGEST) {
            return;
        }
        int slot = slot(text, role);
        if (candidates[slot] == text) {
            kept[slot] = new Quoted(text, role, out.copyFrom(start));
        } else if (candidates[slot + 1] == text) {
            kept[slot + 1] = new Quoted(text, role, out.copyFrom(start));
        } else {
            candidates[slot + 1] = candidates[slot];
            candidates[slot] = text;
        }
    }

    /** The first place of two. */
    private static int slot(String text, Object role) {
        int roleHash = role instanceof Enum<?> known ? known.ordinal() : role.hashCode(); // the same in each JVM
        int hash = 31 * roleHash + (text.length() <= SHORT ? text.hashCode() : sample(text));
        return (hash ^ hash >>> 10) & SLOTS - 2;
    }

    private static int sample(String text) {
        int length = text.length();
        int hash = 31 * length + text.charAt(0);
        hash = 31 * hash + text.charAt(length - 3);
        hash = 31 * hash + text.charAt(length - 2);
        return 31 * hash + text.charAt(length - 1);
    }
}
