package io.github.stepline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepline.logback.SmallDisk;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does when its files can't be written. */
class FullDiskTest {
    private static final int ITEMS = 150;
    private static final int HEADROOM = 160 * 1_024;

    @TempDir
    private Path directory;

    @Test
    void disk_thatIsFull_stopsTheRun_whichCanBeResumed() throws Exception {
        try (SmallDisk disk = SmallDisk.mountOn(directory.resolve("small"))) {
            if (disk == null) {
                return; // directory_thatCanNotBeMade covers the start
            }
            Path headroom = Files.write(disk.root().resolve("headroom"), new byte[HEADROOM]);
            AtomicInteger calls = new AtomicInteger();
            BatchResult full = batch(disk.root().resolve("runs")).run((item, step) -> calls.incrementAndGet());
            assertThat(full.exitCode()).isEqualTo(4);
            assertThat(full.reason())
                    .contains("the files of the run can't be written")
                    .contains("No space left");
            assertThat(full.succeeded()).isPositive().isLessThan(ITEMS);
            assertThat(new RunFiles(full).text("events.jsonl")).endsWith("\n");
            assertThat(new RunFiles(full).events("step_execution_succeeded"))
                    .hasSize(Math.toIntExact(full.succeeded()));

            Files.delete(headroom);
            BatchResult resumed = batch(disk.root().resolve("runs")).run((item, step) -> calls.incrementAndGet());
            assertThat(resumed.exitCode()).isZero();
            assertThat(resumed.existing()).isEqualTo(full.succeeded());
            assertThat(resumed.existing() + resumed.succeeded()).isEqualTo(ITEMS);
            assertThat(new RunFiles(resumed).results()).hasSize(ITEMS).doesNotHaveDuplicates();
        }
    }

    @Test
    void directory_thatCanNotBeMade_isSaidBeforeAnyItem() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> batch(file).run((item, step) -> calls.incrementAndGet()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("can't be made or written");
        assertThat(calls).hasValue(0);
    }

    private static Batch<Integer> batch(Path runs) {
        List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
        return Batch.of("job", items).key(String::valueOf).workers(3).runs(runs).resume();
    }
}
