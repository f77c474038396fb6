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
 * takes. Writes to the file that it is given: the percents of the threads that show the run, of the door's, and of the calls;
 * the nanoseconds of a call; the seconds of the job.
 */
final class OverheadProgram {
    private static final int ITEMS = 10_000;
    private static final long NANOS_PER_EVENT = TimeUnit.MILLISECONDS.toNanos(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private OverheadProgram() {}

    public static void main(String[] arguments) throws Exception {
        Step run = Events.runStarted("overhead", e -> e.children("map"));
        Step map = run.child("map", e -> e.items(ITEMS));
        items(map, "warm-up", 2_000);
        double[] before = oursNanos();
        long start = System.nanoTime();
        items(map, "item", ITEMS);
        double elapsed = System.nanoTime() - start;
        double[] after = oursNanos();
        double live = 100 * (after[0] - before[0]) / elapsed;
        double door = 100 * (after[1] - before[1]) / elapsed;
        double callNanos = nanosPerCall(map);
        double calls = 100 * 2 * ITEMS * callNanos / elapsed;
        map.succeeded();
        run.succeeded();
        Files.writeString(
                Path.of(arguments[0]),
                String.format(Locale.ROOT, "%.2f %.2f %.2f %.0f %.1f", live, door, calls, callNanos, elapsed / 1e9));
    }

    private static void items(Step map, String name, int count) {
        long next = System.nanoTime();
        for (int i = 1; i <= count; i++) {
            item(map, name, i);
            next += 2 * NANOS_PER_EVENT;
            LockSupport.parkNanos(next - System.nanoTime()); // the work, which is not what is measured
        }
    }

    private static void item(Step map, String name, int index) {
        map.child(name + index, e -> e.index(index, ITEMS).worker("worker-1")).succeeded();
    }

    /** CPU time of the caller for one event, when nothing else is done. */
    private static double nanosPerCall(Step map) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 1; i <= 1_000; i++) {
                item(map, "call" + round + "-", i);
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
