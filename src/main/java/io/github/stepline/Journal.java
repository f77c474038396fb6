package io.github.stepline;

/**
 * The record that a run keeps of itself, apart from what the loggers do: it is told every durable event of the run,
 * whatever their levels say of the run's and its steps' own events. Given to {@link Events#runStarted(String, Journal,
 * java.util.function.Consumer)}.
 */
public interface Journal {
    /**
     * Takes an id for the run that is about to start.
     *
     * @return false when another run has it; then the next one is asked for
     */
    boolean claim(String runId);

    /**
     * Takes in an event, on the thread that says it and before the call that says it returns; from several threads at
     * once, and not redacted. What it throws is reported once and reaches nobody. After the end of the run it is not
     * called again.
     */
    void say(LogEvent event);
}
