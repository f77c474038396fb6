package io.github.stepline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The two clocks of the process: the wall's for timestamps, the monotonic one for durations. Tests put in their own. */
final class Time {
    private static volatile InstantSource wall = InstantSource.system();
    private static volatile LongSupplier monotonic = System::nanoTime;

    private Time() {}

    static Instant now() {
        return Instant.ofEpochMilli(wall.millis());
    }

    static long millis() {
        return wall.millis();
    }

    static long nanos() {
        return monotonic.getAsLong();
    }

    /** Milliseconds from {@code startNanos} to now, to the microsecond. */
    static double millisSince(long startNanos) {
        return Math.round((nanos() - startNanos) / 1_000.0) / 1_000.0;
    }

    static void use(InstantSource newWall, LongSupplier newMonotonic) {
        wall = newWall;
        monotonic = newMonotonic;
    }

    static void useSystem() {
        use(InstantSource.system(), System::nanoTime);
    }
}
