package io.github.stepline;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says {@code resource_usage} every two seconds while a run or a step is open; files keep one every 10 s. What the
 * platform does not tell is left out. Used by one thread.
 */
final class ResourceUsage {
    static final long PERIOD_NANOS = 2_000_000_000L;

    private static final double PERCENT_OF_PERCENT = 10_000.0;
    private static final long BYTES_OF_A_KIB = 1_024;

    private final Path status;
    private final Path io;
    private boolean isWatching;
    private long saidNanos;
    private long keptNanos;
    private long cpuNanos;

    ResourceUsage() {
        this(Path.of("/proc/self"));
    }

    /** @param process a directory like Linux's {@code /proc/self}, or one that is not there */
    ResourceUsage(Path process) {
        this.status = process.resolve("status");
        this.io = process.resolve("io");
    }

    /** Says it if it is time. Nothing is measured while nothing is open or nobody listens. */
    void tick(long nowNanos) {
        if (!OpenSteps.isAnyOpen() || !Route.isEnabled(Component.RUNNER, Action.RESOURCE_USAGE.level())) {
            isWatching = false;
        } else if (!isWatching) {
            isWatching = true;
            saidNanos = nowNanos;
            keptNanos = nowNanos;
            cpuNanos = processCpuNanos();
        } else if (nowNanos - saidNanos >= PERIOD_NANOS) {
            say(nowNanos);
        }
    }

    private void say(long nowNanos) {
        LogEvent event = event(nowNanos - saidNanos).build();
        saidNanos = nowNanos;
        if (nowNanos - keptNanos >= ProgressTicker.DURABLE_EVERY_NANOS) {
            keptNanos = nowNanos;
            Route.say(event, ResourceUsage.class);
        } else {
            Route.sayTransient(event, ResourceUsage.class);
        }
    }

    private EventBuilder event(long nanos) {
        EventBuilder event = new EventBuilder(Action.RESOURCE_USAGE);
        add(event, "cpu", cpu(nanos));
        Runtime runtime = Runtime.getRuntime();
        add(event, "heap_bytes", runtime.totalMemory() - runtime.freeMemory());
        add(event, "rss_bytes", times(value(status, "VmRSS:"), BYTES_OF_A_KIB));
        add(event, "disk_written_bytes", value(io, "write_bytes:"));
        return event;
    }

    private static void add(EventBuilder event, String key, @Nullable Object value) {
        if (value != null) {
            event.detail(key, value);
        }
    }

    /** The share of all processors since the last time, from 0 to 1. */
    private @Nullable Double cpu(long nanos) {
        long before = cpuNanos;
        cpuNanos = processCpuNanos();
        if (before < 0 || cpuNanos < 0) {
            return null;
        }
        double share =
                (double) (cpuNanos - before) / nanos / Runtime.getRuntime().availableProcessors();
        return Math.round(Math.max(0, Math.min(1, share)) * PERCENT_OF_PERCENT) / PERCENT_OF_PERCENT;
    }

    /** Negative where nobody tells: another JVM, or a runtime image without the module. */
    private static long processCpuNanos() {
        try {
            return ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getProcessCpuTime()
                    : -1;
        } catch (LinkageError | RuntimeException absent) {
            return -1;
        }
    }

    /** The number after a name in a file of the kernel, or null. */
    private static @Nullable Long value(Path file, String name) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines) {
                if (line.startsWith(name)) {
                    return Long.valueOf(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            // Then nobody knows.
        }
        return null;
    }

    private static @Nullable Long times(@Nullable Long value, long factor) {
        return value == null ? null : value * factor;
    }
}
