package io.github.stepline.json;

import org.jspecify.annotations.Nullable;

/*
 * Parts of lines that come again and again
 *
 * Most lines of a program begin and end alike: level, component and action; the two states; logger, thread and writer.
 * Such a part is encoded as any other, and when the same objects make it a second time its bytes are kept and copied
 * from then on. Objects are compared by identity, never by equality: a look-up costs a hash of a few fields and three
 * comparisons. What comes only once is never copied. Each hash has two places, so of two parts that take turns both are
 * kept.
 *
 * The plain twin is a writer without a past: FragmentsTest compares the two byte by byte. The gain is in
 * docs/performance.md.
 */
final class Fragments {
    private static final int SLOTS = 256;

    private final JsonBytes out;
    private final @Nullable Fragment[] fragments = new Fragment[SLOTS];

    /** The hash of what was met last in a slot and is not kept yet. */
    private final int[] candidates = new int[SLOTS];

    private record Fragment(
            Object first, @Nullable Object second, @Nullable Object third, byte[] bytes) {
        boolean isOf(Object other, @Nullable Object otherSecond, @Nullable Object otherThird) {
            return first == other && second == otherSecond && third == otherThird;
        }
    }

    Fragments(JsonBytes out) {
        this.out = out;
    }

    /** Writes what these objects make; false when it is not kept and must be encoded. */
    boolean write(int hash, Object first, @Nullable Object second, @Nullable Object third) {
        int slot = slot(hash);
        Fragment found = fragments[slot];
        if (found == null || !found.isOf(first, second, third)) {
            found = fragments[slot + 1];
        }
        if (found == null || !found.isOf(first, second, third)) {
            return false;
        }
        out.raw(found.bytes);
        return true;
    }

    /** What these objects make was encoded from {@code start} on; it is kept when they come again. */
    void encoded(int hash, Object first, @Nullable Object second, @Nullable Object third, int start) {
        int slot = slot(hash);
        if (candidates[slot] == hash) {
            fragments[slot] = new Fragment(first, second, third, out.copyFrom(start));
        } else if (candidates[slot + 1] == hash) {
            fragments[slot + 1] = new Fragment(first, second, third, out.copyFrom(start));
        } else {
            candidates[slot + 1] = candidates[slot];
            candidates[slot] = hash;
        }
    }

    /** The first place of two. */
    private static int slot(int hash) {
        return (hash ^ hash >>> 8 ^ hash >>> 16) & SLOTS - 2;
    }
}
