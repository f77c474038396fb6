package io.github.stepline.redact;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was masked, by rule, and what could not be judged. */
final class Tally {
    private final ConcurrentHashMap<String, LongAdder> masked = new ConcurrentHashMap<>();
    private final LongAdder failed = new LongAdder();
    private final LongAdder truncated = new LongAdder();

    void masked(String rule) {
        masked.computeIfAbsent(rule, name -> new LongAdder()).increment();
    }

    /** Counts a failure and returns the marker that says it. */
    String failed(String what) {
        failed.increment();
        return Mask.failed(what);
    }

    void truncated() {
        truncated.increment();
    }

    RedactionCounts counts() {
        Map<String, Long> byRule = new TreeMap<>();
        masked.forEach((rule, count) -> byRule.put(rule, count.sum()));
        return new RedactionCounts(byRule, failed.sum(), truncated.sum());
    }
}
