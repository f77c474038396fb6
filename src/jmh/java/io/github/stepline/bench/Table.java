package io.github.stepline.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, as a Markdown table. A ratio is taken within each round, between two JVMs of the same minute; printed
 * are the median over all rounds and, in brackets, the least and the greatest.
 */
final class Table {
    /** What ratios are taken to. */
    private static final Stack PEER = Stack.DISRUPTOR;

    private Table() {}

    static String ofThroughput(Map<Stack, List<Result>> results) {
        StringBuilder table = new StringBuilder("""
                | pipeline | events/s | CPU ns/event | × the peer's events/s | × the peer's CPU | % of the limit | B/event, caller | B/event, others | B/line | lost |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        results.forEach((stack, own) -> table.append(row(
                stack,
                number(own, Result::eventsPerSecond),
                number(own, Result::cpuNanos),
                ratio(own, results.get(PEER), Result::eventsPerSecond, 1, "%.2f"),
                ratio(own, results.get(PEER), Result::cpuNanos, 1, "%.2f"),
                ratio(own, results.get(Stack.LIMIT), Result::eventsPerSecond, 100, "%.0f %%"),
                number(own, Result::callerBytes),
                number(own, Result::otherBytes),
                number(own, Result::lineBytes),
                number(own, Result::lost))));
        return table.toString();
    }

    static String ofLatency(Map<Stack, List<Result>> results) {
        StringBuilder table = new StringBuilder("""
                | pipeline | p50 ns | p90 ns | p99 ns | × the peer's p50 | × p90 | × p99 | response p99 ns | CPU ns/event | B/event, caller | B/event, others | lost |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        results.forEach((stack, own) -> table.append(row(
                stack,
                number(own, Result::p50),
                number(own, Result::p90),
                number(own, Result::p99),
                ratio(own, results.get(PEER), Result::p50, 1, "%.2f"),
                ratio(own, results.get(PEER), Result::p90, 1, "%.2f"),
                ratio(own, results.get(PEER), Result::p99, 1, "%.2f"),
                number(own, Result::response99),
                number(own, Result::cpuNanos),
                number(own, Result::callerBytes),
                number(own, Result::otherBytes),
                number(own, Result::lost))));
        return table.toString();
    }

    private static String row(Stack stack, String... cells) {
        return "| " + stack.title + " | " + String.join(" | ", cells) + " |\n";
    }

    private static String number(List<Result> results, ToDoubleFunction<Result> of) {
        return String.format(
                Locale.ROOT, "%,.0f", median(results.stream().mapToDouble(of).toArray()));
    }

    private static String ratio(
            List<Result> own, @Nullable List<Result> others, ToDoubleFunction<Result> of, int scale, String format) {
        if (others == null) {
            return "";
        }
        double[] ratios = IntStream.range(0, Math.min(own.size(), others.size()))
                .mapToDouble(i -> scale * of.applyAsDouble(own.get(i)) / of.applyAsDouble(others.get(i)))
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
