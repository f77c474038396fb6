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

/** Replays a log through reader and fold, and prints how fast that was and what it took. */
final class ReplayProgram {
    private ReplayProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        boolean folds = arguments.length < 3;
        for (int i = 0; i < rounds; i++) {
            List<BadLine> bad = new ArrayList<>();
            Fold fold = new Fold();
            long lines = 0;
            long start = System.nanoTime();
            long cpu = cpuNanos();
            try (LineReader reader = LineReader.open(file, bad::add)) {
                for (Line line = reader.next(); line != null; line = reader.next()) {
                    lines++;
                    if (folds) {
                        fold.accept(line);
                    }
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (cpuNanos() - cpu) / 1e9;
            System.out.printf(
                    "%,d lines in %.2f s (%.2f s of CPU): %,.0f lines/s, %,.0f lines/s of CPU, heap peak %,d KiB, bad %d%n",
                    lines, seconds, cpuSeconds, lines / seconds, lines / cpuSeconds, peak() / 1_024, bad.size());
            if (i == rounds - 1) {
                System.out.println(fold.snapshot().run());
            }
        }
    }

    /** Of the whole process: reading, garbage collection, compilation. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }
}
