package io.github.stepline.logback;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue for many producers and one consumer at a time, without locks: a producer claims the next number and
 * puts its element into the slot of that number; the consumer takes the slots in turn. Numbers are positions since the
 * beginning, so {@link #head} is also how many elements were removed.
 *
 * <p>What producers write and what the consumer writes stand on different cache lines, and producers look at the
 * consumer's only when the ring seems full: sharing them cost either side a cache miss an element.
 */
final class EventRing {
    /** Longs on two cache lines: processors fetch them in pairs. */
    private static final int LINE = 16;

    private static final int TAIL = LINE;

    /** What {@link #HEAD} was when a producer looked last; never more than it is. */
    private static final int SEEN_HEAD = TAIL + 1;

    private static final int HEAD = 2 * LINE;

    private final AtomicReferenceArray<@Nullable DoorEvent> slots;
    private final int mask;
    private final int capacity;

    /** The tail is negative when the ring is closed. */
    private final AtomicLongArray counters = new AtomicLongArray(3 * LINE);

    /** @param capacity how many elements may wait, exactly */
    EventRing(int capacity) {
        int size = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
        this.slots = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
        this.capacity = capacity;
    }

    /** Takes the element in, unless fewer than {@code reserve} places besides its own are free, or it is closed. */
    boolean offer(DoorEvent element, int reserve) {
        while (true) {
            long number = counters.get(TAIL);
            if (number < 0 || !hasRoom(number, reserve)) {
                return false;
            }
            if (counters.compareAndSet(TAIL, number, number + 1)) {
                slots.setRelease((int) number & mask, element);
                return true;
            }
        }
    }

    private boolean hasRoom(long number, int reserve) {
        long before = capacity - reserve;
        if (number - counters.getAcquire(SEEN_HEAD) < before) {
            return true;
        }
        long head = head();
        counters.setRelease(SEEN_HEAD, head);
        return number - head < before;
    }

    /**
     * One of the next elements, 0 the first; null when there is none, or its producer has claimed its slot and not filled
     * it yet. It stays in the ring until it is removed.
     */
    @Nullable
    DoorEvent peek(int index) {
        return slots.getAcquire((int) (counters.getPlain(HEAD) + index) & mask);
    }

    /** Makes room of the first elements, which were looked at. */
    void remove(int count) {
        long number = counters.getPlain(HEAD);
        for (int i = 0; i < count; i++) {
            slots.setPlain((int) (number + i) & mask, null);
        }
        counters.setRelease(HEAD, number + count);
    }

    /** How many elements were removed since the beginning. */
    long head() {
        return counters.get(HEAD);
    }

    /** How many elements were put in since the beginning. */
    long tail() {
        return counters.get(TAIL) & Long.MAX_VALUE;
    }

    boolean isEmpty() {
        return head() == tail();
    }

    /** From now on nothing is taken in; what is there can be removed. */
    void close() {
        counters.getAndUpdate(TAIL, number -> number | Long.MIN_VALUE);
    }

    boolean isClosed() {
        return counters.get(TAIL) < 0;
    }

    int capacity() {
        return capacity;
    }
}
