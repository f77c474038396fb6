package io.github.stepline.progress;

import io.github.stepline.json.BadLine;
import io.github.stepline.json.Line;
import io.github.stepline.json.LineReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code FILE ROUNDS}: replays a log through reader and fold some times, the reader alone first, and prints how fast that
 * was and what it took.
 */
final class ReplayProgram {
    private ReplayProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        for (int round = 1; round <= rounds; round++) {
            replay(file, "reader and fold, round " + round, new Fold());
        }
        replay(file, "reader alone", null);
        Fold last = new Fold();
        replay(file, "reader and fold", last);
        RunSnapshot run = Objects.requireNonNull(last.snapshot().run());
        System.out.println(run.step().state() + " " + run.step().counts());
    }

    private static void replay(Path file, String what, @Nullable Fold fold) throws IOException {
        List<BadLine> bad = new ArrayList<>();
        long lines = 0;
        long start = System.nanoTime();
        long cpu = cpuNanos();
        try (LineReader reader = LineReader.open(file, bad::add)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines++;
                if (fold != null) {
                    fold.accept(line);
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        System.out.printf(
                "%s: %,d lines (%d bad) in %.2f s, %.2f s of CPU: %,.0f lines/s, %,.0f lines per second of CPU;"
                        + " heap peak %,d KiB of %,d KiB%n",
                what,
                lines,
                bad.size(),
                seconds,
                cpuSeconds,
                lines / seconds,
                lines / cpuSeconds,
                peak() / 1_024,
                Runtime.getRuntime().maxMemory() / 1_024);
    }

    /** Of the whole process: reading, collecting garbage, compiling. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long peak() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return peak;
    }
}
