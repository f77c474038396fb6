package io.github.stepline.bench;

import java.nio.file.Path;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.MapMessage;

/** Log4j's own API with all loggers asynchronous: fields as a map message, the run in the thread context. */
final class Log4jPipeline implements Pipeline {
    private final Logger events;
    private final Logger log;

    Log4jPipeline(Path file, Load load) {
        System.setProperty("bench.file", file.toString());
        System.setProperty("bench.template", load == Load.PLAIN ? "plain" : "event");
        System.setProperty("log4j2.configurationFile", "classpath:io/github/stepline/bench/log4j.xml");
        System.setProperty("log4j2.contextSelector", "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
        System.setProperty("log4j2.asyncLoggerRingBufferSize", "8192");
        events = LogManager.getLogger("events.execution_engine");
        log = LogManager.getLogger("com.example.Orders");
    }

    @Override
    public void enter() {
        ThreadContext.put("run_id", RUN);
    }

    @Override
    public void succeeded(String message, String stepId, double durationMs, Map<String, Object> details) {
        events.info(fields(message, stepId, durationMs, details));
    }

    /** No subclass: its annotation that it may be formatted later is not inherited, and then the caller formats it. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static MapMessage<?, Object> fields(
            String message, String stepId, double durationMs, Map<String, Object> details) {
        MapMessage fields = new MapMessage(8);
        fields.with("message", message);
        fields.with("component", COMPONENT);
        fields.with("action", ACTION);
        fields.with("step_id", stepId);
        fields.with("state_before", "Running");
        fields.with("state_after", "Completed");
        fields.with("duration_ms", durationMs);
        fields.with("details", (Object) details);
        return fields;
    }

    @Override
    public void plain(long order, long milliseconds) {
        log.info("Processed order {} in {} ms", order, milliseconds);
    }

    @Override
    public void close() {
        LogManager.shutdown();
    }
}
