package io.github.stepline.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.github.stepline.Events;
import io.github.stepline.Step;
import java.util.Map;
import org.slf4j.Logger;

/** This library: typed events inside a run. */
final class SteplinePipeline implements Pipeline {
    private final LoggerContext context;
    private final Logger log;
    private final Step run;

    SteplinePipeline(LoggerContext context) {
        this.context = context;
        log = context.getLogger("com.example.Orders");
        run = Events.runStarted("modernize-codebase");
        context.getLogger("events.runner").setLevel(Level.WARN); // not a line every 10 s on what the process uses
    }

    @Override
    public void enter() {
        run.makeCurrent();
    }

    @Override
    public void succeeded(String message, String stepId, double durationMs, Map<String, Object> details) {
        Events.stepSucceeded(stepId, durationMs, event -> event.message(message).details(details));
    }

    @Override
    public void plain(long order, long milliseconds) {
        log.info("Processed order {} in {} ms", order, milliseconds);
    }

    /** The start of the run. */
    @Override
    public int furtherLines() {
        return 1;
    }

    @Override
    public void close() {
        context.stop();
    }
}
