package io.github.stepline.bench;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Penna behind SLF4J: fields as key-value pairs, the run in the MDC. Penna 0.8 writes a map with two commas between its
 * entries, which is no JSON, so details are pairs among the others.
 */
final class PennaPipeline implements Pipeline {
    private final Logger events = LoggerFactory.getLogger("events.execution_engine");
    private final Logger log = LoggerFactory.getLogger("com.example.Orders");

    @Override
    public void enter() {
        MDC.put("run_id", RUN);
    }

    @Override
    public void succeeded(String message, String stepId, double durationMs, Map<String, Object> details) {
        LoggingEventBuilder event = events.atInfo()
                .addKeyValue("component", COMPONENT)
                .addKeyValue("action", ACTION)
                .addKeyValue("step_id", stepId)
                .addKeyValue("state_before", "Running")
                .addKeyValue("state_after", "Completed")
                .addKeyValue("duration_ms", durationMs);
        for (Map.Entry<String, Object> detail : details.entrySet()) {
            event = event.addKeyValue(detail.getKey(), detail.getValue());
        }
        event.log(message);
    }

    @Override
    public void plain(long order, long milliseconds) {
        log.info("Processed order {} in {} ms", order, milliseconds);
    }

    /** It says that it has started. */
    @Override
    public int furtherLines() {
        return 1;
    }

    @Override
    public void close() {}
}
