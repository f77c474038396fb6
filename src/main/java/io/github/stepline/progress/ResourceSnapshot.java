package io.github.stepline.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a process used when it last said so ({@code resource_usage}); null where it could not tell.
 *
 * @param writer the process, by the writer of its lines, or null
 * @param at when it said so
 * @param cpu its share of all processors, from 0 to 1
 * @param heapBytes used heap
 * @param rssBytes resident memory
 * @param diskWrittenBytes written to disks since the process began
 */
public record ResourceSnapshot(
        @Nullable String writer,
        Instant at,
        @Nullable Double cpu,
        @Nullable Long heapBytes,
        @Nullable Long rssBytes,
        @Nullable Long diskWrittenBytes) {}
