package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.joran.spi.JoranException;
import io.github.stepline.Events;
import io.github.stepline.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every file of {@code logback-examples} is loaded, logged through, rolled seven times and read. */
class ExamplesTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Logger LOG = LoggerFactory.getLogger("com.example.PriceService");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rotating-text.xml", "rotating-json.xml", "logstash-encoder.xml", "everything.xml"})
    void files_rolledSevenTimes_holdEveryLineOnce(String example) throws Exception {
        try (Configured configured = Configured.withExample(example, settings("4KB"))) {
            for (int i = 0; i < 500; i++) {
                LOG.info("line {} of many", i);
            }
            configured.stop();
            assertThat(configured.err()).isEmpty();
        }
        for (String log : logs()) {
            List<String> lines = Configured.lines(directory, base(log), extension(log));
            assertThat(archives(log)).as(log).hasSizeGreaterThanOrEqualTo(7);
            assertThat(lines).as(log).hasSize(500);
            for (int i = 0; i < 500; i++) {
                assertThat(lines.get(i)).contains("line " + i + " of many");
            }
        }
    }

    @Test
    void json_rolled_countsWithoutGap() throws Exception {
        try (Configured configured = Configured.withExample("rotating-json.xml", settings("8KB"))) {
            for (int i = 0; i < 300; i++) {
                Events.stepSucceeded("s" + i, i);
            }
            configured.stop();
        }
        List<Long> numbers = Configured.lines(directory, "app", "jsonl").stream()
                .map(line -> STRICT.readTree(line).get("seq").asLong())
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 300).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotating-json.xml", "logstash-encoder.xml", "everything.xml", "container-json.xml"})
    void json_typedPlainAndFailed_haveTheSameFieldsEverywhere(String example) throws Exception {
        List<JsonNode> lines = json(example, () -> {
            Step step = Events.stepStarted("extract", e -> e.total(3).unit("files"));
            step.run(current ->
                    LOG.atInfo().addKeyValue("message", "a user's own").log("plain"));
            Events.stepFailed("load", 12.5, new IllegalStateException("no space left"));
        });
        assertThat(lines).hasSize(4);
        JsonNode started = lines.get(0);
        assertThat(started.get("action").asString()).isEqualTo("step_execution_started");
        assertThat(started.get("progress").get("total").asLong()).isEqualTo(3);
        JsonNode plain = lines.get(1);
        assertThat(plain.get("message").asString()).isEqualTo("plain");
        assertThat(plain.get("step_id").asString()).isEqualTo("extract");
        assertThat(plain.get("details").get("message").asString()).isEqualTo("a user's own");
        assertThat(plain.has("component")).isFalse();
        JsonNode failed = lines.get(3);
        assertThat(failed.get("duration_ms").asDouble()).isEqualTo(12.5);
        assertThat(failed.get("error").get("type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.get("error").get("hash").asString()).matches("[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.xml", "live-console.xml", "everything.xml"})
    void console_itemsAndDebug_stayInTheFiles(String example) throws Exception {
        try (Configured configured = Configured.withExample(example, settings("10MB"))) {
            Step run = Events.runStarted("night");
            Step phase = run.child("load");
            phase.child("0001").succeeded();
            phase.child("0002").failed("no such row");
            Events.fileRead(Path.of("a.csv"), 10);
            LOG.info("plain");
            phase.succeeded();
            run.succeeded();
            int summary = example.equals("console.xml") ? 0 : 6;
            assertThat(configured.out().lines()).hasSize(6 + summary);
            assertThat(configured.out()).doesNotContain("0001").doesNotContain("a.csv");
            assertThat(configured.out().lines().skip(2).findFirst())
                    .hasValueSatisfying(
                            line -> assertThat(line)
                                    .matches(
                                            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR execution_engine +load/0002 +Running→Failed  "
                                                    + "Step 'load/0002' failed: no such row\\. +duration_ms=\\S+ reason=\"no such row\""));
            assertThat(configured.err()).isEmpty();
        }
    }

    @Test
    void applicationOfPlainSlf4j_oneXmlFile_getsBothFiles() throws Exception {
        try (Configured configured = Configured.withExample("everything.xml", settings("10MB"))) {
            LOG.warn("Price list is {} days old", 12);
            configured.stop();
        }
        assertThat(Configured.lines(directory, "app", "log"))
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN  PriceService +"
                        + "Price list is 12 days old");
        assertThat(Configured.lines(directory, "app", "jsonl"))
                .singleElement()
                .asString()
                .contains("\"message\":\"Price list is 12 days old\",\"logger\":\"com.example.PriceService\"");
    }

    @Test
    void progressTicks_thatAreTransient_areInNoFile() throws Exception {
        List<JsonNode> lines = json(
                "everything.xml",
                () -> LOG.atInfo()
                        .addMarker(io.github.stepline.Markers.TRANSIENT)
                        .log("a tick"));
        assertThat(lines).isEmpty();
    }

    private interface Body {
        void run() throws Exception;
    }

    private List<JsonNode> json(String example, Body body) throws Exception {
        try (Configured configured = Configured.withExample(example, settings("10MB"))) {
            body.run();
            configured.stop();
            List<String> lines = new ArrayList<>();
            if (example.startsWith("container")) {
                lines.addAll(configured.out().lines().toList());
            } else {
                lines.addAll(Configured.lines(directory, "app", "jsonl"));
            }
            assertThat(configured.err()).isEmpty();
            return lines.stream().map(STRICT::readTree).toList();
        }
    }

    private Map<String, String> settings(String size) throws JoranException {
        return Map.of("STEPLINE_LOG_DIR", directory.toString(), "STEPLINE_MAX_FILE_SIZE", size);
    }

    private List<String> logs() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("app\\.(log|jsonl)"))
                    .toList();
        }
    }

    private List<Path> archives(String log) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(base(log) + "-")
                            && file.getFileName().toString().endsWith(extension(log) + ".gz"))
                    .toList();
        }
    }

    private static String base(String log) {
        return log.substring(0, log.indexOf('.'));
    }

    private static String extension(String log) {
        return log.substring(log.indexOf('.') + 1);
    }
}
