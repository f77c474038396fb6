package io.github.stepline.batch;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ThreadFactory;

/** Makes the threads of workers: platform threads, or virtual ones where the JDK has them. */
final class WorkerThreads {
    private WorkerThreads() {}

    static void checkVirtual() {
        if (Runtime.version().feature() < 21) {
            throw new UnsupportedOperationException(
                    "virtualThreads needs Java 21 or later; this is Java " + Runtime.version() + ".");
        }
    }

    static Thread start(Runnable worker, String name, boolean isVirtual) {
        Thread thread = isVirtual ? virtualFactory().newThread(worker) : new Thread(worker);
        thread.setName(name);
        thread.setDaemon(true); // whoever called run() keeps the process alive; a stuck thread shall not
        thread.start();
        return thread;
    }

    private static ThreadFactory virtualFactory() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException missing) {
            throw new IllegalStateException("virtual threads are missing", missing);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException("virtual threads can't be made", failed.getCause());
        }
    }
}
