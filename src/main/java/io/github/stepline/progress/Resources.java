package io.github.stepline.progress;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** What each process used when it last said so; of many processes the 256 first by name. */
final class Resources {
    private static final int MAX_PROCESSES = 256;

    /** Ticks that no file keeps have no writer. Only the process itself sees those, so they are its own. */
    private static final String THIS_PROCESS = "";

    private final TreeMap<String, ResourceSnapshot> byWriter = new TreeMap<>();

    void take(Fact fact) {
        String writer = fact.writer() == null ? onlyWriter() : fact.writer();
        ResourceSnapshot now = new ResourceSnapshot(
                writer.equals(THIS_PROCESS) ? null : writer,
                Instant.ofEpochMilli(fact.at()),
                fact.decimal("cpu"),
                fact.whole("heap_bytes"),
                fact.whole("rss_bytes"),
                fact.whole("disk_written_bytes"));
        if (!writer.equals(THIS_PROCESS)) {
            byWriter.remove(THIS_PROCESS);
        }
        byWriter.merge(writer, now, (old, newer) -> newer.at().isBefore(old.at()) ? old : newer);
        if (byWriter.size() > MAX_PROCESSES) {
            byWriter.pollLastEntry();
        }
    }

    private String onlyWriter() {
        return byWriter.size() == 1 ? byWriter.firstKey() : THIS_PROCESS;
    }

    List<ResourceSnapshot> all() {
        return List.copyOf(byWriter.values());
    }
}
