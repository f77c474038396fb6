package io.github.stepline.cli;

import io.github.stepline.EventBuilder;
import io.github.stepline.Events;
import io.github.stepline.State;
import io.github.stepline.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes the SHA-256 of every file below a directory: a run of two phases, scan and hash, and a step for each file. */
final class ChecksumJob {
    private static final Logger LOG = LoggerFactory.getLogger(ChecksumJob.class);
    private static final int BUFFER_SIZE = 128 * 1024;
    private static final int STOP_SECONDS = 3;
    private static final String STOP_REASON = "the process was asked to stop";

    private final Path root;
    private final Path leftOut;
    private final int workers;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    /** @param leftOut a directory that is not looked into: the one that this program writes to */
    ChecksumJob(Path root, Path leftOut, int workers) {
        this.root = root;
        this.leftOut = leftOut.toAbsolutePath().normalize();
        this.workers = workers;
    }

    int failures() {
        return failed.get();
    }

    boolean wasStopped() {
        return stopping;
    }

    void run() throws InterruptedException {
        Step run = Events.runStarted(
                "checksums",
                e -> e.children("scan", "hash").detail("directory", root).detail("workers", workers));
        Thread hook = new Thread(() -> stop(run), "demo-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            run.run(this::scanAndHash);
        } finally {
            ended.countDown();
            removeHook(hook);
        }
    }

    private void scanAndHash(Step run) throws InterruptedException {
        List<Path> files = run.child("scan", e -> e.unit("files")).call(this::scan);
        LOG.info("Found {} files below {}", files.size(), root);
        if (!stopping) {
            run.child("hash", e -> e.total(files.size()).unit("files")).run(hash -> hashAll(hash, files));
        }
        Consumer<EventBuilder> counts = e -> e.detail("new", done.get()).detail("failed", failed.get());
        if (stopping) {
            run.cancelled(STOP_REASON, counts);
        } else {
            run.succeeded(counts);
        }
    }

    private List<Path> scan(Step scan) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new FileCollector(files, scan));
        } catch (IOException unreadable) {
            failToLook(scan, root, unreadable);
        }
        cancelIfStopping(scan);
        return files;
    }

    private void failToLook(Step scan, Path path, IOException unreadable) {
        failed.incrementAndGet();
        Events.fileReadFailed(path, typeOf(unreadable), null);
        scan.child(String.valueOf(root.relativize(path))).failed(unreadable);
    }

    private void hashAll(Step hash, List<Path> files) throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool =
                Executors.newFixedThreadPool(workers, task -> new Thread(task, "worker-" + number.incrementAndGet()));
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            int index = i + 1;
            pool.execute(() -> hashFile(hash, file, index, files.size()));
        }
        pool.shutdown();
        while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
            LOG.info("Still hashing: {} of {} files are done", done.get(), files.size());
        }
        cancelIfStopping(hash);
    }

    private void cancelIfStopping(Step step) {
        if (stopping) {
            step.cancelled(STOP_REASON);
        }
    }

    private void hashFile(Step hash, Path file, int index, int of) {
        if (stopping) {
            return;
        }
        String worker = Thread.currentThread().getName();
        Step step = hash.child(
                root.relativize(file).toString(), e -> e.index(index, of).worker(worker));
        try {
            step.run(current -> hashFile(current, file));
        } catch (IOException | RuntimeException said) {
            failed.incrementAndGet();
        }
        if (step.state() != State.CANCELLED) {
            hash.advance(1);
        }
    }

    private void hashFile(Step step, Path file) throws IOException {
        try {
            Digest digest = digest(file, step);
            if (digest == null) {
                step.cancelled(STOP_REASON);
                return;
            }
            done.incrementAndGet();
            Events.fileRead(file, digest.bytes());
            step.succeeded(e -> e.detail("sha256", digest.hex()).detail("bytes", digest.bytes()));
        } catch (IOException unreadable) {
            Events.fileReadFailed(file, typeOf(unreadable), null);
            throw unreadable;
        }
    }

    /** The step's failure has the whole error; the file's event need not repeat the trace. */
    private static String typeOf(Exception unreadable) {
        return unreadable.getClass().getSimpleName();
    }

    private record Digest(String hex, long bytes) {}

    /** Null when it was stopped before the end of the file. */
    private @Nullable Digest digest(Path file, Step step) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[BUFFER_SIZE];
        long bytes = 0;
        step.total(Files.size(file), "bytes");
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (stopping) {
                    return null;
                }
                sha256.update(buffer, 0, read);
                step.advance(read);
                bytes += read;
            }
        }
        return new Digest(HexFormat.of().formatHex(sha256.digest()), bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Ctrl-C and SIGTERM end every step and the run in the log too; the JVM waits for that, but not for long. */
    private void stop(Step run) {
        stopping = true;
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                run.cancelled(STOP_REASON);
            }
        } catch (InterruptedException unlikely) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // Then the hook runs, and finds the run ended or ends it.
        }
    }

    /** Collects regular files; what can't be looked into is a failed step of the scan. Links are not followed. */
    private final class FileCollector extends SimpleFileVisitor<Path> {
        private final List<Path> files;
        private final Step scan;

        FileCollector(List<Path> files, Step scan) {
            this.files = files;
            this.scan = scan;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean isLeftOut = directory.toAbsolutePath().normalize().equals(leftOut);
            return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files.add(file);
                scan.advance(1);
            }
            return stopping ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException unreadable) {
            failToLook(scan, path, unreadable);
            return FileVisitResult.CONTINUE;
        }
    }
}
