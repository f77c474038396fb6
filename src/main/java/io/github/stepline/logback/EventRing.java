package io.github.stepline.logback;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue for many producers and one consumer at a time, without locks: a producer claims the next number and
 * puts its element into the slot of that number; the consumer takes the slots in turn. Numbers are positions since the
 * beginning, so {@link #head} is also how many elements were taken.
 */
final class EventRing {
    private final AtomicReferenceArray<@Nullable DoorEvent> slots;
    private final int mask;
    private final int capacity;

    /** Negative when the ring is closed. */
    private final AtomicLong tail = new AtomicLong();

    private final AtomicLong head = new AtomicLong();

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
            long number = tail.get();
            if (number < 0 || number - head.get() >= capacity - reserve) {
                return false;
            }
            if (tail.compareAndSet(number, number + 1)) {
                slots.setRelease((int) number & mask, element);
                return true;
            }
        }
    }

    /** The next element, or null when there is none, or its producer has claimed its slot and not filled it yet. */
    @Nullable
    DoorEvent poll() {
        long number = head.get();
        int slot = (int) number & mask;
        DoorEvent element = slots.getAcquire(slot);
        if (element != null) {
            slots.setPlain(slot, null);
            head.setRelease(number + 1);
        }
        return element;
    }

    /** How many elements were taken since the beginning. */
    long head() {
        return head.get();
    }

    /** How many elements were put in since the beginning. */
    long tail() {
        return tail.get() & Long.MAX_VALUE;
    }

    boolean isEmpty() {
        return head.get() == tail();
    }

    /** From now on nothing is taken in; what is there can be polled. */
    void close() {
        tail.getAndUpdate(number -> number | Long.MIN_VALUE);
    }

    boolean isClosed() {
        return tail.get() < 0;
    }

    int capacity() {
        return capacity;
    }
}
