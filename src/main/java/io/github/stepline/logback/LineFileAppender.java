package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.LengthCounter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Logback's rolling file appender with the order of lines kept and a policy that need not be spelt out:
 *
 * <pre>{@code
 * <appender name="JSON" class="io.github.stepline.logback.LineFileAppender">
 *   <file>logs/app.jsonl</file>
 *   <encoder class="io.github.stepline.logback.JsonLineEncoder"/>
 * </appender>
 * }</pre>
 *
 * <p>The file is archived each day and at {@code maxFileSize} (default 10MB) as {@code app-2026-11-20.0.jsonl.gz};
 * archives older than {@code maxHistory} days (default 30) or beyond {@code totalSize} together (default 50MB) are
 * deleted. An archive that can't be made (the disk is full, its name is taken) costs no line: the file is kept and tried
 * again. A value that can't be read is said and its default used. Any {@code rollingPolicy} of Logback's may be given
 * instead; then those three have no effect.
 *
 * <p>An event is encoded and written under one lock. A file that can't be opened is said once and the application goes
 * on without it; nothing that an encoder throws reaches the caller.
 */
public final class LineFileAppender extends RollingFileAppender<ILoggingEvent> {
    private static final String DEFAULT_MAX_FILE_SIZE = "10MB";
    private static final String DEFAULT_TOTAL_SIZE = "50MB";
    private static final String DEFAULT_MAX_HISTORY = "30";
    private static final int BYTES_UNASKED = 4 * 1_024;

    private final Translator translator = new Translator(this);
    private String maxFileSize = DEFAULT_MAX_FILE_SIZE;
    private String totalSize = DEFAULT_TOTAL_SIZE;
    private String maxHistory = DEFAULT_MAX_HISTORY;
    private final LongAdder lost = new LongAdder();
    private Losses losses = new Losses();
    private boolean encodingFailed;

    private boolean isBehindDoor;

    // Guarded by the lock of the stream: the file, whether its policy was asked in this batch, and the bytes it was not
    // told of.
    private File active = new File("");
    private boolean asked;
    private int uncounted;

    private @Nullable TextLayout textLayout;

    /** The size at which the file is archived: {@code 500KB}, {@code 10MB}, {@code 1GB}. */
    public void setMaxFileSize(String maxFileSize) {
        this.maxFileSize = maxFileSize;
    }

    /** The size that all archives may have together; 0 is without limit. */
    public void setTotalSize(String totalSize) {
        this.totalSize = totalSize;
    }

    /** The days that archives are kept; 0 is without limit. */
    public void setMaxHistory(String maxHistory) {
        this.maxHistory = maxHistory;
    }

    @Override
    public void start() {
        Settings.checkOnce(this);
        String file = rawFileProperty();
        if (getRollingPolicy() == null) {
            if (file == null || file.isBlank()) {
                addError("LineFileAppender '" + getName() + "' has no file: nothing is written. Set <file>.");
                return;
            }
            if (!canBeWritten(file)) {
                return;
            }
            setRollingPolicy(policy(file));
        } else if (file != null && !canBeWritten(file)) {
            return;
        }
        textLayout = ownLayout();
        super.start();
    }

    private boolean canBeWritten(String file) {
        try {
            Path path = Path.of(file).toAbsolutePath();
            Path directory = path.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            return true;
        } catch (IOException | InvalidPathException | SecurityException refused) {
            addError(
                    "LineFileAppender '" + getName() + "' can't write its file '" + file
                            + "': nothing goes there. Name a directory that can be written"
                            + " (in the shipped configurations STEPLINE_LOG_DIR).",
                    refused);
            return false;
        }
    }

    private ArchivePolicy policy(String file) {
        FileSize bytesKept = size("totalSize", totalSize, DEFAULT_TOTAL_SIZE);
        ArchivePolicy policy = new ArchivePolicy(file, days(maxHistory), bytesKept.getSize());
        policy.setContext(getContext());
        policy.setParent(this);
        policy.setMaxFileSize(size("maxFileSize", maxFileSize, DEFAULT_MAX_FILE_SIZE));
        policy.start();
        return policy;
    }

