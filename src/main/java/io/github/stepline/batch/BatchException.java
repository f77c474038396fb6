package io.github.stepline.batch;

/** Thrown by {@link BatchResult#orThrow}: the run did not do all that it should. */
public final class BatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient BatchResult result;

    BatchException(BatchResult result) {
        super(result.toString());
        this.result = result;
    }

    /** How the run ended. */
    public BatchResult result() {
        return result;
    }
}
