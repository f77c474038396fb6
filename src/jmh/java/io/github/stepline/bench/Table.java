package io.github.stepline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was measured, as a Markdown table. A number is the median over all rounds. A ratio is taken within each round,
 * between two JVMs of the same minutes; printed are the median and, in brackets, the least and the greatest. It is taken
 * to the best peer of its own column, which is printed bold.
 */
final class Table {
    private final Map<Stack, List<Result>> results;
    private final List<Column> columns = new ArrayList<>();

    private Table(Map<Stack, List<Result>> results) {
        this.results = results;
    }

    /** @param cell the text of one stack's cell */
    private record Column(String name, Function<Stack, String> cell) {}

    static String ofThroughput(Map<Stack, List<Result>> results) {
        Table table = new Table(results);
        table.compare("events/s", Result::eventsPerSecond, true);
        table.compare("CPU ns/event", Result::cpuNanos, false);
        table.ratio("% of the limit", Stack.LIMIT, Result::eventsPerSecond, "%.0f");
        table.number("B/event, caller", Result::callerBytes);
        table.number("B/event, others", Result::otherBytes);
        table.number("B/line", Result::lineBytes);
        table.number("lost", Result::lost);
        return table.print()
                + table.pair(Stack.STEPLINE, Stack.MASKED, "events/s", Result::eventsPerSecond)
                + table.pair(Stack.STEPLINE_TEXT, Stack.STEPLINE, "CPU", Result::cpuNanos);
    }

    static String ofLatency(Map<Stack, List<Result>> results) {
        Table table = new Table(results);
        table.compare("p50 ns", Result::p50, false);
        table.compare("p90 ns", Result::p90, false);
        table.compare("p99 ns", Result::p99, false);
        table.number("response p99 ns", Result::response99);
        table.number("CPU ns/event, others", Result::cpuNanos);
        table.number("B/event, caller", Result::callerBytes);
        table.number("B/event, others", Result::otherBytes);
        table.number("lost", Result::lost);
        return table.print();
    }

    /** A column of numbers with the best peer's in bold, and one of ratios to that peer. */
    private void compare(String name, ToDoubleFunction<Result> of, boolean more) {
        Optional<Stack> best = best(of, more);
        columns.add(new Column(name, stack -> {
            String number = format(median(stack, of));
            return best.filter(stack::equals).isPresent() ? "**" + number + "**" : number;
        }));
        best.ifPresent(peer -> ratio("× best", peer, of, "%.2f"));
    }

    private void number(String name, ToDoubleFunction<Result> of) {
        columns.add(new Column(name, stack -> format(median(stack, of))));
    }

    private void ratio(String name, Stack to, ToDoubleFunction<Result> of, String format) {
        if (results.containsKey(to)) {
            double scale = name.startsWith("%") ? 100 : 1;
            columns.add(new Column(name, stack -> ratios(stack, to, of, scale, format)));
        }
    }

    private Optional<Stack> best(ToDoubleFunction<Result> of, boolean more) {
        Comparator<Stack> byMedian = Comparator.comparingDouble(stack -> median(stack, of));
        return results.keySet().stream().filter(Stack::isPeer).max(more ? byMedian : byMedian.reversed());
    }

    private String pair(Stack one, Stack other, String name, ToDoubleFunction<Result> of) {
        return results.containsKey(one) && results.containsKey(other)
                ? String.format(
                        "%n%s: %s × the %s of %s%n", one.title, ratios(one, other, of, 1, "%.2f"), name, other.title)
                : "";
    }

    private String print() {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(" | ", "| pipeline | ", " |\n"));
        String rule = "|---".repeat(columns.size() + 1) + "|\n";
        return names + rule + results.keySet().stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Stack stack) {
        return columns.stream()
                .map(column -> column.cell().apply(stack))
                .collect(Collectors.joining(" | ", "| " + stack.title + " | ", " |\n"));
    }

    private String ratios(Stack one, Stack other, ToDoubleFunction<Result> of, double scale, String format) {
        double[] ratios = IntStream.range(
                        0, Math.min(rounds(one).size(), rounds(other).size()))
                .mapToDouble(i -> scale
                        * of.applyAsDouble(rounds(one).get(i))
                        / of.applyAsDouble(rounds(other).get(i)))
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private double median(Stack stack, ToDoubleFunction<Result> of) {
        return median(rounds(stack).stream().mapToDouble(of).toArray());
    }

    private List<Result> rounds(Stack stack) {
        return results.getOrDefault(stack, List.of());
    }

    private static String format(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number));
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
