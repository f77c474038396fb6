package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Whoever adds, in whatever order, the sum is that of a LongAdder. */
class WorkCounterTest {
    private static final int THREADS = 8;
    private static final int ADDITIONS = 200_000;

    private final WorkCounter counter = new WorkCounter();
    private final LongAdder plain = new LongAdder();

    @Test
    void sum_ofManyThreadsAtOnce_isThatOfALongAdder() throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            threads.add(new Thread(() -> {
                awaitStart(start);
                for (int j = 0; j < ADDITIONS; j++) {
                    add(random.nextInt(5) - 1);
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counter.sum()).isEqualTo(plain.sum());
    }

    @Test
    void sum_ofOneThreadAfterTheOther_isThatOfALongAdder() throws InterruptedException {
        counter.begin(1_000);
        plain.add(1_000);
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> add(7));
            thread.start();
            thread.join();
            add(11);
            assertThat(counter.sum()).isEqualTo(plain.sum());
        }
    }

    @Test
    void sum_whileAnotherThreadAdds_neverFalls() throws InterruptedException {
        Thread adding = new Thread(() -> {
            for (int i = 0; i < 10 * ADDITIONS; i++) {
                counter.add(1);
            }
        });
        adding.start();
        long last = 0;
        while (adding.isAlive()) {
            long now = counter.sum();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
        adding.join();

        assertThat(counter.sum()).isEqualTo(10 * ADDITIONS);
    }

    @Test
    void sum_beyondTheLargestLong_wrapsAsALongAdderDoes() throws InterruptedException {
        add(Long.MAX_VALUE);
        Thread other = new Thread(() -> add(Long.MAX_VALUE));
        other.start();
        other.join();
        add(1);

        assertThat(counter.sum()).isEqualTo(plain.sum());
    }

    private void add(long amount) {
        counter.add(amount);
        plain.add(amount);
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
