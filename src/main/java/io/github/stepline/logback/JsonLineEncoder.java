package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.github.stepline.json.LineWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Encodes each event as one line of JSON, made for {@code jq}: typed events and plain log lines alike, in the form that
 * {@code docs/schema/log-event.schema.json} describes.
 *
 * <p>Lines are numbered: {@code writer} names the door they came through, or else this encoder, {@code seq} counts up by
 * one from 1. In a file of {@link
 * LineFileAppender} the order of the numbers is the order of the lines; behind a stock appender of Logback 1.5 two
 * threads may swap neighbours. Progress ticks that are meant for live views give an empty line and take no number.
 *
 * <p>Settings: {@code includeCaller} (default false; costs a stack walk an event), {@code includeMdc} (default true),
 * any number of {@code enricher}. Safe between threads.
 */
public final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final Translator translator = new Translator(this);
    private final ReentrantLock lock = new ReentrantLock();
    private final LineWriter line = new LineWriter();
    private final String writer = Writer.newName();
    private long seq;
    private boolean includeCaller;
    private boolean includeMdc = true;
    private Envelopes envelopes = new Envelopes(false, true);

    /** Whether lines say class, method and line of the caller. */
    public void setIncludeCaller(boolean includeCaller) {
        this.includeCaller = includeCaller;
    }

    /** Whether lines hold the MDC. Run, step and trace ids are taken from it either way. */
    public void setIncludeMdc(boolean includeMdc) {
        this.includeMdc = includeMdc;
    }

    /** Adds an enricher; they run in this order. */
    public void addEnricher(Enricher enricher) {
        translator.add(enricher);
    }

    @Override
    public void start() {
        Settings.checkOnce(this);
        envelopes = new Envelopes(includeCaller, includeMdc);
        super.start();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        if (Translator.isTransient(event)) {
            return NOTHING;
        }
        DoorEvent read = translator.read(event);
        lock.lock();
        try {
            append(read);
            return line.toByteArray();
        } finally {
            line.clear();
            lock.unlock();
        }
    }

    /** Keeps the other threads out, so that {@link #encodeTo} may be called, which takes no lock an event. */
    Lock lock() {
        return lock;
    }

    /**
     * As {@link #encode}, without an array for each event; returns how many bytes were written. To be called with the
     * {@link #lock} held.
     */
    int encodeTo(OutputStream stream, ILoggingEvent event) throws IOException {
        if (Translator.isTransient(event)) {
            return 0;
        }
        DoorEvent read = translator.read(event);
        try {
            append(read);
            line.writeTo(stream);
            return line.size();
        } finally {
            line.clear();
        }
    }

    private void append(DoorEvent read) {
        String counter = read.writer();
        if (counter != null) {
            line.append(read.event(), envelopes.of(read, counter), read.seq());
        } else {
            line.append(read.event(), envelopes.of(read, writer), ++seq);
        }
    }

    /** Asks Logback 1.6.4 and later to encode under the lock of the stream, so that numbers and lines keep one order. */
    public boolean isStateful() {
        return true;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
