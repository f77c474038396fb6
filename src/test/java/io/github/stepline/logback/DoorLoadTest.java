package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.stepline.redact.Redactor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who does the work when events come faster than they are written. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoorLoadTest {
    private static final int QUEUE = 256;
    private static final int EVENTS = 200;

    /** Holds the worker in the first event that it is given. */
    private static final class Gate implements Sink.Body {
        private final Sink.Kept kept = new Sink.Kept();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        @Override
        public void take(ILoggingEvent event) throws InterruptedException {
            kept.take(event);
            reached.countDown();
            opened.await();
        }
    }

    private static long maskedSoFar() {
        return Redactor.shared().counts().masked().values().stream()
                .mapToLong(count -> count)
                .sum();
    }

    private static void logSecrets(TestDoor test, Gate gate) throws InterruptedException {
        test.log().info("first");
        assertThat(gate.reached.await(20, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < EVENTS; i++) {
            test.log().info("event {} has password=hunter2hunter2", i);
        }
    }

    @Test
    void queueThatIsHalfFull_letsCallersMask_andNothingIsMaskedTwice() throws InterruptedException {
        Gate gate = new Gate();
        TestDoor test = new TestDoor(door -> door.setQueueSize(QUEUE), Sink.file(gate));
        long before = maskedSoFar();
        logSecrets(test, gate);
        assertThat(maskedSoFar() - before)
                .as("those who came when half the queue was taken, while the worker stood still")
                .isEqualTo(EVENTS - QUEUE / 2);
        gate.opened.countDown();
        test.door().stop();
        assertThat(maskedSoFar() - before).isEqualTo(EVENTS);
        assertThat(gate.kept.messages()).hasSize(EVENTS + 1).noneMatch(message -> message.contains("hunter2"));
        assertThat(gate.kept.events).extracting(DoorEvent::seq).isSorted().doesNotHaveDuplicates();
        test.close();
    }

    @Test
    void enrichers_areCalledByTheWorkerAlone_howeverFullTheQueueIs() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Gate gate = new Gate();
        TestDoor test = new TestDoor(
                door -> {
                    door.setQueueSize(QUEUE);
                    door.addEnricher(event -> {
                        threads.add(Thread.currentThread());
                        return event.withDetail("token", "hunter2hunter2");
                    });
                },
                Sink.file(gate));
        logSecrets(test, gate);
        gate.opened.countDown();
        while (test.door().getInFlight() > 0) {
            LockSupport.parkNanos(200_000);
        }
        test.door().stop();
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(gate.kept.events)
                .hasSizeGreaterThan(EVENTS)
                .noneMatch(event -> event.event().toString().contains("hunter2"));
        test.close();
    }
}