    private FileSize size(String setting, String value, String defaultValue) {
        try {
            FileSize size = FileSize.valueOf(value.strip());
            if (size.getSize() > 0 || setting.equals("totalSize")) {
                return size;
            }
        } catch (RuntimeException unreadable) {
            // Said below, together with a size of nothing.
        }
        complain(setting, value, "no size like 500KB, 10MB or 1GB", defaultValue);
        return FileSize.valueOf(defaultValue);
    }

    private int days(String value) {
        try {
            int days = Integer.parseInt(value.strip());
            if (days >= 0) {
                return days;
            }
        } catch (NumberFormatException unreadable) {
            // Said below, together with less than no days.
        }
        complain("maxHistory", value, "no number of days", DEFAULT_MAX_HISTORY);
        return Integer.parseInt(DEFAULT_MAX_HISTORY);
    }

    /** Once a configuration, however many files share the setting. */
    private void complain(String setting, String value, String rule, String defaultValue) {
        String said = "stepline.said." + setting + "=" + value;
        if (getContext().getObject(said) != null) {
            return;
        }
        getContext().putObject(said, Boolean.TRUE);
        addWarn(setting + " of LineFileAppender '" + getName() + "' is '" + value + "', which is " + rule + ": "
                + defaultValue + " is used (in the shipped configurations it comes from " + variable(setting) + ").");
    }

    private static @Nullable String variable(String setting) {
        return switch (setting) {
            case "maxFileSize" -> "STEPLINE_MAX_FILE_SIZE";
            case "totalSize" -> "STEPLINE_TOTAL_SIZE";
            default -> "STEPLINE_MAX_HISTORY";
        };
    }

    /** From now on the door counts what is lost, and flushes at the end of each batch instead of after each event. */
    void standBehindDoor(Losses losses) {
        this.losses = losses;
        isBehindDoor = true;
        setImmediateFlush(false);
    }

    /** Writes out what is buffered. */
    void flush() {
        streamWriteLock.lock();
        try {
            OutputStream stream = getOutputStream();
            if (stream != null) {
                stream.flush();
            }
            asked = false;
        } catch (IOException impossible) {
            reportOnce(impossible); // our stream does not throw
        } finally {
            streamWriteLock.unlock();
        }
    }

    /** Events that could not be written, because the disk was full, the directory gone, or the encoder failed. */
    public long getLost() {
        return lost.sum();
    }

    private void lose(long events) {
        lost.add(events);
        losses.count(Losses.Reason.WRITE_FAILED, events);
    }

    /** Not supported: several processes that write one file need a lock an event; give each its own file. */
    @Override
    public void setPrudent(boolean prudent) {
        if (prudent) {
            addWarn("prudent of LineFileAppender '" + getName()
                    + "' is not supported and is left off: give each process a" + " file of its own.");
        }
    }

    @Override
    public void openFile(String name) throws IOException {
        streamWriteLock.lock();
        try {
            LineOutputStream stream = new LineOutputStream(
                    new File(name),
                    this::lose,
                    what -> addError("File '" + name + "' of LineFileAppender '" + getName() + "' " + what + "."),
                    System::nanoTime);
            openNow(stream);
            active = new File(name);
            setOutputStream(stream);
        } finally {
            streamWriteLock.unlock();
        }
    }

    /** Only at the start it is an error that stops the appender; after a roll-over the stream tries again by itself. */
    private void openNow(LineOutputStream stream) throws IOException {
        try {
            stream.open();
        } catch (IOException refused) {
            if (!isStarted()) {
                throw refused;
            }
        }
    }

    /** Rolls over; whatever a policy throws, there is a stream to write to afterwards. */
    @Override
    public void rollover() {
        streamWriteLock.lock();
        try {
            super.rollover();
        } finally {
            try {
                if (isStarted() && getOutputStream() == null) {
                    openFile(getFile());
                }
            } catch (IOException impossible) {
                reportOnce(impossible); // a started appender's stream opens itself
            } finally {
                streamWriteLock.unlock();
            }
        }
    }

