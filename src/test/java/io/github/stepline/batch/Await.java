package io.github.stepline.batch;

import java.util.concurrent.Callable;

/** Waits for what other threads and processes do; the test's timeout bounds it. */
final class Await {
    private Await() {}

    static void until(Callable<Boolean> condition) {
        try {
            while (!condition.call()) {
                Thread.sleep(1);
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
