package io.github.stepline.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The least that can be done for an event: its bytes, ready-made, are copied into a buffer, and the buffer to the file. */
final class LimitPipeline implements Pipeline {
    private static final byte[] EVENT = bytes("""
            {"timestamp":"2026-11-20T12:00:01.123Z","level":"INFO","component":"execution_engine",\
            "action":"step_execution_succeeded","message":"Step 'generate_initial_code' completed successfully.",\
            "run_id":"20261120-120001-modernize-codebase","step_id":"generate_initial_code_step_001",\
            "state_before":"Running","state_after":"Completed",\
            "duration_ms":2530.712,"details":{"output_artifact_count":1,"generated_file":"src/data_processor_01.py",\
            "model_used":"gpt-4-turbo-2024-04-09"},"logger":"events.execution_engine","thread":"producer-0",\
            "writer":"host-4711-t3x9kq-a41c","seq":100001,"v":1}
            """);
    private static final byte[] PLAIN = bytes("""
            {"timestamp":"2026-11-20T12:00:01.123Z","level":"INFO","message":"Processed order 100001 in 512 ms",\
            "run_id":"20261120-120001-modernize-codebase","logger":"com.example.Orders","thread":"producer-0",\
            "writer":"host-4711-t3x9kq-a41c","seq":100001,"v":1}
            """);

    private final FileOutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int used;

    LimitPipeline(Path file) {
        try {
            out = new FileOutputStream(file.toFile());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void succeeded(String message, String stepId, double durationMs, Map<String, Object> details) {
        copy(EVENT);
    }

    @Override
    public void plain(long order, long milliseconds) {
        copy(PLAIN);
    }

    private synchronized void copy(byte[] line) {
        if (used + line.length > buffer.length) {
            write();
        }
        System.arraycopy(line, 0, buffer, used, line.length);
        used += line.length;
    }

    private void write() {
        try {
            out.write(buffer, 0, used);
            used = 0;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public synchronized void close() {
        write();
        try {
            out.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
