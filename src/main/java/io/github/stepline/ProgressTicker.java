package io.github.stepline;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says {@code step_progress} for the steps whose counts have changed: each step at most twice a second, all together at
 * most 100 a second, in turn. Files keep one of a step every 10 s unless nothing has changed; the last count stands in
 * the event of its end. One daemon thread, begun with the first run or the first count; it says {@code resource_usage}
 * as well.
 */
final class ProgressTicker {
    static final ProgressTicker SHARED = new ProgressTicker();
    static final long PERIOD_MS = 500;
    static final int MAX_PER_TICK = 50;
    static final int MAX_WATCHED = 100_000;
    static final long DURABLE_EVERY_NANOS = 10_000_000_000L;

    private static volatile ProgressTicker current = SHARED;

    private final ConcurrentLinkedQueue<Watched> watched = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final ResourceUsage resources = new ResourceUsage();

    /** The one that looks after steps from now on; tests put in their own, which has no thread. */
    static void use(ProgressTicker ticker) {
        current = ticker;
    }

    static ProgressTicker current() {
        return current;
    }

    /**
     * Looks after a step from now until its end. Past {@value #MAX_WATCHED} steps, which only a program that forgets
     * their ends can have, a further one is left alone.
     */
    void watch(Step step, Counters counters) {
        if (size.get() >= MAX_WATCHED || !counters.watch()) {
            return;
        }
        size.incrementAndGet();
        watched.add(new Watched(step, counters));
        beginOnce();
    }

    /** What the process uses is said while a run goes on, if somebody listens. */
    void runStarted() {
        if (!begun.get() && Route.isEnabled(Component.RUNNER, Action.RESOURCE_USAGE.level())) {
            beginOnce();
        }
    }

    private void beginOnce() {
        if (this == SHARED && begun.compareAndSet(false, true)) {
            begin();
        }
    }

    /** One round: each watched step comes by once, and goes to the back of the queue unless it is over. */
    void tick(long nowNanos) {
        int said = 0;
        for (int left = size.get(); left > 0 && said < MAX_PER_TICK; left--) {
            Watched next = watched.poll();
            if (next == null) {
                return;
            }
            if (next.step.state().isEnd()) {
                forget(next);
                continue;
            }
            watched.add(next);
            if (next.counters.hasNews(nowNanos, DURABLE_EVERY_NANOS)) {
                next.step.sayProgress(!next.counters.takeNews(nowNanos, DURABLE_EVERY_NANOS));
                said++;
            }
        }
    }

    /** A step that has come back in between has found itself watched, so it is looked at once more. */
    private void forget(Watched ended) {
        size.decrementAndGet();
        ended.counters.unwatch();
        if (!ended.step.state().isEnd()) {
            watch(ended.step, ended.counters);
        }
    }

    private record Watched(Step step, Counters counters) {}

    private void begin() {
        Thread thread = new Thread(this::tickForEver, "stepline-progress");
        thread.setDaemon(true);
        thread.start();
    }

    private void tickForEver() {
        while (true) {
            try {
                Thread.sleep(PERIOD_MS);
                tick(Time.nanos());
                resources.tick(Time.nanos());
            } catch (InterruptedException ignored) {
                // Nobody has a reason to stop it; a daemon thread ends with the process.
            } catch (Throwable thrown) {
                InternalReport.once("progress could not be said", thrown);
            }
        }
    }
}
