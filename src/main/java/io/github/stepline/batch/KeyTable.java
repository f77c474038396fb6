package io.github.stepline.batch;

/**
 * A byte for each key hash, in 17 bytes a slot and some 28 a key: ten million keys fit into 285 MB. Cut into segments so
 * that growing copies a little at a time, and no array is large enough to be kept apart by the collector. Not
 * thread-safe.
 */
final class KeyTable {
    private static final int SEGMENTS = 4_096;
    private static final int INITIAL_SLOTS = 8;
    private static final double MAX_LOAD = 0.8;

    private final Segment[] segments = new Segment[SEGMENTS];
    private long size;

    /** The byte of a key, 0 for one that is not here. */
    byte get(KeyHash key) {
        Segment segment = segments[segmentOf(key)];
        return segment == null ? 0 : segment.values[segment.slot(key.high(), key.low())];
    }

    /** Gives a key a byte other than 0. */
    void put(KeyHash key, byte value) {
        int index = segmentOf(key);
        Segment segment = segments[index];
        if (segment == null) {
            segment = new Segment(INITIAL_SLOTS);
            segments[index] = segment;
        } else if (segment.used >= segment.values.length * MAX_LOAD) {
            segment = segment.larger();
            segments[index] = segment;
        }
        size += segment.put(key.high(), key.low(), value) ? 1 : 0;
    }

    long size() {
        return size;
    }

    /** How many keys have this byte, of the bits in a mask. */
    long count(int mask, int value) {
        long count = 0;
        for (Segment segment : segments) {
            if (segment != null) {
                for (byte one : segment.values) {
                    count += one != 0 && (one & mask) == value ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static int segmentOf(KeyHash key) {
        return (int) (key.high() >>> 52);
    }

    private static final class Segment {
        private final long[] hashes;
        private final byte[] values;
        private int used;

        Segment(int slots) {
            hashes = new long[2 * slots];
            values = new byte[slots];
        }

        /** Where the key is, or where it would be. */
        int slot(long high, long low) {
            int slot = (int) (low & (values.length - 1));
            while (values[slot] != 0 && (hashes[2 * slot] != high || hashes[2 * slot + 1] != low)) {
                slot = (slot + 1) & (values.length - 1);
            }
            return slot;
        }

        boolean put(long high, long low, byte value) {
            int slot = slot(high, low);
            boolean isNew = values[slot] == 0;
            hashes[2 * slot] = high;
            hashes[2 * slot + 1] = low;
            values[slot] = value;
            used += isNew ? 1 : 0;
            return isNew;
        }

        Segment larger() {
            Segment larger = new Segment(2 * values.length);
            for (int slot = 0; slot < values.length; slot++) {
                if (values[slot] != 0) {
                    larger.put(hashes[2 * slot], hashes[2 * slot + 1], values[slot]);
                }
            }
            return larger;
        }
    }
}
