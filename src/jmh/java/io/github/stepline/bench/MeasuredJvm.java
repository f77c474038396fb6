package io.github.stepline.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The JVM that logs: starts one stack, measures it, counts the lines of its file and leaves a {@link Result} beside it. */
final class MeasuredJvm {
    private static final int CHECKED_LINES = 1_000;

    private MeasuredJvm() {}

    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        Pipeline pipeline = job.stack().start(job);
        Result measured = job.perSecond() == 0 ? Throughput.measure(pipeline, job) : Latency.measure(pipeline, job);
        checkLines(job.file());
        Files.writeString(job.resultFile(), measured.print());
        System.exit(0);
    }

    /** Fails when the first lines of the file are no JSON. */
    private static void checkLines(Path file) throws IOException {
        JsonMapper json = new JsonMapper();
        try (Stream<String> lines = Files.lines(file)) {
            lines.limit(CHECKED_LINES).forEach(json::readTree);
        }
    }

    /** Calls without a line; less than nothing when there are lines without a call. */
    static double lost(Pipeline pipeline, Path file, long calls) throws IOException {
        return calls + pipeline.furtherLines() - lines(file);
    }

    private static long lines(Path file) throws IOException {
        long lines = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                for (int i = 0; i < read; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
