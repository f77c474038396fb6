package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.json.Envelope;
import io.github.stepline.json.LineWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The fifteen events of the design, said through the facade: exactly their values come out. */
@SuppressWarnings("try")
class DesignEventsTest {
    private static final String PROJECT = "d:/Projects/AIWhisperer/";

    @RegisterExtension
    final Captured events = new Captured();

    @Test
    void facade_saysTheDesignsEvents_withExactlyTheirValues() throws IOException {
        sayAll();

        List<String> said = events.all().stream()
                .filter(event -> !"step_execution_paused".equals(event.action()))
                .filter(event -> !"start".equals(event.details().get("not in the design")))
                .map(DesignEventsTest::asJson)
                .toList();
        assertThat(said).containsExactlyElementsOf(expected());
    }

    private void sayAll() {
        Step generate = Events.stepStarted(
                "generate_initial_code",
                e -> e.stepId("generate_initial_code_step_001")
                        .stepType("code_generation")
                        .description("Generate Python function for data processing."));
        events.pass(Duration.ofNanos(2_530_700_000L));
        generate.succeeded(
                e -> e.detail("output_artifact_count", 1).detail("generated_files", List.of("src/data_processor.py")));
        Events.stepFailed(
                "run_unit_tests_step_002",
                875.2,
                "AssertionError",
                "Test case 'test_empty_input' failed: Expected True, got False.",
                e -> e.message("Step 'run_unit_tests' failed due to assertion error.")
                        .detail("traceback_summary", "File \"test_processor.py\", line 42, in test_empty_input..."));
        try (Scope ignored = generate.makeCurrent()) {
            sayCalls();
            Events.fileWritten(
                    Path.of(PROJECT + "src/data_processor.py"),
                    4096,
                    false,
                    e -> e.message("Successfully wrote generated code to 'src/data_processor.py'."));
        }
        Events.fileReadFailed(
                Path.of(PROJECT + "config/non_existent.yaml"),
                "FileNotFoundError",
                e -> e.stepId("load_config_step_000")
                        .message("Failed to read configuration file 'config/non_existent.yaml'."));
        sayCommand();
        sayUser();
    }

    private void sayCalls() {
        ApiCall first = Events.apiRequestSent(
                "OpenAI",
                "gpt-4-turbo",
                1200,
                1000,
                e -> e.eventId("ai_call_001_req").message("Sent request to LLM for code generation."));
        events.pass(Duration.ofMillis(1850));
        first.received(200, 850, 2050, e -> e.message("Received successful response from LLM."));
        ApiCall second = Events.apiRequestSent(
                "OpenAI",
                "gpt-4",
                950,
                500,
                e -> e.eventId("ai_call_002_req").message("Sent request to LLM for code refinement."));
        events.pass(Duration.ofMillis(420));
        second.failed(
                429,
                "RateLimitError",
                "API rate limit exceeded. Please try again later.",
                e -> e.message("Failed API call to LLM for refinement due to rate limit."));
    }

    private void sayCommand() {
        Step tests = Events.stepStarted(
                "run_unit_tests", e -> e.stepId("run_unit_tests_step_002").detail("not in the design", "start"));
        try (Scope ignored = tests.makeCurrent()) {
            Command pytest = Events.commandStarted("pytest -v", Path.of(PROJECT + "tests"));
            events.pass(Duration.ofMillis(3500));
            pytest.completed(0, 1500, 0);
        }
    }

    private void sayUser() {
        String id = "long_data_analysis_step_007";
        Step analysis =
                Events.stepStarted("long_data_analysis", e -> e.stepId(id).detail("not in the design", "start"));
        Events.executionPauseRequested(
                id, e -> e.message("User requested to pause execution during step 'long_data_analysis'."));
        Events.executionResumeRequested(
                id, e -> e.message("User requested to resume execution for step 'long_data_analysis'."));
        analysis.paused();
        Events.executionCancelRequested(
                id, e -> e.message("User requested to cancel execution during step 'long_data_analysis'."));
        Events.contextAddedByUser(
                "refine_documentation_step_008",
                "User emphasized focusing on the API section.",
                e -> e.message("User provided additional context for step 'refine_documentation'."));
    }

    private static List<String> expected() throws IOException {
        try (InputStream file = DesignEventsTest.class.getResourceAsStream("/golden/design-events.jsonl")) {
            String lines = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return lines.lines().toList();
        }
    }

    /** The line as files hold it, without the time and the version. */
    private static String asJson(LogEvent event) {
        LineWriter line = new LineWriter();
        line.append(event, Envelope.EMPTY);
        return new String(line.toByteArray(), StandardCharsets.UTF_8)
                .strip()
                .replaceFirst("^\\{\"timestamp\":\"[^\"]+\",", "{")
                .replaceFirst(",\"v\":1}$", "}");
    }
}
