package io.github.stepline.terminal;

import io.github.stepline.Events;
import io.github.stepline.Step;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A job of 10,000 items that says 1,000 events a second: what that costs, as CPU time in percent of the time that the job
 * takes; once in a JVM that has just begun, and once in one whose compiler has seen the code. Writes to the file that it is
 * given: the percents of the threads that show the run, cold and warm; of the calls; of the door; the nanoseconds of a call.
 */
final class OverheadProgram {
    private static final int ITEMS = 10_000;
    private static final long NANOS_PER_EVENT = TimeUnit.MILLISECONDS.toNanos(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private OverheadProgram() {}

    public static void main(String[] arguments) throws Exception {
        double cold = percentsOf("cold")[0];
        Step fast = Events.runStarted("warm-up", e -> e.children("map"));
        items(fast.child("map", e -> e.items(3 * ITEMS)), 3 * ITEMS, NANOS_PER_EVENT / 10);
        fast.succeeded();
        double[] warm = percentsOf("warm");
        double callNanos = nanosPerCall();
        double calls = 100 * callNanos / NANOS_PER_EVENT;
        Files.writeString(
                Path.of(arguments[0]),
                String.format(Locale.ROOT, "%.2f %.2f %.2f %.2f %.0f", cold, warm[0], calls, warm[1], callNanos));
    }

    /** CPU time in percent of the time that a job takes: of the threads that show it, and of the door's. */
    private static double[] percentsOf(String name) {
        Step run = Events.runStarted(name, e -> e.children("map"));
        Step map = run.child("map", e -> e.items(ITEMS));
        double[] before = oursNanos();
        long start = System.nanoTime();
        items(map, ITEMS, NANOS_PER_EVENT);
        double elapsed = System.nanoTime() - start;
        double[] after = oursNanos();
        map.succeeded();
        run.succeeded();
        return new double[] {100 * (after[0] - before[0]) / elapsed, 100 * (after[1] - before[1]) / elapsed};
    }

    private static void items(Step map, int count, long nanosPerEvent) {
        long next = System.nanoTime();
        for (int i = 1; i <= count; i++) {
            item(map, "item" + i, i, count);
            next += 2 * nanosPerEvent;
            LockSupport.parkNanos(next - System.nanoTime()); // the work, which is not what is measured
        }
    }

    private static void item(Step map, String name, int index, int count) {
        map.child(name, e -> e.index(index, count).worker("worker-1")).succeeded();
    }

    /** CPU time of the caller for one event, when nothing else is done. */
    private static double nanosPerCall() {
        Step map = Events.runStarted("calls").child("map");
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 1; i <= 1_000; i++) {
                item(map, "call" + round + "-" + i, i, 1_000);
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 2_000.0);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return best;
    }

    /** CPU time of what shows the run, and of the door that every line goes through, shown or not. */
    private static double[] oursNanos() {
        double[] nanos = new double[2];
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("stepline-")) {
                nanos[info.getThreadName().equals("stepline-DOOR") ? 1 : 0] +=
                        Math.max(0, THREADS.getThreadCpuTime(id));
            }
        }
        return nanos;
    }
}
