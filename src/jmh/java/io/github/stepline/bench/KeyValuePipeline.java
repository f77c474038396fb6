package io.github.stepline.bench;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** SLF4J alone: fields as key-value pairs, the run in the MDC. What is behind it was chosen before the first logger. */
final class KeyValuePipeline implements Pipeline {
    private final Logger events = LoggerFactory.getLogger("events.execution_engine");
    private final Logger log = LoggerFactory.getLogger("com.example.Orders");
    private final Runnable close;

    KeyValuePipeline(Runnable close) {
        this.close = close;
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
        close.run();
    }
}
