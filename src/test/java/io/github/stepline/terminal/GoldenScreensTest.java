package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is seen at five moments of a run, on terminals of three sizes, as texts under {@code golden/console}; and on one
 * that is resized in the middle. What was drawn is left in {@code target/golden/console} for comparison.
 */
class GoldenScreensTest {
    @ParameterizedTest
    @CsvSource({"40, 10", "80, 24", "200, 50"})
    void screens_areThoseOfTheGoldenFile(int columns, int rows) throws IOException {
        Stage stage = new Stage(columns, rows);
        StringBuilder screens = new StringBuilder();
        Modernize run = new Modernize(stage);
        run.start();
        add(screens, "start", stage);
        run.middle();
        add(screens, "middle", stage);
        run.stall();
        add(screens, "stall", stage);
        run.failure();
        add(screens, "failure", stage);
        run.end();
        add(screens, "end", stage);
        check(screens, columns + "x" + rows + ".txt");
    }

    @ParameterizedTest
    @CsvSource({"resized"})
    void screens_resizedInTheMiddle_areThoseOfTheGoldenFile(String name) throws IOException {
        Stage stage = new Stage(80, 24);
        StringBuilder screens = new StringBuilder();
        Modernize run = new Modernize(stage);
        run.start().middle();
        add(screens, "80x24", stage);
        for (int[] size : new int[][] {{60, 14}, {40, 10}, {100, 30}}) {
            stage.terminal.resize(size[0], size[1]);
            stage.log("a line after the resize to " + size[0] + " columns").frame();
            add(screens, size[0] + "x" + size[1], stage);
        }
        run.end();
        add(screens, "end", stage);
        check(screens, name + ".txt");
    }

    private static void add(StringBuilder screens, String name, Stage stage) {
        assertThat(stage.terminal.isSane()).as(name).isTrue();
        screens.append("== ").append(name).append('\n');
        List<String> seen = stage.terminal.seen();
        seen.forEach(line -> screens.append(line).append('\n'));
        int columns = stage.terminal.size().columns();
        assertThat(seen).as(name).allMatch(line -> DisplayWidth.of(line) <= columns);
    }

    private static void check(StringBuilder screens, String name) throws IOException {
        Path drawn = Path.of("target", "golden", "console", name);
        Files.createDirectories(drawn.getParent());
        Files.writeString(drawn, screens);
        try (InputStream golden = GoldenScreensTest.class.getResourceAsStream("/golden/console/" + name)) {
            assertThat(golden).as(name).isNotNull();
            assertThat(screens.toString())
                    .isEqualTo(
                            new String(golden == null ? new byte[0] : golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
