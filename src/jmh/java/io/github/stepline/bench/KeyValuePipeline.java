package io.github.stepline.bench;

import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** Logback with nothing beside it: fields as SLF4J's key-value pairs, the run in the MDC. */
final class KeyValuePipeline implements Pipeline {
    private final LoggerContext context;
    private final Logger events;
    private final Logger log;

    KeyValuePipeline(LoggerContext context) {
        this.context = context;
        events = context.getLogger("events.execution_engine");
        log = context.getLogger("com.example.Orders");
    }

    @Override
    public void enter() {
        MDC.put("run_id", RUN);
    }

    @Override
    public void succeeded(String message, String stepId, double durationMs, Map<String, Object> details) {
        events.atInfo()
                .addKeyValue("component", COMPONENT)
                .addKeyValue("action", ACTION)
                .addKeyValue("step_id", stepId)
                .addKeyValue("state_before", "Running")
                .addKeyValue("state_after", "Completed")
                .addKeyValue("duration_ms", durationMs)
                .addKeyValue("details", details)
                .log(message);
    }

    @Override
    public void plain(long order, long milliseconds) {
        log.info("Processed order {} in {} ms", order, milliseconds);
    }

    @Override
    public void close() {
        context.stop();
    }
}
