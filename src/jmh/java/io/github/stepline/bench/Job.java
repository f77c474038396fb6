package io.github.stepline.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What one JVM shall measure.
 *
 * @param warmUp events before the measured ones
 * @param events that are measured
 * @param perSecond calls a second from one thread, or 0 for as fast as it goes
 */
record Job(Stack stack, Load load, int producers, long warmUp, long events, long perSecond, Path file) {
    /** About so many are written. */
    long lines() {
        return warmUp + events;
    }

    Path resultFile() {
        return file.resolveSibling("result");
    }

    List<String> arguments() {
        return List.of(
                stack.id(),
                load.name(),
                String.valueOf(producers),
                String.valueOf(warmUp),
                String.valueOf(events),
                String.valueOf(perSecond),
                file.toString());
    }

    static Job of(String[] arguments) {
        return new Job(
                Stack.of(arguments[0]),
                Load.valueOf(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                Long.parseLong(arguments[4]),
                Long.parseLong(arguments[5]),
                Path.of(arguments[6]));
    }
}
