package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Watches the counts of a door from a thread of its own, and holds them against the calls that had begun and returned. One
 * count is read after the other, so each equation becomes two inequations: by what was read before, and after.
 */
final class Moments implements AutoCloseable {
    private final RedactingAsyncAppender door;
    private final int capacity;
    private final AtomicReference<@Nullable Throwable> wrong = new AtomicReference<>();
    private final Thread thread = new Thread(this::watch, "moments");
    private volatile boolean ended;
    private long seen;

    final AtomicLong begun = new AtomicLong();
    final AtomicLong returned = new AtomicLong();

    Moments(RedactingAsyncAppender door, int capacity) {
        this.door = door;
        this.capacity = capacity;
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes one call of the logger. */
    void say(Runnable call) {
        begun.incrementAndGet();
        call.run();
        returned.incrementAndGet();
    }

    private void watch() {
        try {
            while (!ended) {
                look();
                seen++;
                Thread.sleep(0, 100_000);
            }
        } catch (Throwable thrown) {
            wrong.set(thrown);
        }
    }

    private void look() {
        long returnedBefore = returned.get();
        long writtenBefore = door.getWritten();
        long droppedBefore = door.getDropped();
        long accepted = door.getAccepted();
        long writtenAfter = door.getWritten();
        long droppedAfter = door.getDropped();
        assertThat(accepted).isBetween(returnedBefore, begun.get());
        assertThat(accepted).isBetween(writtenBefore + droppedBefore, writtenAfter + droppedAfter + capacity + 1);
        assertThat(door.getInFlight()).isNotNegative();
    }

    /** How many moments were looked at; throws when one of them was wrong. */
    long end() throws InterruptedException {
        ended = true;
        thread.join();
        assertThat(wrong.get()).isNull();
        assertThat(door.getAccepted()).isEqualTo(begun.get()).isEqualTo(returned.get());
        assertThat(door.getAccepted()).isEqualTo(door.getWritten() + door.getDropped() + door.getInFlight());
        return seen;
    }

    @Override
    public void close() {
        ended = true;
    }
}
