package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Appenders that throw, hang, are slow or log themselves, and full queues: the program goes on and each loss is counted. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoorFaultsTest {
    private static final int BURST = 20_000;

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(200_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void inThreads(ExecutorService executor, int threads, Work work) throws Exception {
        List<java.util.concurrent.Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            running.add(executor.submit(() -> {
                work.run(thread);
                return null;
            }));
        }
        try {
            for (java.util.concurrent.Future<?> one : running) {
                one.get(50, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void inThreads(int threads, Work work) throws Exception {
        inThreads(Executors.newFixedThreadPool(threads), threads, work);
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static Throwable thrown(String kind) {
        return switch (kind) {
            case "Exception" -> new Exception("no");
            case "StackOverflowError" -> new StackOverflowError();
            case "OutOfMemoryError" -> new OutOfMemoryError("no");
            default -> new NoClassDefFoundError("no/Such");
        };
    }

    /* --- appenders that throw --- */

    @ParameterizedTest
    @ValueSource(strings = {"Exception", "StackOverflowError", "OutOfMemoryError", "NoClassDefFoundError"})
    void appender_thatThrows_losesItsCopiesAndNothingElse(String kind) {
        AtomicInteger got = new AtomicInteger();
        AtomicInteger thrown = new AtomicInteger();
        Sink.Body everyThird = event -> {
            if (!Sink.isHealth(event) && got.incrementAndGet() % 3 == 0) {
                thrown.incrementAndGet();
                throw thrown(kind);
            }
        };
        Sink.Kept kept = new Sink.Kept();
        TestDoor test = new TestDoor(door -> {}, Sink.file(everyThird), Sink.file(kept), Sink.other(everyThird));
        for (int i = 0; i < 200; i++) {
            test.log().info("event {}", i);
        }
        await(() -> got.get() >= 400);
        test.door().stop();
        assertThat(kept.messages()).hasSize(200);
        assertThat(test.door().getWritten()).isEqualTo(200);
        assertThat(test.door().getDropped()).isZero();
        assertThat(kept.reported("sink_failed")).isEqualTo(133).isEqualTo(thrown.get());
        assertThat(test.said("threw and lost an event")).isEqualTo(2);
        test.close();
    }

    @Test
    void statusListener_thatThrowsAndLogs_endsNoThread() {
        Sink.Kept kept = new Sink.Kept();
        AtomicInteger others = new AtomicInteger();
        TestDoor test = new TestDoor(
                door -> {
                    door.setQueueSize(8_192);
                    door.setMaxWait(30_000);
                },
                Sink.file(kept),
                Sink.file(event -> {
                    throw new IllegalStateException("file");
                }),
                Sink.other(event -> {
                    others.incrementAndGet();
                    throw new IllegalStateException("other");
                }));
        test.context().getStatusManager().add(status -> {
            test.log().info("status");
            throw new StackOverflowError();
        });
        for (int i = 0; i < 1_000; i++) {
            test.log().info("event");
        }
        await(() -> others.get() >= 1_000);
        assertThat(kept.messages().stream().filter("event"::equals)).hasSize(1_000);
        test.door().stop();
        assertThat(test.door().getInFlight()).isZero();
        test.close();
    }

    /* --- slow and hanging appenders --- */

    @Test
    void burst_underBlock_allArrive() throws Exception {
        AtomicLong got = new AtomicLong();
        Sink.Body slow = event -> {
            if (got.incrementAndGet() % 100 == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        };
        TestDoor test = new TestDoor(door -> {}, Sink.file(slow));
        try (Moments moments = new Moments(test.door(), 256)) {
            inThreads(4, thread -> {
                for (int i = 0; i < BURST / 4; i++) {
                    moments.say(() -> test.log().info("event"));
                }
            });
            test.door().stop();
            long seen = moments.end();
            System.out.printf("burst, block: %d of %d arrived, %d moments%n", got.get(), BURST, seen);
            assertThat(got.get()).isEqualTo(BURST);
            assertThat(test.door().getDropped()).isZero();
        }
        test.close();
    }

    @Test
    void burst_underDrop_losesTraceFirstAndWarnLast() throws Exception {
        Map<io.github.stepline.Level, AtomicLong> got = new EnumMap<>(io.github.stepline.Level.class);
        for (io.github.stepline.Level level : io.github.stepline.Level.values()) {
            got.put(level, new AtomicLong());
        }
        Sink.Kept health = new Sink.Kept();
        AtomicLong lastSeq = new AtomicLong();
        AtomicLong arrived = new AtomicLong();
        TestDoor test = new TestDoor(
                door -> {
                    door.setOverflow("drop");
                    door.setQueueSize(2_000);
                },
                Sink.file(event -> {
                    DoorEvent one = (DoorEvent) event;
                    assertThat(one.seq()).isGreaterThan(lastSeq.getAndSet(one.seq()));
                    arrived.incrementAndGet();
                    if (Sink.isHealth(event)) {
                        health.take(event);
                        return;
                    }
                    got.getOrDefault(one.event().level(), new AtomicLong()).incrementAndGet();
                    if (arrived.get() % 50 == 0) {
                        LockSupport.parkNanos(1_000_000);
                    }
                }));
        Level[] three = {Level.TRACE, Level.DEBUG, Level.INFO};
        try (Moments moments = new Moments(test.door(), 2_000)) {
            for (int i = 0; i < BURST; i++) {
                Level level = i % 200 == 0 ? Level.WARN : i % 200 == 100 ? Level.ERROR : three[i % 3];
                moments.say(() -> say(test.log(), level));
            }
            test.door().stop();
            moments.end();
        }
        long dropped = test.door().getDropped();
        System.out.printf("burst, drop: %s of %d arrived, %d dropped%n", got, BURST, dropped);
        long trace =
                Objects.requireNonNull(got.get(io.github.stepline.Level.TRACE)).get();
        long debug =
                Objects.requireNonNull(got.get(io.github.stepline.Level.DEBUG)).get();
        long info =
                Objects.requireNonNull(got.get(io.github.stepline.Level.INFO)).get();
        assertThat(trace).isLessThan(debug);
        assertThat(debug).isLessThan(info);
        assertThat(Objects.requireNonNull(got.get(io.github.stepline.Level.WARN))
                        .get())
                .isEqualTo(BURST / 200);
        assertThat(Objects.requireNonNull(got.get(io.github.stepline.Level.ERROR))
                        .get())
                .isEqualTo(BURST / 200);
        assertThat(dropped).isPositive();
        assertThat(trace + debug + info + 2 * BURST / 200 + dropped).isEqualTo(BURST);
        assertThat(health.reported("dropped")).isEqualTo(dropped);
        assertThat(lastSeq.get() - arrived.get()).isEqualTo(dropped); // a gap proves a loss
        test.close();
    }

    private static void say(Logger log, Level level) {
        log.log(null, DoorFaultsTest.class.getName(), Level.toLocationAwareLoggerInteger(level), "event", null, null);
    }

    @Test
    void appender_thatNeverReturns_holdsCallersUpOnceAndOnlyForMaxWait() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong got = new AtomicLong();
        TestDoor test = new TestDoor(
                door -> {
                    door.setQueueSize(16);
                    door.setMaxWait(300);
                    door.setShutdownTimeout(2_000);
                },
                Sink.file(event -> {
                    release.await();
                    got.incrementAndGet();
                }));
        try (Moments moments = new Moments(test.door(), 16)) {
            ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
            inThreads(8, thread -> {
                for (int i = 0; i < 1_000; i++) {
                    long since = System.nanoTime();
                    moments.say(() -> test.log().info("event"));
                    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
                    if (waited > 100) {
                        waits.add(waited);
                    }
                }
            });
            System.out.printf(
                    "never returns: waits of %s ms, %d dropped%n",
                    waits, test.door().getDropped());
            assertThat(waits).hasSizeBetween(1, 8).allMatch(ms -> ms < 1_500);
            assertThat(test.door().getDropped()).isEqualTo(8_000 - 16);
            release.countDown();
            await(() -> test.door().getInFlight() == 0);
            moments.say(() -> test.log().info("event"));
            test.door().stop();
            moments.end();
        }
        assertThat(got.get()).isBetween(17L + 1, 17L + 3); // and one report of losses or more
        test.close();
    }

    @Test
    void appender_thatHangs_holdsUpNeitherTheFileNorTheEnd() {
        AtomicLong got = new AtomicLong();
        Sink.Kept health = new Sink.Kept();
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch release = new CountDownLatch(1);
        UnsynchronizedAppenderBase<ILoggingEvent> console = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lock.lock();
                try {
                    while (release.getCount() > 0) {
                        LockSupport.parkNanos(1_000_000_000);
                    }
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void stop() {
                lock.lock(); // as Logback's appenders of streams do
                super.stop();
                lock.unlock();
            }
        };
        TestDoor test = new TestDoor(
                door -> door.setShutdownTimeout(300),
                Sink.file(event -> {
                    if (Sink.isHealth(event)) {
                        health.take(event);
                    } else {
                        got.incrementAndGet();
                    }
                }),
                console);
        long since = System.nanoTime();
        for (int i = 0; i < BURST; i++) {
            test.log().info("event");
        }
        await(() -> got.get() == BURST);
        long stopped = System.nanoTime();
        test.door().stop();
        long end = System.nanoTime();
        System.out.printf(
                "hanging appender: the file had %d events after %d ms, stop took %d ms, %d copies left out%n",
                BURST, (stopped - since) / 1_000_000, (end - stopped) / 1_000_000, health.reported("sink_behind"));
        assertThat(end - stopped).isLessThan(TimeUnit.SECONDS.toNanos(2));
        assertThat(health.reported("sink_behind")).isBetween(BURST - 257L, BURST - 230L);
        assertThat(test.said("had to leave")).isEqualTo(1);
        release.countDown();
        test.close();
    }

    /* --- logging from inside --- */

    @Test
    void appender_thatLogsEachEvent_addsOneEachAndEnds() throws Exception {
        Sink.Kept[] kept = {new Sink.Kept(), new Sink.Kept()};
        List<TestDoor> tests = new ArrayList<>();
        Sink.Body file = event -> {
            tests.get(0).log().info("echo");
            kept[0].take(event);
        };
        Sink.Body other = event -> {
            tests.get(1).log().info("echo");
            kept[1].take(event);
        };
        tests.add(new TestDoor(door -> {}, Sink.file(file)));
        tests.add(new TestDoor(door -> {}, Sink.other(other)));
        for (int i = 0; i < 100; i++) {
            tests.forEach(test -> test.log().info("event"));
        }
        await(() -> kept[0].messages().size() == 200 && kept[1].messages().size() == 200);
        Thread.sleep(2_500); // long enough for reports of losses that cause each other
        for (int i = 0; i < 2; i++) {
            RedactingAsyncAppender door = tests.get(i).door();
            assertThat(kept[i].messages().stream().filter("echo"::equals)).hasSize(100);
            assertThat(kept[i].reports()).isLessThanOrEqualTo(2);
            door.stop();
            assertThat(kept[i].reported("recursive")).isEqualTo(100);
            assertThat(door.getInFlight()).isZero();
            tests.get(i).close();
        }
    }

    @Test
    void enricher_thatLogsEachEvent_neitherWaitsNorRecurses() {
        AtomicLong got = new AtomicLong();
        Logger[] log = new Logger[1];
        TestDoor test = new TestDoor(
                door -> {
                    door.setQueueSize(16);
                    door.addEnricher(event -> {
                        log[0].info("echo");
                        return event;
                    });
                },
                Sink.file(event -> got.incrementAndGet()));
        log[0] = test.log();
        long since = System.nanoTime();
        for (int i = 0; i < 2_000; i++) {
            test.log().info("event");
        }
        await(() -> test.door().getInFlight() == 0);
        assertThat(System.nanoTime() - since).isLessThan(TimeUnit.SECONDS.toNanos(8));
        assertThat(got.get()).isBetween(2_000L, 4_010L);
        test.door().stop();
        test.close();
    }

    @Test
    void value_thatLogsWhileTheQueueIsFull_costsNothing() throws Exception {
        Sink.Kept kept = new Sink.Kept();
        TestDoor test = new TestDoor(door -> door.setQueueSize(16), Sink.file(event -> {
            kept.take(event);
            if (kept.events.size() % 20 == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }));
        Object value = new Object() {
            @Override
            public String toString() {
                test.log().info("inner");
                return "outer";
            }
        };
        inThreads(4, thread -> {
            for (int i = 0; i < 200; i++) {
                test.log().info("{}", value);
            }
        });
        test.door().stop();
        assertThat(kept.messages().stream().filter("outer"::equals)).hasSize(800);
        assertThat(kept.messages().stream().filter("inner"::equals)).hasSizeGreaterThanOrEqualTo(800);
        assertThat(test.door().getDropped()).isZero();
        test.close();
    }

    @Test
    void recursion_thatLogsUntilTheStackEnds_leavesTheDoorWhole() throws Exception {
        AtomicLong got = new AtomicLong();
        TestDoor test = new TestDoor(door -> door.setMaxWait(500), Sink.file(event -> got.incrementAndGet()));
        AtomicLong overflows = new AtomicLong();
        for (int i = 0; i < 60; i++) {
            int size = 200_000 + 1_000 * i;
            Thread thread = new Thread(
                    null,
                    () -> {
                        try {
                            dive(test.log(), new long[1]);
                        } catch (StackOverflowError expected) {
                            overflows.incrementAndGet();
                        }
                    },
                    "diver",
                    size);
            thread.start();
            thread.join();
        }
        test.log().info("after");
        await(() -> test.door().getInFlight() == 0);
        assertThat(overflows.get()).isEqualTo(60);
        assertThat(got.get()).isGreaterThanOrEqualTo(test.door().getWritten());
        System.out.printf(
                "recursion: %d overflows, %d accepted, %d written, %d dropped%n",
                overflows.get(),
                test.door().getAccepted(),
                test.door().getWritten(),
                test.door().getDropped());
        test.door().stop();
        test.close();
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static long dive(Logger log, long[] depth) {
        log.info("event {}", depth[0]++);
        return dive(log, depth) + 1;
    }

    /* --- many callers --- */

    @Test
    void queue_tiny_getsEverythingThrough() throws Exception {
        AtomicLong got = new AtomicLong();
        TestDoor test = new TestDoor(door -> door.setQueueSize(1), Sink.file(event -> got.incrementAndGet()));
        inThreads(8, thread -> {
            for (int i = 0; i < 1_000; i++) {
                test.log().info("event");
            }
        });
        test.door().stop();
        assertThat(got.get()).isEqualTo(8_000);
        test.close();
    }

    @Test
    void threads_interruptedAtRandom_loseNothing() throws Exception {
        int threads = 50;
        int events = 20_000;
        long seed = System.nanoTime();
        System.out.println("interrupts: seed " + seed);
        AtomicLong got = new AtomicLong();
        AtomicLong outOfTurn = new AtomicLong();
        long[] next = new long[threads];
        TestDoor test = new TestDoor(door -> {}, Sink.file(event -> {
            DoorEvent one = (DoorEvent) event;
            String[] words = one.getFormattedMessage().split(" ", -1);
            int thread = Integer.parseInt(words[0]);
            if (one.seq() != got.incrementAndGet() || next[thread]++ != Long.parseLong(words[1])) {
                outOfTurn.incrementAndGet();
            }
        }));
        AtomicLong flagsLost = new AtomicLong();
        AtomicLong interrupts = new AtomicLong();
        try (Moments moments = new Moments(test.door(), 256)) {
            inThreads(threads, thread -> {
                Random random = new Random(seed + thread);
                for (int i = 0; i < events; i++) {
                    int number = i;
                    boolean interrupt = random.nextInt(10) == 0;
                    if (interrupt) {
                        Thread.currentThread().interrupt();
                        interrupts.incrementAndGet();
                    }
                    moments.say(() -> test.log().info("{} {}", thread, number));
                    if (Thread.interrupted() != interrupt) {
                        flagsLost.incrementAndGet();
                    }
                }
            });
            test.door().stop();
            long seen = moments.end();
            System.out.printf(
                    "interrupts: %d threads x %d, %d arrived, %d interrupts, %d flags lost, %d out of turn, %d moments%n",
                    threads, events, got.get(), interrupts.get(), flagsLost.get(), outOfTurn.get(), seen);
        }
        assertThat(got.get()).isEqualTo((long) threads * events);
        assertThat(flagsLost.get()).isZero();
        assertThat(outOfTurn.get()).isZero();
        test.close();
    }

    @Test
    void threads_virtual_loseNothing() throws Exception {
        if (Runtime.version().feature() < 21) {
            return; // compiled for a JVM that has none
        }
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        AtomicLong got = new AtomicLong();
        TestDoor test = new TestDoor(door -> door.setQueueSize(16), Sink.file(event -> got.incrementAndGet()));
        inThreads(virtual, 1_000, thread -> {
            for (int i = 0; i < 50; i++) {
                test.log().info("event");
            }
        });
        test.door().stop();
        assertThat(got.get()).isEqualTo(50_000);
        test.close();
    }

    /* --- waking, stopping, starting --- */

    @Test
    void worker_asleep_isWokenAtOnce() {
        AtomicLong got = new AtomicLong();
        TestDoor test = new TestDoor(door -> {}, Sink.file(event -> got.incrementAndGet()));
        long slowest = 0;
        for (int i = 1; i <= 20; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50 + 3L * i)); // it falls asleep after 50 ms or so
            long since = System.nanoTime();
            test.log().info("event");
            int expected = i;
            await(() -> got.get() == expected);
            slowest = Math.max(slowest, System.nanoTime() - since);
        }
        System.out.printf("wake-up: %d ms at most%n", slowest / 1_000_000);
        assertThat(slowest).isLessThan(TimeUnit.MILLISECONDS.toNanos(300));
        test.close();
    }

    @Test
    void stop_underLoad_accountsForEveryCall() throws Exception {
        for (int round = 0; round < 20; round++) {
            AtomicLong got = new AtomicLong();
            TestDoor test = new TestDoor(
                    door -> door.setQueueSize(64), Sink.file(event -> got.addAndGet(Sink.isHealth(event) ? 0 : 1)));
            CountDownLatch started = new CountDownLatch(4);
            Thread stopper = new Thread(() -> {
                try {
                    started.await();
                    LockSupport.parkNanos(3_000_000);
                    test.door().stop();
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                }
            });
            stopper.start();
            inThreads(4, thread -> {
                started.countDown();
                while (test.door().isStarted()) {
                    test.log().info("event");
                }
            });
            stopper.join();
            RedactingAsyncAppender door = test.door();
            assertThat(door.getInFlight()).isZero();
            assertThat(got.get()).isEqualTo(door.getWritten());
            assertThat(door.getAccepted()).isEqualTo(door.getWritten() + door.getDropped());
            test.close();
        }
    }

    @Test
    void exit_whileCallersWaitForRoom_letsNoneGoOnBeforeItsEventIsWritten() throws Exception {
        int callers = 4;
        CountDownLatch isOpen = new CountDownLatch(1);
        Set<String> written = ConcurrentHashMap.newKeySet();
        Set<Thread> calling = ConcurrentHashMap.newKeySet();
        Queue<String> unwritten = new ConcurrentLinkedQueue<>();
        AtomicBoolean isEnding = new AtomicBoolean();
        Appender<ILoggingEvent> slow = Sink.file(event -> {
            isOpen.await();
            LockSupport.parkNanos(200_000);
            written.add(event.getFormattedMessage());
        });
        try (TestDoor door = new TestDoor(settings -> settings.setQueueSize(16), slow)) {
            inThreads(callers + 1, thread -> {
                if (thread == callers) {
                    await(() -> calling.size() == callers
                            && calling.stream().allMatch(caller -> caller.getState() == Thread.State.TIMED_WAITING));
                    door.door().writeThrough();
                    isEnding.set(true);
                    isOpen.countDown();
                    door.door().drainAtExit();
                    return;
                }
                calling.add(Thread.currentThread());
                for (int i = 0; i < 50; i++) {
                    String message = thread + " " + i;
                    door.log().info(message);
                    if (isEnding.get() && !written.contains(message)) {
                        unwritten.add(message);
                    }
                }
            });
        }
        assertThat(unwritten).isEmpty();
        assertThat(written).hasSize(50 * callers);
    }

    @Test
    void startAndStop_twice_workAndEndTheirThreads() {
        Sink.Kept kept = new Sink.Kept();
        TestDoor test = new TestDoor(door -> door.setName("TWICE"), Sink.file(kept), Sink.other(event -> {}));
        test.door().start();
        test.log().info("one");
        test.door().stop();
        test.door().stop();
        ch.qos.logback.core.Appender<ILoggingEvent> second = Sink.file(kept);
        second.setContext(test.context());
        test.door().addAppender(second);
        test.door().start();
        test.log().info("two");
        test.door().stop();
        assertThat(kept.messages()).containsExactly("one", "two");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("stepline-TWICE");
        test.close();
    }

    @Test
    void burst_over_isNotHeldInMemory() {
        List<java.lang.ref.WeakReference<Object>> arguments = new ArrayList<>();
        AtomicLong got = new AtomicLong();
        TestDoor test = new TestDoor(door -> {}, Sink.file(event -> got.incrementAndGet()), Sink.other(event -> {}));
        IntStream.range(0, 200).forEach(i -> {
            Object argument = new Object();
            arguments.add(new java.lang.ref.WeakReference<>(argument));
            test.log().info("event {}", argument);
        });
        await(() -> got.get() == 200);
        await(() -> {
            System.gc();
            return arguments.stream().allMatch(one -> one.get() == null);
        });
        test.close();
    }
}
