package io.github.stepline.logback;

import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Standard error for those who may not hang: a stopped terminal or a full pipe blocks whoever writes to it, and trouble is
 * said under the locks of files. A daemon thread writes; the caller waits for its line, so that lines stand in order and a
 * process that ends at once has said them, but no longer than a moment, and when that was too short not again until the
 * stream takes lines. Safe between threads.
 */
final class StandardError {
    private static final int MAX_WAITING = 256;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final StandardError SHARED = new StandardError();

    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private volatile boolean hangs;
    private volatile boolean hasThread;

    /** A line and where it goes. */
    private record Line(String text, PrintStream stream, CountDownLatch written) {}

    private StandardError() {}

    /** Writes a line to what is standard error now; one for which there is no room is left out. */
    static void println(PrintStream stream, String text) {
        SHARED.say(new Line(text, stream, new CountDownLatch(1)));
    }

    private void say(Line line) {
        begin();
        if (waiting.offer(line) && !hangs && !awaitWritten(line)) {
            hangs = true;
        }
    }

    private void begin() {
        if (!hasThread) {
            synchronized (this) {
                if (!hasThread) {
                    Thread thread = new Thread(this::write, "stepline-stderr");
                    thread.setDaemon(true);
                    thread.start();
                    hasThread = true;
                }
            }
        }
    }

    private static boolean awaitWritten(Line line) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return line.written.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write() {
        while (true) {
            try {
                Line line = waiting.take();
                try {
                    line.stream.println(line.text);
                } finally {
                    line.written.countDown();
                }
                if (waiting.isEmpty()) {
                    hangs = false;
                }
            } catch (InterruptedException | RuntimeException | Error ignored) {
                // Whatever somebody has put in the place of standard error: there is nowhere left to say it.
            }
        }
    }
}
