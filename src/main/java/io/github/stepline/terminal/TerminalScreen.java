package io.github.stepline.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.jline.nativ.CLibrary;
import org.jline.nativ.JLineNativeLoader;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that standard output is. On POSIX systems nothing is changed about it: it is asked whether it is one and
 * how large, and written to. On Windows JLine makes the console understand escape sequences.
 */
final class TerminalScreen implements Screen {
    private static final int STDOUT = 1;
    private static final Size UNKNOWN = new Size(80, 24);

    private final @Nullable Terminal windows;
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final Charset charset;

    private TerminalScreen(@Nullable Terminal windows, Charset charset) {
        this.windows = windows;
        this.charset = charset;
    }

    /** The terminal, or null when standard output is none. Takes some time; throws an error when JLine is absent. */
    static @Nullable Screen open(Charset charset) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            Terminal terminal = build();
            return terminal.getType().startsWith(Terminal.TYPE_DUMB) ? null : new TerminalScreen(terminal, charset);
        }
        return JLineNativeLoader.initialize() && CLibrary.isatty(STDOUT) == 1
                ? new TerminalScreen(null, charset)
                : null;
    }

    /** Without what would ask the terminal something, start a program, or take the JVM's signals. */
    private static Terminal build() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .provider("jni")
                .exec(false)
                .ffm(false)
                .nativeSignals(false)
                .graphemeCluster(false)
                .build();
    }

    @Override
    public Size size() {
        if (windows != null) {
            org.jline.terminal.Size size = windows.getSize();
            return known(size.getColumns(), size.getRows());
        }
        CLibrary.WinSize size = new CLibrary.WinSize();
        return CLibrary.ioctl(STDOUT, CLibrary.TIOCGWINSZ, size) == 0 ? known(size.ws_col, size.ws_row) : UNKNOWN;
    }

    private static Size known(int columns, int rows) {
        return columns > 0 && rows > 0 ? new Size(columns, rows) : UNKNOWN;
    }

    @Override
    public void write(String text) throws IOException {
        if (windows == null) {
            out.write(text.getBytes(charset));
        } else {
            windows.writer().write(text);
            windows.writer().flush();
            if (windows.writer().checkError()) {
                throw new IOException("the console is gone");
            }
        }
    }
}
