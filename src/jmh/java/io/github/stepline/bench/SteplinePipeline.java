package io.github.stepline.bench;

import ch.qos.logback.classic.LoggerContext;
import io.github.stepline.Events;
import io.github.stepline.Step;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This library with a configuration of its jar, in a file that is never archived. */
final class SteplinePipeline implements Pipeline {
    private final LoggerContext context;
    private final Logger log;
    private final Step run;

    SteplinePipeline(Path file, String configuration) {
        System.setProperty("STEPLINE_LOG_DIR", String.valueOf(file.getParent()));
        System.setProperty("STEPLINE_APP", String.valueOf(file.getFileName()).replace(".jsonl", ""));
        System.setProperty("STEPLINE_MAX_FILE_SIZE", "1000GB");
        System.setProperty("logback.configurationFile", "io/github/stepline/" + configuration);
        context = (LoggerContext) LoggerFactory.getILoggerFactory();
        log = LoggerFactory.getLogger("com.example.Orders");
        run = Events.runStarted("modernize-codebase");
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

    @Override
    public int furtherLines() {
        return 1;
    }

    @Override
    public void close() {
        context.stop();
    }
}
