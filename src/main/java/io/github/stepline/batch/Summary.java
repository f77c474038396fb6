package io.github.stepline.batch;

import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import io.github.stepline.json.JsonText;
import io.github.stepline.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code summary.json}: a run in one object of JSON. */
final class Summary {
    private static final String FILE = "summary.json";
    private static final double NANOS_PER_MS = 1e6;

    private Summary() {}

    /** What values become in files: copied, bounded and masked. */
    static Map<String, @Nullable Object> masked(Map<String, ? extends @Nullable Object> values) {
        return LogEvent.of(Instant.EPOCH, Level.INFO, null, null, "", values)
                .redacted(Redactor.shared())
                .details();
    }

    /** Of a run that has ended. */
    static void write(Settings<?> settings, BatchResult result, String lineage, String state, Tally tally)
            throws IOException {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("run_id", result.runId());
        summary.put("name", settings.name);
        summary.put("lineage", lineage);
        summary.put("resumed_from", result.plan() == null ? null : result.plan().from());
        summary.put("state", state);
        summary.put("reason", result.reason());
        summary.put("exit_code", result.exitCode());
        summary.put("ended_at", settings.time.now());
        summary.put("duration_ms", result.duration().toNanos() / NANOS_PER_MS);
        summary.put("counts", counts(result));
        double seconds = result.duration().toNanos() / 1e9;
        summary.put("items_per_second", seconds > 0 ? result.succeeded() / seconds : null);
        summary.put("item_ms", durations(tally));
        summary.put(
                "failures",
                result.failures().stream().limit(100).map(Summary::failure).toList());
        summary.put("workers", settings.workers);
        summary.put("settings", settings.job);
        String version = Batch.class.getPackage().getImplementationVersion();
        summary.put(
                "versions", Map.of("java", Runtime.version().toString(), "stepline", version == null ? "?" : version));
        if (result.directory() != null) {
            write(result.directory(), summary);
        }
    }

    /** Of a run that a crash ended, when it is resumed: what its journal tells of its lineage. */
    static void ofCrashed(PastRun past) throws IOException {
        Path directory = past.head().directory();
        if (Files.exists(directory.resolve(FILE))) {
            return;
        }
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        counts.put("success", past.count(PastRun.DONE));
        counts.put("failed", past.count(PastRun.FAILED));
        counts.put("interrupted", past.count(PastRun.STARTED));
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("run_id", past.head().runId());
        summary.put("name", past.head().name());
        summary.put("lineage", past.head().lineage());
        summary.put("state", "interrupted");
        summary.put("counts", counts);
        write(directory, summary);
    }

    private static Map<String, Long> counts(BatchResult result) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("success", result.succeeded());
        counts.put("existing", result.existing());
        counts.put("error", result.errors());
        counts.put("timeout", result.timeouts());
        counts.put("cancelled", result.cancelled());
        counts.put("abandoned", result.abandoned());
        counts.put("retries", result.retries());
        return counts;
    }

    private static Map<String, Double> durations(Tally tally) {
        Map<String, Double> durations = new LinkedHashMap<>();
        durations.put("p50", tally.within(0.5) / NANOS_PER_MS);
        durations.put("p95", tally.within(0.95) / NANOS_PER_MS);
        durations.put("max", tally.longest() / NANOS_PER_MS);
        return durations;
    }

    private static Map<String, Object> failure(BatchResult.Failure failure) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", failure.key());
        values.put("status", failure.outcome().toString());
        values.put("attempts", failure.attempts());
        values.put("error", failure.error());
        return values;
    }

    private static void write(Path directory, Map<String, @Nullable Object> summary) throws IOException {
        Path part = directory.resolve(FILE + ".part");
        Files.writeString(part, JsonText.of(masked(summary)) + "\n");
        Files.move(part, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
