package io.github.stepline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * As many events as a stack takes. The first producer notes where everything is after its warm-up and again after its
 * share of events, while all producers go on; so neither the start nor the draining at the end is counted, and what
 * went through in between is read from the growth of the file.
 */
final class Throughput {
    /** Between two of them the compiler gets on: what a fast stack does in a second, it compiles for several. */
    private static final int WARM_UP_PARTS = 10;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Pipeline pipeline;
    private final Job job;
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean done;
    private @Nullable Moment begin;
    private @Nullable Moment end;

    private Throughput(Pipeline pipeline, Job job) {
        this.pipeline = pipeline;
        this.job = job;
    }

    static Result measure(Pipeline pipeline, Job job) throws IOException, InterruptedException {
        return new Throughput(pipeline, job).run();
    }

    private Result run() throws IOException, InterruptedException {
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < job.producers(); i++) {
            producers.add(new Thread(i == 0 ? this::timekeeper : this::companion, "producer-" + i));
        }
        producers.forEach(Thread::start);
        for (Thread producer : producers) {
            producer.join();
        }
        pipeline.close();
        return result(Objects.requireNonNull(begin), Objects.requireNonNull(end));
    }

    private void timekeeper() {
        pipeline.enter();
        long i = 0;
        for (int part = 1; part <= WARM_UP_PARTS; part++) {
            for (long last = part * job.warmUp() / WARM_UP_PARTS / job.producers(); i < last; i++) {
                job.load().log(pipeline, i);
            }
            if (part < WARM_UP_PARTS && job.producers() == 1) { // companions would go on meanwhile
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        begin = Moment.now(job.file());
        for (long last = i + job.events() / job.producers(); i < last; i++) {
            job.load().log(pipeline, i);
        }
        end = Moment.now(job.file());
        done = true;
        calls.addAndGet(i);
    }

    private void companion() {
        pipeline.enter();
        long i = 0;
        for (; !done; i++) {
            job.load().log(pipeline, i);
        }
        calls.addAndGet(i);
    }

    private Result result(Moment from, Moment to) throws IOException {
        double lost = MeasuredJvm.lost(pipeline, job.file(), calls.get());
        double lineBytes = (double) Files.size(job.file()) / (calls.get() - lost);
        double written = (to.fileBytes() - from.fileBytes()) / lineBytes;
        double called = Math.max(1, job.events() / job.producers());
        return new Result(
                written * 1e9 / (to.nanos() - from.nanos()),
                (to.cpuNanos() - from.cpuNanos()) / written,
                (to.callerBytes() - from.callerBytes()) / called,
                (to.otherBytes() - from.otherBytes()) / written,
                lineBytes,
                lost,
                0,
                0,
                0,
                0);
    }
}
