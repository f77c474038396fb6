package io.github.stepline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.LogEvent;
import io.github.stepline.json.JsonText;
import io.github.stepline.json.Line;
import io.github.stepline.json.LineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a run left behind. */
final class RunFiles {
    private final Path directory;

    RunFiles(BatchResult result) {
        this.directory = Objects.requireNonNull(result.directory());
    }

    static List<Path> all(Path runs) throws IOException {
        try (var list = Files.list(runs)) {
            return list.sorted().toList();
        }
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(path(name));
    }

    List<LogEvent> events() throws IOException {
        List<LogEvent> events = new ArrayList<>();
        try (LineReader reader = LineReader.open(
                path(JournalFile.FILE), bad -> assertThat(bad.reason()).isNull())) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                events.add(line.event());
            }
        }
        return events;
    }

    List<String> actions() throws IOException {
        return events().stream().map(event -> String.valueOf(event.action())).toList();
    }

    List<LogEvent> events(String action) throws IOException {
        return events().stream().filter(event -> action.equals(event.action())).toList();
    }

    List<Map<String, @Nullable Object>> lines(String name) throws IOException {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(path(name))) {
            lines.add(Objects.requireNonNull(JsonText.read(line), line));
        }
        return lines;
    }

    /** Key and status of each result. */
    List<String> results() throws IOException {
        return lines(ResultFile.RESULTS).stream()
                .map(line -> line.get("key") + " " + line.get("status"))
                .toList();
    }

    List<String> deadLetters() throws IOException {
        return lines(ResultFile.DEAD_LETTERS).stream()
                .map(line -> line.get("key") + " " + line.get("status"))
                .toList();
    }

    Map<String, @Nullable Object> summary() throws IOException {
        return lines("summary.json").get(0);
    }
}
