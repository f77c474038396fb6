package io.github.stepline.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far everything was at one moment.
 *
 * @param nanos of the monotonic clock
 * @param cpuNanos of the whole process, compilers and collectors included
 * @param fileBytes in the file
 * @param callerCpuNanos of this thread
 * @param callerBytes allocated by this thread so far
 * @param otherBytes allocated by all other threads that live now
 */
record Moment(long nanos, long cpuNanos, long fileBytes, long callerCpuNanos, long callerBytes, long otherBytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Moment now(Path file) {
        long caller = THREADS.getCurrentThreadAllocatedBytes();
        long others = allThreads() - caller;
        try {
            return new Moment(
                    System.nanoTime(),
                    SYSTEM.getProcessCpuTime(),
                    Files.size(file),
                    THREADS.getCurrentThreadCpuTime(),
                    caller,
                    others);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static long allThreads() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
