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
 * given: the percents of the threads that show the run, cold, warm, and the least of ten parts; of the calls; of the door; the
 * nanoseconds of a call.
 */
final class OverheadProgram {
    private static final int ITEMS = 10_000;
    private static final int PARTS = 10;
    private static final long NANOS_PER_EVENT = TimeUnit.MILLISECONDS.toNanos(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private OverheadProgram() {}

    public static void main(String[] arguments) throws Exception {
        Cost cold = costOf("cold");
        Step fast = Events.runStarted("warm-up", e -> e.children("map"));
        items(fast.child("map", e -> e.items(3 * ITEMS)), 1, 3 * ITEMS, NANOS_PER_EVENT / 10);
        fast.succeeded();
        Cost warm = costOf("warm");
        double callNanos = nanosPerCall();
        double calls = 100 * callNanos / NANOS_PER_EVENT;
        Files.writeString(
                Path.of(arguments[0]),
                String.format(
                        Locale.ROOT,
                        "%.2f %.2f %.2f %.2f %.2f %.0f",
                        cold.mean,
                        warm.mean,
                        warm.least,
                        calls,
                        warm.door,
                        callNanos));
    }

    /**
     * CPU time in percent of the time that a job takes.
     *
     * @param mean of the threads that show it
     * @param least the same, in the cheapest tenth of the job: what others do on the machine makes CPU time longer, never shorter
     * @param door of the door's thread, which every line goes through, shown or not
     */
    private record Cost(double mean, double least, double door) {}

    private static Cost costOf(String name) {
        Step run = Events.runStarted(name, e -> e.children("map"));
        Step map = run.child("map", e -> e.items(ITEMS));
        double least = Double.MAX_VALUE;
        double[] begin = oursNanos();
        long start = System.nanoTime();
        for (int part = 0; part < PARTS; part++) {
            double[] before = oursNanos();
            long partStart = System.nanoTime();
            items(map, 1 + part * ITEMS / PARTS, ITEMS / PARTS, NANOS_PER_EVENT);
            least = Math.min(least, 100 * (oursNanos()[0] - before[0]) / (System.nanoTime() - partStart));
        }
        double[] end = oursNanos();
        double elapsed = System.nanoTime() - start;
        map.succeeded();
        run.succeeded();
        return new Cost(100 * (end[0] - begin[0]) / elapsed, least, 100 * (end[1] - begin[1]) / elapsed);
    }

    private static void items(Step map, int first, int count, long nanosPerEvent) {
        long next = System.nanoTime();
        for (int i = first; i < first + count; i++) {
            item(map, "item" + i, i, Math.max(ITEMS, count));
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
