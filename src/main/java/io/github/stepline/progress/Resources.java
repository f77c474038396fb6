package io.github.stepline.progress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each process used when it last said so; of many processes the 256 first by name. */
final class Resources {
    private static final int MAX_PROCESSES = 256;

    private final TreeMap<String, ResourceSnapshot> byWriter = new TreeMap<>();

    void take(Fact fact) {
        String writer = fact.writer();
        ResourceSnapshot now = new ResourceSnapshot(
                writer,
                Instant.ofEpochMilli(fact.at()),
                fact.decimal("cpu"),
                fact.whole("heap_bytes"),
                fact.whole("rss_bytes"),
                fact.whole("disk_written_bytes"));
        byWriter.merge(
                writer == null ? "" : writer, now, (old, newer) -> newer.at().isBefore(old.at()) ? old : newer);
        if (byWriter.size() > MAX_PROCESSES) {
            byWriter.pollLastEntry();
        }
    }

    List<ResourceSnapshot> all() {
        return byWriter.entrySet().stream().map(Map.Entry::getValue).toList();
    }
}
