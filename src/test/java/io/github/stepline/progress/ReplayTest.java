package io.github.stepline.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A finished run of a million lines, replayed in 64 MB. Prints the rate. */
@Tag("e2e")
class ReplayTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(600)
    void replay_aMillionLines_fitsInto64Megabytes() throws Exception {
        Path file = directory.resolve("events.jsonl");
        LongLog.write(file, 1_000_000);
        String output = Jvm.run("64m", ReplayProgram.class, file.toString(), "3");
        System.out.printf("%d bytes a line%n%s", Files.size(file) / 1_000_000, output);

        assertThat(output)
                .contains("1,000,000 lines (0 bad)")
                .contains("Completed Counts[total=199999, existing=0, processing=0, completed=199799, failed=200");
    }
}
