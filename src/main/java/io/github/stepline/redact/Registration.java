package io.github.stepline.redact;

/** A known secret that is masked wherever it turns up, until it is closed. */
public final class Registration implements AutoCloseable {
    private final Runnable forget;

    Registration(Runnable forget) {
        this.forget = forget;
    }

    /** Forgets the secret. A second call does nothing. */
    @Override
    public void close() {
        forget.run();
    }
}
