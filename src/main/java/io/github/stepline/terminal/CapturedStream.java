package io.github.stepline.terminal;

import io.github.stepline.redact.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Stands in for {@code System.out} or {@code System.err}: makes lines of what each thread prints, masks them and hands
 * them on. What a thread leaves without a newline follows a little later as a line of its own.
 */
final class CapturedStream extends OutputStream {
    private static final int MAX_LINE = 16_384;
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintStream real;
    private final Charset charset;
    private final Consumer<String> lines;
    private final BooleanSupplier isSuspended;
    private final Map<Thread, Pending> pending = new ConcurrentHashMap<>();

    /** @param isSuspended whether somebody owns the screen, who gets what is printed as it is */
    CapturedStream(PrintStream real, Charset charset, Consumer<String> lines, BooleanSupplier isSuspended) {
        this.real = real;
        this.charset = charset;
        this.lines = lines;
        this.isSuspended = isSuspended;
    }

    /** What a thread has printed since its last newline. */
    private static final class Pending extends ByteArrayOutputStream {
        private volatile long since = System.nanoTime();
    }

    PrintStream real() {
        return real;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (isSuspended.getAsBoolean()) {
            real.write(bytes, offset, length);
            return;
        }
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                add(bytes, start, i - start);
                end(Thread.currentThread());
                start = i + 1;
            }
        }
        if (start < offset + length) {
            add(bytes, start, offset + length - start);
        }
    }

    private void add(byte[] bytes, int offset, int length) {
        Pending line = pending.computeIfAbsent(Thread.currentThread(), thread -> new Pending());
        line.write(bytes, offset, length);
        line.since = System.nanoTime();
        if (line.size() > MAX_LINE) {
            end(Thread.currentThread());
        }
    }

    private void end(Thread thread) {
        Pending line = pending.remove(thread);
        if (line != null) {
            emit(line.toString(charset));
        }
    }

    private void emit(String text) {
        lines.accept(CapturedText.clean(Redactor.shared().redact(text)));
    }

    @Override
    public void flush() {
        if (isSuspended.getAsBoolean()) {
            real.flush();
        }
    }

    /** Hands on what waits for its newline for too long; called every now and then. */
    void flushLate() {
        long now = System.nanoTime();
        pending.forEach((thread, line) -> {
            if (now - line.since > LATE_NANOS) {
                end(thread);
            }
        });
    }

    /** Hands on everything. */
    void flushAll() {
        pending.keySet().forEach(this::end);
    }
}
