package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Events;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mistake in a configuration is said once, with the setting and its value, and the application goes on. */
class ConfigurationTest {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationTest.class);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "STEPLINE_LEVEL, CRITICAL, 'STEPLINE_LEVEL is ''CRITICAL'', which is no level'",
        "STEPLINE_LEVEL, INFOO, 'STEPLINE_LEVEL is ''INFOO'', which is no level'",
        "STEPLINE_CONSOLE_LEVEL, LOUD, 'STEPLINE_CONSOLE_LEVEL is ''LOUD'''",
        "STEPLINE_LEVEL_AI_SERVICE, nine, 'STEPLINE_LEVEL_AI_SERVICE is ''nine'''",
        "STEPLINE_LOG_DRI, x, 'STEPLINE_LOG_DRI is no setting of Stepline''s: it is ignored. Did you mean STEPLINE_LOG_DIR?'",
        "STEPLINE_MAX_FILE_SIZE, 10 apples, 'maxFileSize of LineFileAppender ''JSON'' is ''10 apples'''",
        "STEPLINE_MAX_FILE_SIZE, 0, 'maxFileSize of LineFileAppender ''JSON'' is ''0'''",
        "STEPLINE_TOTAL_SIZE, -1MB, 'totalSize of LineFileAppender ''JSON'' is ''-1MB'''",
        "STEPLINE_MAX_HISTORY, for ever, 'maxHistory of LineFileAppender ''JSON'' is ''for ever'''"
    })
    void setting_bad_isSaidOnceAndLogged(String name, String value, String said) throws Exception {
        Map<String, String> settings = name.equals("STEPLINE_LOG_DIR")
                ? Map.of(name, value)
                : Map.of("STEPLINE_LOG_DIR", directory.toString(), name, value);
        try (Configured configured = Configured.withExample("rotating-json.xml", settings)) {
            LOG.error("the application goes on");
            configured.stop();
            assertThat(configured.err().lines()).singleElement().asString().contains(said);
        }
        assertThat(Configured.lines(directory, "app", "jsonl")).hasSize(1);
    }

    @Test
    void directory_thatIsAFile_isSaidOnceAndTheApplicationGoesOn() throws Exception {
        Path file = Files.writeString(directory.resolve("taken"), "");
        try (Configured configured =
                Configured.withExample("everything.xml", Map.of("STEPLINE_LOG_DIR", file + "/logs"))) {
            for (int i = 0; i < 100; i++) {
                LOG.info("the application goes on");
                Events.stepSucceeded("x", 1);
            }
            assertThat(configured.out().lines()).hasSize(200);
            assertThat(configured.err().lines())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line)
                            .contains("LineFileAppender 'TEXT' can't write its file '" + file + "/logs/app.log'")
                            .contains("STEPLINE_LOG_DIR"))
                    .anySatisfy(line -> assertThat(line).contains("'JSON'").contains("app.jsonl"));
        }
    }

    @Test
    void property_unknown_isSaidOnce() throws Exception {
        String body = """
                <statusListener class="io.github.stepline.logback.StatusReporter"/>
                <appender name="JSON" class="io.github.stepline.logback.LineFileAppender">
                  <file>%s/app.jsonl</file>
                  <maxFileSise>1MB</maxFileSise>
                  <encoder class="io.github.stepline.logback.JsonLineEncoder"/>
                </appender>
                <root level="INFO"><appender-ref ref="JSON"/></root>
                """.formatted(directory);
        try (Configured configured = Configured.withXml(body, Map.of())) {
            LOG.info("the application goes on");
            configured.stop();
            assertThat(configured.err().lines()).singleElement().asString().contains("maxFileSise");
        }
        assertThat(Configured.lines(directory, "app", "jsonl")).hasSize(1);
    }

    @Test
    void file_absent_isSaidOnce() throws Exception {
        String body = """
                <statusListener class="io.github.stepline.logback.StatusReporter"/>
                <appender name="JSON" class="io.github.stepline.logback.LineFileAppender">
                  <encoder class="io.github.stepline.logback.JsonLineEncoder"/>
                </appender>
                <root level="INFO"><appender-ref ref="JSON"/></root>
                """;
        try (Configured configured = Configured.withXml(body, Map.of())) {
            LOG.info("the application goes on");
            assertThat(configured.err().lines()).singleElement().asString().contains("'JSON' has no file");
        }
    }

    @Test
    void timeZone_unknown_isSaidAndUtcIsUsed() throws Exception {
        String body = """
                <statusListener class="io.github.stepline.logback.StatusReporter"/>
                <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                  <encoder class="ch.qos.logback.core.encoder.LayoutWrappingEncoder">
                    <layout class="io.github.stepline.logback.TextLayout"><timeZone>Mars/Olympus</timeZone></layout>
                  </encoder>
                </appender>
                <root level="INFO"><appender-ref ref="OUT"/></root>
                """;
        try (Configured configured = Configured.withXml(body, Map.of())) {
            LOG.info("the application goes on");
            assertThat(configured.err().lines()).singleElement().asString().contains("timeZone is 'Mars/Olympus'");
            assertThat(configured.out()).containsPattern("^\\d{4}-\\d\\d-\\d\\dT\\S+Z INFO  ConfigurationTest");
        }
    }

    @Test
    void component_levelOfItsOwn_isObeyed() throws Exception {
        Map<String, String> settings = Map.of(
                "STEPLINE_LOG_DIR", directory.toString(),
                "STEPLINE_LEVEL_FILE_OPERATIONS", "WARN",
                "STEPLINE_LEVEL_EVENTS", "DEBUG");
        try (Configured configured = Configured.withExample("rotating-json.xml", settings)) {
            Events.fileRead(Path.of("a"), 1);
            Events.apiRequestSent("p", "m");
            configured.stop();
        }
        assertThat(Configured.lines(directory, "app", "jsonl"))
                .singleElement()
                .asString()
                .contains("api_request_sent");
    }
}
