package io.github.stepline.batch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** How long to wait before an item is tried again. */
@FunctionalInterface
public interface Backoff {
    /** The time before a retry, which counts from 1. */
    Duration before(int retry);

    /** The same time before each. */
    static Backoff constant(Duration delay) {
        Settings.notNegative("delay", delay);
        return retry -> delay;
    }

    /**
     * A random time up to a limit that doubles with each retry: {@code first}, twice {@code first}, … {@code longest}.
     * That it is random keeps items that failed together from coming back together.
     */
    static Backoff exponential(Duration first, Duration longest) {
        return exponential(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param random gives numbers from 0 to 1 */
    static Backoff exponential(Duration first, Duration longest, DoubleSupplier random) {
        Settings.notNegative("first", first);
        Settings.notNegative("longest", longest);
        return retry -> {
            double limit = Math.min(longest.toNanos(), first.toNanos() * Math.pow(2, retry - 1.0));
            return Duration.ofNanos((long) (random.getAsDouble() * limit));
        };
    }
}
