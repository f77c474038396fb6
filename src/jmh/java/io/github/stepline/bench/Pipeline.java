package io.github.stepline.bench;

import java.util.Map;

/** One logging stack, from the application's call to the file. Each call is what an application would write for it. */
interface Pipeline extends AutoCloseable {
    String RUN = "20261120-120001-modernize-codebase";
    String COMPONENT = "execution_engine";
    String ACTION = "step_execution_succeeded";

    /** What a thread does once before it logs. */
    default void enter() {}

    /** The design's event with three details. */
    void succeeded(String message, String stepId, double durationMs, Map<String, Object> details);

    /** A plain line with two arguments. */
    void plain(long order, long milliseconds);

    /** Lines that the stack writes beside those asked for, such as the start of the run. */
    default int furtherLines() {
        return 0;
    }

    /** Writes what is under way and closes the file. */
    @Override
    void close();
}
