package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldArchivesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final Pattern NAME = Pattern.compile("app-(\\d{4}-\\d\\d-\\d\\d)\\.(\\d+)\\.jsonl\\.gz");

    @TempDir
    private Path directory;

    private void archive(String name) throws IOException {
        Files.write(directory.resolve(name), new byte[100]);
    }

    private List<String> left(int days, long bytes) throws IOException {
        new OldArchives(directory, NAME, days, bytes).remove(TODAY);
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void day_beyondTheLimit_isDeleted() throws IOException {
        for (String day : List.of("2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17", "2025-12-31")) {
            archive("app-" + day + ".0.jsonl.gz");
        }
        assertThat(left(2, 0))
                .containsExactly("app-2026-11-18.0.jsonl.gz", "app-2026-11-19.0.jsonl.gz", "app-2026-11-20.0.jsonl.gz");
    }

    @Test
    void size_beyondTheLimit_costsTheOldestByDayAndNumber() throws IOException {
        for (String name : List.of("11-19.0", "11-19.1", "11-20.2", "11-20.9", "11-20.10")) {
            archive("app-2026-" + name + ".jsonl.gz");
        }
        assertThat(left(30, 350))
                .containsExactly(
                        "app-2026-11-20.10.jsonl.gz", "app-2026-11-20.2.jsonl.gz", "app-2026-11-20.9.jsonl.gz");
    }

    @Test
    void noLimits_nothingIsDeleted() throws IOException {
        archive("app-1999-01-01.0.jsonl.gz");
        assertThat(left(0, 0)).hasSize(1);
    }

    @Test
    void file_ofAnotherName_isLeftAlone() throws IOException {
        for (String name : List.of("app.jsonl", "other-1999-01-01.0.jsonl.gz", "app-1999-13-45.0.jsonl.gz")) {
            archive(name);
        }
        assertThat(left(1, 1)).hasSize(3);
    }
}
