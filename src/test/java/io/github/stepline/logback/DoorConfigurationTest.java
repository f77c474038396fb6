package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.github.stepline.Events;
import io.github.stepline.LogEvent;
import io.github.stepline.redact.Redactor;
import io.github.stepline.redact.Safe;
import io.github.stepline.redact.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door as people set it up in XML. Rules belong to the process, so each test brings names of its own. */
class DoorConfigurationTest {
    private static final Logger LOG = LoggerFactory.getLogger(DoorConfigurationTest.class);

    @TempDir
    private Path directory;

    private List<String> lines(String settings, String more, Runnable body) throws Exception {
        String xml = """
                <statusListener class="io.github.stepline.logback.StatusReporter"/>
                <appender name="JSON" class="io.github.stepline.logback.LineFileAppender">
                  <file>%s/app.jsonl</file>
                  <encoder class="io.github.stepline.logback.JsonLineEncoder"/>
                </appender>
                <appender name="DOOR" class="io.github.stepline.logback.RedactingAsyncAppender">
                  %s
                  <appender-ref ref="JSON"/>
                </appender>
                %s
                <root level="INFO"><appender-ref ref="DOOR"/></root>
                """.formatted(directory, settings, more);
        try (Configured configured = Configured.withXml(xml, Map.of())) {
            body.run();
            configured.stop();
            said = configured.err();
        }
        return Configured.lines(directory, "app", "jsonl");
    }

    private String said = "";

    @Test
    void rule_ofOnesOwn_masksAndSaysItsName() throws Exception {
        List<String> lines = lines(
                "<rule><name>customer-a</name><keyword>KD-</keyword><pattern>KD-[0-9]{8}</pattern></rule>",
                "", () -> LOG.info("call from KD-12345678, kd-1 is none"));
        assertThat(lines).singleElement().asString().contains("call from [redacted:customer-a], kd-1 is none");
        assertThat(said).isEmpty();
    }

    @Test
    void rule_withoutKeyword_isSaidOnceAndLeftOut() throws Exception {
        List<String> lines =
                lines("<rule><name>customer-b</name><pattern>x+</pattern></rule>", "", () -> LOG.info("xxx"));
        assertThat(lines).singleElement().asString().contains("xxx");
        assertThat(said.lines())
                .singleElement()
                .asString()
                .contains("rule 'customer-b'")
                .contains("keyword");
    }

    @Test
    void key_hidden_isObeyed() throws Exception {
        List<String> lines = lines(
                "<hideKey>birthday_c</hideKey>",
                "",
                () -> LOG.atInfo().addKeyValue("birthday_c", "1 May").log("hello"));
        assertThat(lines).singleElement().asString().doesNotContain("1 May").contains("birthday_c");
    }

    @Test
    void exemptions_areAnnounced() {
        Redactor redactor = Redactor.create();
        redactor.allowKey("favourite_password");
        redactor.unmask("jwt");
        LoggerContext quiet = new LoggerContext();
        assertThat(DoorWarnings.of(quiet, redactor))
                .extracting(LogEvent::formattedMessage)
                .containsExactly(
                        "Redaction rules [jwt] are switched off by the configuration.",
                        "Keys [favourite_password] are exempt from redaction by name.");
    }

    @Test
    void appender_aroundTheDoor_isNamedInOneWarning() throws Exception {
        String around = """
                <appender name="AROUND" class="ch.qos.logback.core.helpers.NOPAppender"/>
                <logger name="com.example"><appender-ref ref="AROUND"/></logger>
                """;
        List<String> lines = lines("", around, () -> {
            LOG.info("one");
            LOG.info("two");
        });
        assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
        assertThat(lines)
                .filteredOn(line -> line.contains("around the redacting door"))
                .singleElement()
                .asString()
                .contains("[AROUND]");
    }

    @Test
    void secretAndSafe_asDetails_areHiddenAndShown() throws Exception {
        List<String> lines = lines(
                "",
                "",
                () -> Events.stepSucceeded(
                        "login",
                        1,
                        e -> e.detail("value", Secret.of("open sesame"))
                                .detail("password_hint", Safe.of("the usual"))));
        assertThat(lines)
                .last()
                .asString()
                .doesNotContain("open sesame")
                .contains("[redacted:secret]")
                .contains("\"password_hint\":\"the usual\"");
    }

    @Test
    void overflow_unknown_isSaidAndBlockIsUsed() throws Exception {
        assertThat(lines("<overflow>explode</overflow>", "", () -> LOG.info("one")))
                .last()
                .asString()
                .contains("one");
        assertThat(said.lines()).singleElement().asString().contains("overflow").contains("'explode'");
    }
}
