package io.github.stepline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * What one caller pays for a call that is due every so often. Calls are due at fixed moments: one that comes late
 * because another took long is not left out but made at once, and its response counts from the moment it was due.
 */
final class Latency {
    private final Pipeline pipeline;
    private final Job job;
    private final long[] calls;
    private final long[] responses;

    private Latency(Pipeline pipeline, Job job) {
        this.pipeline = pipeline;
        this.job = job;
        int samples = Math.toIntExact(job.events());
        calls = new long[samples];
        responses = new long[samples];
    }

    static Result measure(Pipeline pipeline, Job job) throws IOException, InterruptedException {
        return new Latency(pipeline, job).run();
    }

    private Result run() throws IOException, InterruptedException {
        pipeline.enter();
        warmUp();
        pace(0);
        Moment from = Moment.now(job.file());
        pace(job.warmUp());
        Moment to = Moment.now(job.file());
        pipeline.close();
        long called = job.warmUp() + 2 * job.events();
        double lost = MeasuredJvm.lost(pipeline, job.file(), called);
        Arrays.sort(calls);
        Arrays.sort(responses);
        return new Result(
                job.events() * 1e9 / (to.nanos() - from.nanos()),
                (double) (others(to) - others(from)) / job.events(),
                (double) (to.callerBytes() - from.callerBytes()) / job.events(),
                (double) (to.otherBytes() - from.otherBytes()) / job.events(),
                (double) Files.size(job.file()) / (called - lost),
                lost,
                part(calls, 0.50),
                part(calls, 0.90),
                part(calls, 0.99),
                part(responses, 0.99));
    }

    /** Without the caller, who waits by looking at the clock. */
    private static long others(Moment moment) {
        return moment.cpuNanos() - moment.callerCpuNanos();
    }

    private void warmUp() throws InterruptedException {
        for (long i = 0; i < job.warmUp(); i++) {
            job.load().log(pipeline, i);
        }
        Thread.sleep(500); // the queue runs empty
    }

    private void pace(long first) {
        long gap = 1_000_000_000 / job.perSecond();
        long due = System.nanoTime();
        for (int i = 0; i < calls.length; i++) {
            due += gap;
            long begin = System.nanoTime();
            while (begin < due) {
                Thread.onSpinWait();
                begin = System.nanoTime();
            }
            job.load().log(pipeline, first + i);
            long end = System.nanoTime();
            calls[i] = end - begin;
            responses[i] = end - due;
        }
    }

    private static double part(long[] sorted, double part) {
        return sorted[(int) (sorted.length * part)];
    }
}
