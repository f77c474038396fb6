package io.github.stepline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stepline.Events;
import io.github.stepline.LogEvent;
import io.github.stepline.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The first sample of the README is the code of this test. */
class ReadmeTest {
    private static final Path SOURCE = Path.of("src/test/java/io/github/stepline/docs/ReadmeTest.java");
    private static final Pattern FIRST_JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Logger log = (Logger) LoggerFactory.getLogger("com.example.Import");

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ListAppender<ILoggingEvent> captured = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };

    @BeforeEach
    void capture() {
        context.reset();
        captured.setContext(context);
        captured.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(captured);
    }

    @AfterEach
    void release() {
        context.reset();
    }

    @Test
    void sample_run_saysWhatTheReadmePromises() {
        List<String> files = List.of("a.csv", "b.csv", "c.csv");
        // region
        Step run = Events.runStarted("nightly-import");
        run.run(r -> {
            Step load = r.child("load", e -> e.total(3).unit("files"));
            load.run(step -> {
                for (String file : files) {
                    log.info("loading {}", file); // a plain SLF4J line: it carries run and step as well
                    step.advance(1);
                }
            }); // succeeded when the body returns, failed when it throws; the time is measured
        });
        // end
        assertThat(captured.list)
                .extracting(event -> event.getFormattedMessage())
                .containsExactly(
                        "Run 'nightly-import' started.",
                        "Starting execution of step 'load'.",
                        "loading a.csv",
                        "loading b.csv",
                        "loading c.csv",
                        "Step 'load' completed successfully.",
                        "Run 'nightly-import' completed.");
        assertThat(captured.list.get(2).getMDCPropertyMap()).containsEntry("step_id", "load");
        LogEvent loaded =
                Objects.requireNonNull(LogEvent.from(captured.list.get(5).getKeyValuePairs()));
        assertThat(loaded.progress()).hasFieldOrPropertyWithValue("current", 3L);
        assertThat(loaded.durationMs()).isNotNull();
    }

    @Test
    void readme_firstSample_isThisTestAndStandsOnTheFirstScreen() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Matcher sample = FIRST_JAVA.matcher(readme);
        assertThat(sample.find()).isTrue();
        String source = Files.readString(SOURCE);
        String region = source.substring(source.indexOf("// region\n") + 10, source.indexOf("        // end\n"));
        assertThat(sample.group(1)).isEqualTo(region.replaceAll("(?m)^ {8}", ""));
        assertThat(readme.substring(0, sample.start()).lines().count()).isLessThan(25);
    }
}
