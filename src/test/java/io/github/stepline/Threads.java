package io.github.stepline;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads where the JVM has them; the tests are compiled for one that has not. */
final class Threads {
    private Threads() {}

    static boolean haveVirtual() {
        return Runtime.version().feature() >= 21;
    }

    /** An executor that runs each task on a virtual thread of its own. */
    static ExecutorService virtual() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
