package io.github.stepline.terminal;

import java.io.PrintStream;
import java.nio.charset.Charset;

/** {@code System.out} and {@code System.err} in the hands of a console. */
final class Capture {
    private final CapturedStream out;
    private final CapturedStream err;
    private final PrintStream newOut;
    private final PrintStream newErr;

    Capture(LiveConsole console, Charset charset) {
        out = new CapturedStream(System.out, charset, console::print, console::isSuspended);
        err = new CapturedStream(System.err, charset, console::print, console::isSuspended);
        newOut = new PrintStream(out, true, charset);
        newErr = new PrintStream(err, true, charset);
    }

    void install() {
        System.setOut(newOut);
        System.setErr(newErr);
    }

    /** Hands on what waits for its newline for too long. */
    void flushLate() {
        out.flushLate();
        err.flushLate();
    }

    void flushAll() {
        out.flushAll();
        err.flushAll();
    }

    /** Gives the real ones back, unless somebody else has put in others. */
    void remove() {
        flushAll();
        if (System.out == newOut) {
            System.setOut(out.real());
        }
        if (System.err == newErr) {
            System.setErr(err.real());
        }
    }
}
