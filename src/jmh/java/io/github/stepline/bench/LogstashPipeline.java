package io.github.stepline.bench;

import static net.logstash.logback.argument.StructuredArguments.kv;

import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** Logback with logstash-logback-encoder: fields as structured arguments, the run in the MDC. */
final class LogstashPipeline implements Pipeline {
    private final LoggerContext context;
    private final Logger events;
    private final Logger log;

    LogstashPipeline(LoggerContext context) {
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
        events.info(
                message,
                kv("component", COMPONENT),
                kv("action", ACTION),
                kv("step_id", stepId),
                kv("state_before", "Running"),
                kv("state_after", "Completed"),
                kv("duration_ms", durationMs),
                kv("details", details));
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
