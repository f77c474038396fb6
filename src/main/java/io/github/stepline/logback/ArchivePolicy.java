package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Logback's rolling by size and day with archives that lose nothing: the file is renamed, then compressed beside itself
 * in the background, and deleted only when the archive is whole under its name. What could not be compressed, because the
 * disk was full or the process ended, is tried again at the next roll-over and the next start. When the name of the
 * archive is taken, the roll-over is put off and the file grows.
 *
 * <p>Logback's own policy deletes the file even if its compression failed, forgets it when the archive exists, and leaves
 * a torn archive when the process ends meanwhile.
 */
final class ArchivePolicy extends SizeAndTimeBasedRollingPolicy<ILoggingEvent> {
    private static final String GZ = ".gz";
    private static final String UNFINISHED = ".gz.tmp";
    private static final long STOP_SECONDS = 30;

    private final Path directory;
    private final Pattern uncompressed;
    private final OldArchives old;
    private final ReentrantLock compressing = new ReentrantLock();
    private @Nullable Future<?> last;

    /** Whether the policy has stopped and waits for no archive. Guarded by {@link #compressing}. */
    private boolean isDone;

    /** Whether the last archive could not be made. Guarded by {@link #compressing}. */
    private boolean failing;

    /**
     * @param file the active file; the pattern of the archives is made from its name
     * @param daysKept how many days archives are kept; 0 for ever
     * @param bytesKept how large they may be together; 0 without limit
     */
    ArchivePolicy(String file, int daysKept, long bytesKept) {
        int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
        int dot = file.lastIndexOf('.');
        int end = dot > slash + 1 ? dot : file.length();
        String base = file.substring(0, end);
        String extension = file.substring(end);
        Path parent = Path.of(file).toAbsolutePath().getParent();
        this.directory = parent == null ? Path.of("").toAbsolutePath() : parent;
        String name = Pattern.quote(base.substring(slash + 1)) + "-(\\d{4}-\\d\\d-\\d\\d)\\.(\\d+)"
                + Pattern.quote(extension);
        this.uncompressed = Pattern.compile(name);
        this.old = new OldArchives(directory, Pattern.compile(name + "\\.gz"), daysKept, bytesKept);
        setFileNamePattern(base + "-%d{yyyy-MM-dd}.%i" + extension + GZ);
    }

    @Override
    public void start() {
        super.start();
        if (isStarted()) {
            setDone(false);
            compressInBackground();
        }
    }

    @Override
    public void rollover() throws RolloverFailure {
        Path file = Path.of(getParentsRawFileProperty());
        Path archive = Path.of(getTimeBasedFileNamingAndTriggeringPolicy().getElapsedPeriodsFileName());
        if (Files.exists(archive) || Files.exists(with(archive, GZ))) {
            addWarn("Archive " + archive + " is there already: the file is not rolled over until its next turn.");
            throw new RolloverFailure("taken: " + archive);
        }
        try {
            Files.move(file, archive);
        } catch (IOException refused) {
            throw new RolloverFailure("can't rename " + file + " to " + archive, refused);
        }
        compressInBackground();
    }

    private void compressInBackground() {
        last = getContext().getExecutorService().submit(this::compressAll);
    }

    private void compressAll() {
        compressing.lock();
        try {
            if (isDone) {
                return; // overtaken by the last one, which saw every file
            }
            uncompressed().forEach(this::compress);
            old.remove(today());
        } catch (IOException | RuntimeException failed) {
            addError("The archives in " + directory + " can't be kept in order.", failed);
        } finally {
            compressing.unlock();
        }
    }

    private LocalDate today() {
        long now = getTimeBasedFileNamingAndTriggeringPolicy().getCurrentTime();
        return LocalDate.ofInstant(Instant.ofEpochMilli(now), ZoneId.systemDefault());
    }

    private List<Path> uncompressed() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            uncompressed.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private void compress(Path file) {
        Path archive = with(file, GZ);
        Path unfinished = with(file, UNFINISHED);
        if (Files.exists(archive)) {
            return; // two files of one name: neither may be lost
        }
        try {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(unfinished), 64 * 1024)) {
                Files.copy(file, out);
            }
            Files.move(unfinished, archive);
            Files.delete(file);
            if (failing) {
                failing = false;
                addWarn("Archives are made again, " + archive + " first.");
            }
        } catch (IOException failed) {
            sayOnce("Archive " + archive + " can't be made: " + file + " is kept, and tried again later.", failed);
            delete(unfinished);
        }
    }

    private void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException stillThere) {
            sayOnce("Can't delete " + unfinished + ".", stillThere);
        }
    }

    /** A disk stays full for many roll-overs, and each tries all that is left of those before it. */
    private void sayOnce(String what, IOException failed) {
        if (!failing) {
            failing = true;
            addError(what, failed);
        }
    }

    private static Path with(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Waits for the archives of this run, up to half a minute. */
    @Override
    public void stop() {
        Future<?> running = last;
        if (isStarted() && running != null) {
            try {
                running.get(STOP_SECONDS, TimeUnit.SECONDS);
                setDone(true);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException failed) {
                addError("The last archive in " + directory + " is not finished; the next start makes it.", failed);
            }
        }
        super.stop();
    }

    private void setDone(boolean newDone) {
        compressing.lock();
        try {
            isDone = newDone;
        } finally {
            compressing.unlock();
        }
    }
}
