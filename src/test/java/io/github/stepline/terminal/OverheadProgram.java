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
 * A job of 10,000 items that says 1,000 events a second: what the events cost, as the CPU time of all threads of ours and
 * of the calls, in percent of the time that the job takes. Writes {@code percent events seconds} to the file that it is
 * given.
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
        long ours = oursNanos();
        long start = System.nanoTime();
        long calls = items(map, "item", ITEMS);
        long elapsed = System.nanoTime() - start;
        ours = oursNanos() - ours;
        map.succeeded();
        run.succeeded();
        double percent = 100.0 * (ours + calls) / elapsed;
        Files.writeString(
                Path.of(arguments[0]),
                String.format(
                        Locale.ROOT,
                        "%.2f %d %.1f %.2f %.2f",
                        percent,
                        2 * ITEMS,
                        elapsed / 1e9,
                        100.0 * ours / elapsed,
                        100.0 * calls / elapsed));
    }

    /** Returns the CPU time of the calls. */
    private static long items(Step map, String name, int count) {
        long next = System.nanoTime();
        long calls = 0;
        for (int i = 1; i <= count; i++) {
            int index = i;
            long before = THREADS.getCurrentThreadCpuTime();
            Step item = map.child(name + i, e -> e.index(index, ITEMS).worker("worker-1"));
            item.succeeded();
            calls += THREADS.getCurrentThreadCpuTime() - before;
            next += 2 * NANOS_PER_EVENT;
            LockSupport.parkNanos(next - System.nanoTime()); // the work, which is not what is measured
        }
        return calls;
    }

    private static long oursNanos() {
        long nanos = 0;
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("stepline-")) {
                nanos += Math.max(0, THREADS.getThreadCpuTime(id));
            }
        }
        return nanos;
    }
}
