package io.github.stepline.json;

import org.jspecify.annotations.Nullable;

/*
 * Parts of lines that come again and again
 *
 * Most lines of a program begin and end alike: level, component and action; the two states; logger, thread and writer.
 * Such a part is encoded as any other, and when the same objects make it a second time its bytes are kept and copied
 * from then on. Objects are compared by identity, never by equality: a look-up costs a hash of a few fields and three
 * comparisons. What comes only once is never copied.
 *
 * The plain twin is a writer without a past: LineWriterTest compares the two byte by byte. The gain is in
 * docs/performance.md.
 */
final class Fragments {
    private static final int SLOTS = 256;

    private final JsonBytes out;
    private final @Nullable Fragment[] fragments = new Fragment[SLOTS];

    /** What was met last in a slot and is not kept yet. */
    private final @Nullable Object[] candidates = new Object[SLOTS];

    private record Fragment(
            Object first, @Nullable Object second, @Nullable Object third, byte[] bytes) {}

    Fragments(JsonBytes out) {
        this.out = out;
    }

    /** Writes what these objects make; false when it is not kept and must be encoded. */
    boolean write(int hash, Object first, @Nullable Object second, @Nullable Object third) {
        Fragment found = fragments[slot(hash)];
        if (found == null || found.first != first || found.second != second || found.third != third) {
            return false;
        }
        out.raw(found.bytes);
        return true;
    }

    /** What these objects make was encoded from {@code start} on; it is kept when the first one comes again. */
    void encoded(int hash, Object first, @Nullable Object second, @Nullable Object third, int start) {
        int slot = slot(hash);
        if (candidates[slot] == first) {
            fragments[slot] = new Fragment(first, second, third, out.copyFrom(start));
        }
        candidates[slot] = first;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 8 ^ hash >>> 16) & SLOTS - 1;
    }
}
