package io.github.stepline.batch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What an item that does nothing costs the processor, and how many keys fit into a heap. A program to be run by hand:
 *
 * <pre>
 * java -cp … -Dlogback.configurationFile=logback-examples/console.xml …BatchCost 100000 4 /tmp/runs > /dev/null
 * java -Xmx512m -cp … …BatchCost 10000000 2
 * </pre>
 */
final class BatchCost {
    private BatchCost() {}

    /** @param arguments how many items, how many workers, and where runs go, if anywhere */
    public static void main(String[] arguments) {
        long items = Long.parseLong(arguments[0]);
        int workers = Integer.parseInt(arguments[1]);
        Path runs = arguments.length > 2 ? Path.of(arguments[2]) : null;
        if (runs != null) {
            run("warm-up", items / 2, workers, runs);
        }
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        BatchResult result = run("measured", items, workers, runs);
        double micros = (process.getProcessCpuTime() - before) / 1e3 / items;
        System.err.printf(
                "%s%n%.2f us CPU an item, %.1f s, %,d items/s%n",
                result,
                micros,
                result.duration().toMillis() / 1e3,
                result.succeeded() * 1_000 / Math.max(1, result.duration().toMillis()));
    }

    private static BatchResult run(String name, long items, int workers, @Nullable Path runs) {
        Batch<Long> batch = Batch.of(name, LongStream.range(0, items).boxed())
                .key(item -> "item-" + item)
                .workers(workers);
        return (runs == null ? batch : batch.runs(runs)).run((item, step) -> null);
    }
}
