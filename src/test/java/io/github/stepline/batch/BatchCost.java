package io.github.stepline.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an item that does nothing costs the processor, and how many keys fit into a heap. A program to be run by hand, on
 * Linux, for it reads from {@code /proc} what each thread has used:
 *
 * <pre>
 * java -cp … -Dlogback.configurationFile=logback-examples/console.xml …BatchCost 100000 4 /tmp/runs > /dev/null
 * java -cp … -Dlogback.configurationFile=logback-examples/console.xml …BatchCost 100000 4 /tmp/runs 400000 > /dev/null
 * java -Xmx512m -cp … …BatchCost 10000000 2
 * </pre>
 *
 * The first counts everything since the JVM began, the second what comes after so many items that warm it up.
 */
final class BatchCost {
    private static final String COMPILER = "compiler";

    /** After its first end a run is compiled anew. */
    private static final int WARM_UPS = 4;

    private BatchCost() {}

    /** @param arguments how many items, how many workers, where runs go, if anywhere, and how many items warm up */
    public static void main(String[] arguments) {
        long items = Long.parseLong(arguments[0]);
        int workers = Integer.parseInt(arguments[1]);
        Path runs = arguments.length > 2 ? Path.of(arguments[2]) : null;
        long warmUp = arguments.length > 3 ? Long.parseLong(arguments[3]) : 0;
        TreeMap<String, Double> before = new TreeMap<>();
        if (warmUp > 0) {
            for (int i = 0; i < WARM_UPS; i++) {
                BatchResult unused = run("warm-up", warmUp / WARM_UPS, workers, runs);
            }
            before = used();
        }
        BatchResult result = run("measured", items, workers, runs);
        TreeMap<String, Double> parts = used();
        before.forEach((part, micros) -> parts.merge(part, -micros, Double::sum));
        double all = parts.values().stream().mapToDouble(micros -> micros).sum();
        double compiler = parts.getOrDefault(COMPILER, 0.0);
        System.err.printf(
                "%s%n%.2f us CPU an item, %.2f without the compiler, %.1f s, %,d items/s%n",
                result,
                all / items,
                (all - compiler) / items,
                result.duration().toMillis() / 1e3,
                result.succeeded() * 1_000 / Math.max(1, result.duration().toMillis()));
        parts.forEach((part, micros) -> System.err.printf("%8.2f %s%n", micros / items, part));
    }

    private static BatchResult run(String name, long items, int workers, @Nullable Path runs) {
        Batch<Long> batch = Batch.of(name, LongStream.range(0, items).boxed())
                .key(item -> "item-" + item)
                .workers(workers);
        return (runs == null ? batch : batch.runs(runs)).run((item, step) -> null);
    }

    /** The microseconds that threads have used, by what they are for; of threads that have ended, under "ended". */
    private static TreeMap<String, Double> used() {
        TreeMap<String, Double> parts = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                String name = Files.readString(thread.resolve("comm")).strip();
                parts.merge(part(name), micros(thread), Double::sum);
            }
        } catch (IOException noLinux) {
            throw new UncheckedIOException(noLinux);
        }
        LongSupplier process = () -> ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        double alive = parts.values().stream().mapToDouble(micros -> micros).sum();
        parts.put("workers, which have ended", process.getAsLong() / 1e3 - alive);
        return parts;
    }

    private static String part(String thread) {
        if (thread.startsWith("C1 Compiler") || thread.startsWith("C2 Compiler")) {
            return COMPILER;
        }
        return thread.startsWith("GC") || thread.startsWith("G1") ? "collector" : thread;
    }

    private static double micros(Path thread) throws IOException {
        return Double.parseDouble(Files.readString(thread.resolve("schedstat")).split(" ")[0]) / 1e3;
    }
}
