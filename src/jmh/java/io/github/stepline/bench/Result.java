package io.github.stepline.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What one JVM measured, and how it tells the JVM that compares.
 *
 * @param eventsPerSecond that reached the file while the queue was in its steady state
 * @param cpuNanos of the whole process for an event
 * @param callerBytes allocated by the logging thread for an event
 * @param otherBytes allocated by all other threads for an event
 * @param lineBytes of an average line
 * @param lost calls without a line
 * @param p50 of a call in nanoseconds, when calls were paced; so the others
 * @param response99 like {@code p99}, counted from the moment at which the call was due
 */
record Result(
        double eventsPerSecond,
        double cpuNanos,
        double callerBytes,
        double otherBytes,
        double lineBytes,
        double lost,
        double p50,
        double p90,
        double p99,
        double response99) {
    String print() {
        return numbers()
                .mapToObj(number -> String.format(Locale.ROOT, "%.3f", number))
                .collect(Collectors.joining(" "));
    }

    String summary() {
        String speed = String.format(
                Locale.ROOT,
                "%,9.0f events/s  %,6.0f CPU ns/event  %,5.0f B/event",
                eventsPerSecond,
                cpuNanos,
                callerBytes);
        return p50 == 0
                ? speed
                : speed + String.format(Locale.ROOT, "  p50 %,.0f  p90 %,.0f  p99 %,.0f ns", p50, p90, p99);
    }

    private DoubleStream numbers() {
        return DoubleStream.of(
                eventsPerSecond, cpuNanos, callerBytes, otherBytes, lineBytes, lost, p50, p90, p99, response99);
    }

    static Result parse(String printed) {
        double[] n = Arrays.stream(printed.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Result(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
    }
}
