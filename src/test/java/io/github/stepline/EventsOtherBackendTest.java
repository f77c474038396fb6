package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Without Logback events are ordinary SLF4J lines with ordinary key-value pairs. */
@SuppressWarnings("try")
class EventsOtherBackendTest {
    private static String saidBy(Runnable calls) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            calls.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void logback_inThisExecution_isAbsent() {
        assertThatThrownBy(() -> Class.forName("ch.qos.logback.classic.Logger"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(LoggerFactory.getILoggerFactory().getClass().getName()).startsWith("org.slf4j.simple.");
    }

    @Test
    void event_onAnotherBackend_isAnOrdinaryLine() {
        String lines = saidBy(() -> {
            Step run = Events.runStarted("other");
            try (Scope ignored = run.makeCurrent()) {
                Events.stepSucceeded("extract", 1.5, e -> e.detail("rows", 3));
            }
            run.failed(new IOException("disk full"));
        });

        assertThat(lines)
                .contains("INFO events.runner")
                .contains("Run 'other' started.")
                .contains("INFO events.execution_engine")
                .contains("action=step_execution_succeeded")
                .contains("step_id=extract")
                .contains("duration_ms=1.5")
                .contains("details={rows=3}")
                .contains("Step 'extract' completed successfully.")
                .contains("ERROR events.runner")
                .contains("java.io.IOException: disk full");
    }

    @Test
    void critical_onAnotherBackend_isAnErrorWithItsMarker() {
        String lines = saidBy(() -> Events.event(
                Component.RUNNER,
                "x",
                e -> e.level(Level.CRITICAL).message("{} stays {}").detail("braces", "{}")));

        assertThat(lines).contains("ERROR events.runner", "CRITICAL", "{} stays {}", "details={braces={}}");
    }

    @Test
    void hostileValues_onAnotherBackend_throwNothing() {
        String lines = saidBy(() -> HostileValues.all()
                .forEach((name, value) -> Events.event(
                        Component.RUNNER,
                        "hostile",
                        e -> e.detail("value", value.get()).error(new IOException("gone")))));

        assertThat(lines.split("action=hostile", -1))
                .hasSize(HostileValues.all().size() + 1);
    }
}
