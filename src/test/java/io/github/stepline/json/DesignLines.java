package io.github.stepline.json;

import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import io.github.stepline.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fifteen events of the design, made with the record's constructor; {@code golden/design-lines.jsonl} is their text. */
final class DesignLines {
    static final List<LogEvent> EVENTS = List.of(
            event(
                    0,
                    Level.INFO,
                    Component.EXECUTION_ENGINE,
                    "step_execution_started",
                    "Starting execution of step 'generate_initial_code'.",
                    "generate_initial_code_step_001",
                    null,
                    State.PENDING,
                    State.RUNNING,
                    null,
                    map(
                            "step_type",
                            "code_generation",
                            "description",
                            "Generate Python function for data processing.")),
            event(
                    1,
                    Level.INFO,
                    Component.EXECUTION_ENGINE,
                    "step_execution_succeeded",
                    "Step 'generate_initial_code' completed successfully.",
                    "generate_initial_code_step_001",
                    null,
                    State.RUNNING,
                    State.COMPLETED,
                    2530.7,
                    map("output_artifact_count", 1, "generated_files", List.of("src/data_processor.py"))),
            event(
                    2,
                    Level.ERROR,
                    Component.EXECUTION_ENGINE,
                    "step_execution_failed",
                    "Step 'run_unit_tests' failed due to assertion error.",
                    "run_unit_tests_step_002",
                    null,
                    State.RUNNING,
                    State.FAILED,
                    875.2,
                    map(
                            "error_type",
                            "AssertionError",
                            "error_message",
                            "Test case 'test_empty_input' failed: Expected True, got False.",
                            "traceback_summary",
                            "File \"test_processor.py\", line 42, in test_empty_input...")),
            event(
                    3,
                    Level.DEBUG,
                    Component.AI_SERVICE,
                    "api_request_sent",
                    "Sent request to LLM for code generation.",
                    "generate_initial_code_step_001",
                    "ai_call_001_req",
                    null,
                    null,
                    null,
                    map(
                            "api_provider",
                            "OpenAI",
                            "model_used",
                            "gpt-4-turbo",
                            "request_payload_summary",
                            map("prompt_tokens", 1200, "max_new_tokens", 1000))),
            event(
                    4,
                    Level.DEBUG,
                    Component.AI_SERVICE,
                    "api_response_received",
                    "Received successful response from LLM.",
                    "generate_initial_code_step_001",
                    "ai_call_001_resp",
                    null,
                    null,
                    1850.0,
                    map(
                            "api_provider",
                            "OpenAI",
                            "status_code",
                            200,
                            "response_payload_summary",
                            map("completion_tokens", 850, "total_tokens", 2050))),
            event(
                    5,
                    Level.DEBUG,
                    Component.AI_SERVICE,
                    "api_request_sent",
                    "Sent request to LLM for code refinement.",
                    "generate_initial_code_step_001",
                    "ai_call_002_req",
                    null,
                    null,
                    null,
                    map(
                            "api_provider",
                            "OpenAI",
                            "model_used",
                            "gpt-4",
                            "request_payload_summary",
                            map("prompt_tokens", 950, "max_new_tokens", 500))),
            event(
                    6,
                    Level.WARN,
                    Component.AI_SERVICE,
                    "api_response_failed",
                    "Failed API call to LLM for refinement due to rate limit.",
                    "generate_initial_code_step_001",
                    "ai_call_002_resp",
                    null,
                    null,
                    420.0,
                    map(
                            "api_provider",
                            "OpenAI",
                            "status_code",
                            429,
                            "error_type",
                            "RateLimitError",
                            "error_message",
                            "API rate limit exceeded. Please try again later.")),
            event(
                    7,
                    Level.DEBUG,
                    Component.FILE_OPERATIONS,
                    "file_written",
                    "Successfully wrote generated code to 'src/data_processor.py'.",
                    "generate_initial_code_step_001",
                    null,
                    null,
                    null,
                    null,
                    map(
                            "file_path",
                            "d:/Projects/AIWhisperer/src/data_processor.py",
                            "bytes_written",
                            4096,
                            "overwrite",
                            false)),
            event(
                    8,
                    Level.DEBUG,
                    Component.FILE_OPERATIONS,
                    "file_read_failed",
                    "Failed to read configuration file 'config/non_existent.yaml'.",
                    "load_config_step_000",
                    null,
                    null,
                    null,
                    null,
                    map(
                            "file_path",
                            "d:/Projects/AIWhisperer/config/non_existent.yaml",
                            "error_type",
                            "FileNotFoundError")),
            event(
                    9,
                    Level.INFO,
                    Component.TERMINAL_INTERACTION,
                    "command_execution_started",
                    "Executing command: 'pytest -v'.",
                    "run_unit_tests_step_002",
                    null,
                    null,
                    null,
                    null,
                    map("command", "pytest -v", "working_directory", "d:/Projects/AIWhisperer/tests")),
            event(
                    10,
                    Level.INFO,
                    Component.TERMINAL_INTERACTION,
                    "command_execution_completed",
                    "Command 'pytest -v' completed.",
                    "run_unit_tests_step_002",
                    null,
                    null,
                    null,
                    3500.0,
                    map("command", "pytest -v", "exit_code", 0, "stdout_char_count", 1500, "stderr_char_count", 0)),
            event(
                    11,
                    Level.INFO,
                    Component.USER_INTERACTION,
                    "execution_pause_requested",
                    "User requested to pause execution during step 'long_data_analysis'.",
                    "long_data_analysis_step_007",
                    null,
                    State.RUNNING,
                    State.PAUSED,
                    null,
                    map()),
            event(
                    12,
                    Level.INFO,
                    Component.USER_INTERACTION,
                    "execution_resume_requested",
                    "User requested to resume execution for step 'long_data_analysis'.",
                    "long_data_analysis_step_007",
                    null,
                    State.PAUSED,
                    State.RUNNING,
                    null,
                    map()),
            event(
                    13,
                    Level.INFO,
                    Component.USER_INTERACTION,
                    "execution_cancel_requested",
                    "User requested to cancel execution during step 'long_data_analysis'.",
                    "long_data_analysis_step_007",
                    null,
                    State.PAUSED,
                    State.CANCELLED,
                    null,
                    map()),
            event(
                    14,
                    Level.INFO,
                    Component.USER_INTERACTION,
                    "context_added_by_user",
                    "User provided additional context for step 'refine_documentation'.",
                    "refine_documentation_step_008",
                    null,
                    null,
                    null,
                    null,
                    map("context_provided_summary", "User emphasized focusing on the API section.")));

    private DesignLines() {}

    private static LogEvent event(
            int number,
            Level level,
            Component component,
            String action,
            String message,
            String stepId,
            @Nullable String eventId,
            @Nullable State before,
            @Nullable State after,
            @Nullable Double durationMs,
            Map<String, @Nullable Object> details) {
        Instant timestamp = Instant.parse("2026-11-20T12:00:00Z").plusMillis(number * 1_007L);
        return new LogEvent(
                timestamp,
                level,
                component,
                action,
                message,
                null,
                stepId,
                null,
                eventId,
                before,
                after,
                durationMs,
                null,
                details,
                null);
    }

    private static Map<String, @Nullable Object> map(Object... keysAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
