package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A request and its response, a command and its end: what joins them, how long they take, and that they end once. */
@SuppressWarnings("try")
class PairTest {
    @RegisterExtension
    final Captured events = new Captured();

    @Test
    void apiCall_ended_joinsRequestAndResponseById() {
        ApiCall first = Events.apiRequestSent("OpenAI", "gpt-4");
        ApiCall second = Events.apiRequestSent("OpenAI", "gpt-4");
        second.received(200);
        first.received(200);

        List<LogEvent> all = events.all();
        String firstId = String.valueOf(all.get(0).eventId());
        String secondId = String.valueOf(all.get(1).eventId());
        assertThat(firstId).matches("ai_call_\\w+_\\d+_req").isNotEqualTo(secondId);
        assertThat(all.get(2).eventId()).isEqualTo(secondId.replace("_req", "_resp"));
        assertThat(all.get(3).eventId()).isEqualTo(firstId.replace("_req", "_resp"));
    }

    @Test
    void apiCall_everyEnd_saysWhatCameOfIt() {
        ApiCall[] calls = new ApiCall[4];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = Events.apiRequestSent("p", "m", e -> e.eventId("call"));
        }
        events.clear();
        events.pass(Duration.ofMillis(7));
        calls[0].received(200);
        calls[1].received(200, 5, 9);
        calls[2].failed(429, "RateLimit", "slow down");
        calls[3].failed(new IOException("reset"));

        String received = "DEBUG ai_service api_response_received event=call ms=7.0 | Received response from p.";
        String failed = "WARN ai_service api_response_failed event=call ms=7.0 | API call to p failed: ";
        assertThat(events.lines())
                .containsExactly(
                        received + " | {api_provider=p, status_code=200}",
                        received + " | {api_provider=p, status_code=200,"
                                + " response_payload_summary={completion_tokens=5, total_tokens=9}}",
                        failed + "slow down. | {api_provider=p, status_code=429, error_type=RateLimit,"
                                + " error_message=slow down}",
                        failed + "IOException: reset. | {api_provider=p} | java.io.IOException: reset");
    }

    @Test
    void command_everyEnd_saysWhatCameOfIt() {
        Command[] commands = new Command[5];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = Events.commandStarted("make");
        }
        events.clear();
        events.pass(Duration.ofNanos(1_234_567));
        commands[0].completed(1);
        commands[1].completed(0, 10, 0);
        commands[2].failed(2, e -> e.reason("no rule."));
        commands[3].failed(2, 0, 10);
        commands[4].failed(new IOException("not found"));

        String completed = "INFO terminal_interaction command_execution_completed ms=1.235 | Command 'make' completed.";
        String failed = "ERROR terminal_interaction command_execution_failed ms=1.235 | Command 'make' failed";
        assertThat(events.lines())
                .containsExactly(
                        completed + " | {command=make, exit_code=1}",
                        completed + " | {command=make, exit_code=0, stdout_char_count=10, stderr_char_count=0}",
                        failed + " with exit code 2: no rule. | {command=make, exit_code=2, reason=no rule.}",
                        failed + " with exit code 2."
                                + " | {command=make, exit_code=2, stdout_char_count=0, stderr_char_count=10}",
                        failed + ": IOException: not found. | {command=make} | java.io.IOException: not found");
    }

    @Test
    void command_withItsOutput_keepsTheTailAtDebugOnly() {
        String stdout = "\uD83D\uDE00" + "x".repeat(1_999);
        Events.commandStarted("make").completed(0, stdout, "warn");
        Map<?, ?> details = events.last().details();
        events.logger().setLevel(ch.qos.logback.classic.Level.INFO);
        Events.commandStarted("make").failed(0, stdout, "warn");

        assertThat(details.get("stdout_char_count")).isEqualTo(2_001);
        assertThat(details.get("stdout_tail")).isEqualTo("x".repeat(1_999));
        assertThat(details.get("stderr_tail")).isEqualTo("warn");
        assertThat(events.last().details())
                .containsOnlyKeys("command", "exit_code", "stdout_char_count", "stderr_char_count");
    }

    @Test
    void pair_endedTwice_warnsAndCarriesTheSecondEnd() {
        ApiCall call = Events.apiRequestSent("p", "m", e -> e.eventId("ai_7_req"));
        call.received(200);
        events.clear();
        call.failed(
                new IOException("late"),
                e -> e.message("mine").detail("extra", 1).level(Level.TRACE));

        assertThat(events.lines())
                .containsExactly("WARN state_management illegal_transition event=ai_7_resp ms=0.0"
                        + " | 'p' cannot end with api_response_failed: its end was said already."
                        + " | {entity=p, attempted=api_response_failed, api_provider=p, extra=1, message=mine}"
                        + " | java.io.IOException: late");
    }

    @Test
    void pair_endedOutsideItsScope_belongsToTheStepItBeganIn() {
        Step step = Events.stepStarted("load");
        Command command;
        try (Scope ignored = step.makeCurrent()) {
            command = Events.commandStarted("make");
        }
        command.completed(0);

        assertThat(events.last().stepId()).isEqualTo("load");
    }
}
