package io.github.stepline.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a batch was told; {@link Batch} says what each is. */
final class Settings<I> {
    enum Resume {
        NEW,
        NEWEST,
        DEAD_LETTERS
    }

    final String name;
    final Iterable<I> source;
    final boolean isLazy;

    @Nullable
    Function<? super I, String> key;

    int workers = 1;
    boolean virtualThreads;

    @Nullable
    Executor executor;

    @Nullable
    Duration timeout;

    Duration grace = Duration.ofSeconds(10);
    int retries;
    Backoff backoff = Backoff.constant(Duration.ZERO);
    Predicate<? super Throwable> retryOn = error -> true;
    int failFirst;
    int failCount;
    double failRate;
    int failRateFrom;
    Preflight preflight = Preflight.skip();

    @Nullable
    Path runs;

    Resume resume = Resume.NEW;
    Predicate<? super I> rerunInterrupted = item -> true;
    boolean acceptsChanges;
    boolean dryRun;
    final Map<String, String> job = new LinkedHashMap<>();
    Duration sync = Duration.ofSeconds(1);
    boolean workerLogs = true;
    Runnable closeSource = () -> {};
    Duration stallAfter = Duration.ofMinutes(5);

    @Nullable
    Duration monitor;

    RunTime time = RunTime.SYSTEM;

    Settings(String name, Iterable<I> source, boolean isLazy) {
        this.name = name;
        this.source = source;
        this.isLazy = isLazy;
    }

    static <I> Iterable<I> once(Iterator<I> iterator) {
        return () -> iterator;
    }

    static int atLeast(int least, String setting, int value) {
        if (value < least) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be " + least + " or more.");
        }
        return value;
    }

    static Duration positive(String setting, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be positive.");
        }
        return value;
    }

    static Duration notNegative(String setting, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must not be negative.");
        }
        return value;
    }
}