    /**
     * Encodes, rolls and writes under the lock of the stream: the order of {@code seq} is the order of the file. What runs
     * code of the user's, a {@code toString} among the arguments, is done before: it may wait for a lock of the user's.
     */
    @Override
    protected void subAppend(ILoggingEvent source) {
        DoorEvent event = translator.read(source);
        Lock encoding = lockBoth();
        try {
            write(event);
        } catch (Throwable thrown) {
            reportOnce(thrown);
        } finally {
            unlockBoth(encoding);
        }
    }

    /** Locks the stream and its encoder; returns the encoder's lock, of a foreign one the stream's once more. */
    private Lock lockBoth() {
        streamWriteLock.lock();
        Lock encoding = getEncoder() instanceof JsonLineEncoder json ? json.lock() : streamWriteLock;
        encoding.lock();
        return encoding;
    }

    private void unlockBoth(Lock encoding) {
        encoding.unlock();
        streamWriteLock.unlock();
    }

    /**
     * What {@link #doAppend} does with each event of a batch, with the locks taken once.
     *
     * @param steps grows by one for each event that is done
     */
    void appendAll(DoorEvent[] events, int from, int to, AtomicLong steps) {
        Lock encoding = lockBoth();
        try {
            for (int i = from; i < to; i++) {
                appendOne(events[i]);
                steps.setRelease(steps.getPlain() + 1);
            }
        } finally {
            unlockBoth(encoding);
        }
    }

    private void appendOne(DoorEvent event) {
        try {
            if (getFilterChainDecision(event) != FilterReply.DENY) {
                write(event);
            }
        } catch (Throwable thrown) {
            reportOnce(thrown);
        }
    }

    private void write(DoorEvent event) throws IOException {
        if (!isStarted()) {
            return;
        }
        if (isRollDue(event)) {
            rollover();
        }
        writeOut(event);
    }

    /** Asks the policy: of our lines behind the door at the begin of a batch and each few KB, else for each event. */
    private boolean isRollDue(ILoggingEvent event) {
        boolean isOurs = getEncoder() instanceof JsonLineEncoder || textLayout != null;
        if (isOurs && asked && uncounted < BYTES_UNASKED) {
            return false;
        }
        if (getOutputStream() instanceof LineOutputStream stream && stream.isFailing()) {
            return false; // rolling over would need the disk too
        }
        LengthCounter length = getTriggeringPolicy().getLengthCounter();
        if (length != null && uncounted > 0) {
            length.add(uncounted);
        }
        uncounted = 0;
        asked = isBehindDoor;
        return getTriggeringPolicy().isTriggeringEvent(active, event);
    }

    /** Our own lines go into the buffer of the file, with no array in between. */
    @Override
    protected void writeOut(ILoggingEvent event) throws IOException {
        OutputStream stream = getOutputStream();
        if (getEncoder() instanceof JsonLineEncoder json) {
            uncounted += json.encodeTo(stream, event);
        } else if (textLayout != null) {
            uncounted += textLayout.layOutTo(stream, event);
        } else {
            super.writeOut(event);
            return;
        }
        if (isImmediateFlush()) {
            stream.flush();
        }
    }

    /** Our layout, where nothing but UTF-8 is made of what it gives. */
    private @Nullable TextLayout ownLayout() {
        return getEncoder() instanceof LayoutWrappingEncoder<ILoggingEvent> wrapping
                        && wrapping.getClass() == LayoutWrappingEncoder.class
                        && StandardCharsets.UTF_8.equals(wrapping.getCharset())
                        && wrapping.getLayout() instanceof TextLayout layout
                ? layout
                : null;
    }

    private void reportOnce(Throwable thrown) {
        lose(1);
        if (!encodingFailed) {
            encodingFailed = true;
            try {
                addError("LineFileAppender '" + getName() + "' could not write an event. Said once.", thrown);
            } catch (Throwable listeners) {
                // Who is told of trouble must not make more of it.
            }
        }
    }
}
