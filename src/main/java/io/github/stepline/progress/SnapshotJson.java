package io.github.stepline.progress;

import io.github.stepline.State;
import io.github.stepline.json.JsonText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot as JSON: the object that {@code progress.schema.json} describes. What is null is left out. */
final class SnapshotJson {
    private static final int VERSION = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Object> members = new LinkedHashMap<>();

    private SnapshotJson() {}

    static String of(Snapshot snapshot) {
        return JsonText.of(new SnapshotJson()
                .put("at", snapshot.at())
                .list("runs", snapshot.runs(), SnapshotJson::run)
                .list("resources", snapshot.resources(), SnapshotJson::resources)
                .put("lines", lines(snapshot.lines()))
                .put("v", VERSION)
                .members);
    }

    private static SnapshotJson run(RunSnapshot run) {
        SnapshotJson items = new SnapshotJson()
                .list("existing", run.existing(), SnapshotJson::item)
                .list("processing", run.processing(), SnapshotJson::item)
                .list("completed", run.completed(), SnapshotJson::item)
                .list("retrying", run.retrying(), SnapshotJson::item)
                .list("failed", run.failed(), SnapshotJson::failure);
        return step(run.step()).put("items", items).list("workers", run.workers(), SnapshotJson::worker);
    }

    private static SnapshotJson step(StepSnapshot step) {
        return new SnapshotJson()
                .put("id", step.id())
                .put("parent_id", step.parentId())
                .put("name", step.name())
                .put("state", step.state())
                .put("started_at", step.startedAt())
                .put("ended_at", step.endedAt())
                .put("elapsed_ms", step.elapsedMs())
                .put("paused_at", step.pausedAt())
                .put("paused_by", step.pausedBy())
                .put("reason", step.reason())
                .put("counts", counts(step.counts()))
                .put("work", amount(step.work()))
                .put("amount", amount(step.amount()))
                .put("fraction", step.fraction())
                .put("last_advance", step.lastAdvance())
                .put("speed", speed(step.speed()))
                .put("eta", eta(step.eta()))
                .put("trend", trend(step.trend()))
                .put("workers_active", step.workersActive())
                .put("workers_known", step.workersKnown())
                .list("steps", step.steps(), SnapshotJson::step)
                .put("hidden_steps", step.hiddenSteps());
    }

    private static SnapshotJson counts(Counts counts) {
        return new SnapshotJson()
                .put("total", counts.total())
                .put("processed", counts.processed())
                .put("existing", counts.existing())
                .put("processing", counts.processing())
                .put("completed", counts.completed())
                .put("failed", counts.failed())
                .put("cancelled", counts.cancelled())
                .put("retrying", counts.retrying())
                .put("dead_lettered", counts.deadLettered())
                .put("timed_out", counts.timedOut())
                .put("retries", counts.retries())
                .put("success_rate", counts.successRate());
    }

    private static @Nullable SnapshotJson amount(@Nullable Amount amount) {
        return amount == null
                ? null
                : new SnapshotJson()
                        .put("current", amount.current())
                        .put("total", amount.total())
                        .put("unit", amount.unit());
    }

    private static SnapshotJson speed(Speed speed) {
        return new SnapshotJson()
                .put("per_second", speed.perSecond())
                .put("average_per_second", speed.averagePerSecond())
                .put("average_item_ms", speed.averageItemMs());
    }

    private static SnapshotJson eta(Eta eta) {
        SnapshotJson json = new SnapshotJson().put("kind", eta.kind().name().toLowerCase(Locale.ROOT));
        return switch (eta.kind()) {
            case NONE, ESTIMATING, PAUSED -> json;
            case REMAINING ->
                json.put("remaining_ms", eta.remainingMs())
                        .put("low_ms", eta.lowMs())
                        .put("high_ms", eta.highMs());
            case STALLED -> json.put("remaining_ms", eta.remainingMs()).put("stalled_ms", eta.stalledMs());
        };
    }

    private static SnapshotJson trend(Trend trend) {
        return new SnapshotJson()
                .put("start", trend.start())
                .put("bucket_ms", trend.bucketMs())
                .put("done", trend.done());
    }

    private static SnapshotJson item(ItemSnapshot item) {
        return new SnapshotJson()
                .put("id", item.id())
                .put("parent_id", item.parentId())
                .put("name", item.name())
                .put("index", item.index())
                .put("of", item.of())
                .put("state", item.state())
                .put("amount", amount(item.amount()))
                .put("attempt", item.attempt())
                .put("max_attempts", item.maxAttempts())
                .put("retries", item.retries())
                .put("worker", item.worker())
                .put("doing", item.doing())
                .put("started_at", item.startedAt())
                .put("elapsed_ms", item.elapsedMs())
                .put("per_second", item.perSecond())
                .put("eta", eta(item.eta()))
                .put("error", item.error());
    }

    private static SnapshotJson failure(FailureSnapshot failure) {
        return new SnapshotJson()
                .put("id", failure.id())
                .put("parent_id", failure.parentId())
                .put("name", failure.name())
                .put("index", failure.index())
                .put("of", failure.of())
                .put("at", failure.at())
                .put("elapsed_ms", failure.elapsedMs())
                .put("retries", failure.retries())
                .put("worker", failure.worker())
                .put("error", failure.error())
                .put("timed_out", failure.timedOut())
                .put("dead_lettered", failure.deadLettered());
    }

    private static SnapshotJson worker(WorkerSnapshot worker) {
        ItemSnapshot item = worker.item();
        return new SnapshotJson()
                .put("name", worker.name())
                .put("writer", worker.writer())
                .put("item", item == null ? null : item(item))
                .put("last", worker.last())
                .put("since", worker.since())
                .put("completed", worker.completed())
                .put("failed", worker.failed())
                .put("last_failed", worker.lastFailed());
    }

    private static SnapshotJson resources(ResourceSnapshot resources) {
        return new SnapshotJson()
                .put("writer", resources.writer())
                .put("at", resources.at())
                .put("cpu", resources.cpu())
                .put("heap_bytes", resources.heapBytes())
                .put("rss_bytes", resources.rssBytes())
                .put("disk_written_bytes", resources.diskWrittenBytes());
    }

    private static SnapshotJson lines(LineCounts lines) {
        return new SnapshotJson()
                .put("accepted", lines.accepted())
                .put("plain", lines.plain())
                .put("warnings", lines.warnings())
                .put("errors", lines.errors())
                .put("repeated", lines.repeated())
                .put("late", lines.late())
                .put("illegal", lines.illegal())
                .put("unknown", lines.unknown())
                .put("missing", lines.missing());
    }

    // ---- how

    private <T> SnapshotJson list(String key, List<T> values, Function<T, SnapshotJson> json) {
        return put(key, values.stream().map(value -> json.apply(value).members).toList());
    }

    private SnapshotJson put(String key, @Nullable Object value) {
        if (value instanceof Instant time) {
            members.put(key, TIME.format(time));
        } else if (value instanceof State state) {
            members.put(key, state.toString());
        } else if (value instanceof SnapshotJson object) {
            members.put(key, object.members);
        } else if (value instanceof Double number) {
            members.put(key, Math.round(number * 1_000_000) / 1_000_000.0);
        } else if (value != null) {
            members.put(key, value);
        }
        return this;
    }
}
