package io.github.stepline.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A throwable proxy whose every message is masked, and every frame that holds a secret. Class names, clean frames, causes
 * and suppressed ones are those of the original; {@link #getThrowable} gives a stand-in, because whoever asks for it would
 * read the original message.
 */
final class MaskedThrowable extends ThrowableProxy {
    private static final int MAX_LINKS = 100;

    private final IThrowableProxy original;
    private final @Nullable String message;
    private final @Nullable IThrowableProxy cause;
    private final IThrowableProxy[] suppressed;
    private final StackTraceElementProxy[] frames;

    private MaskedThrowable(IThrowableProxy original, UnaryOperator<@Nullable String> mask, int[] left) {
        this(original, frames(original, mask), mask, left);
    }

    private MaskedThrowable(
            IThrowableProxy original,
            StackTraceElementProxy[] frames,
            UnaryOperator<@Nullable String> mask,
            int[] left) {
        super(new StandIn(original.getClassName(), mask.apply(original.getMessage()), elements(frames)));
        this.original = original;
        this.frames = frames;
        this.message = mask.apply(original.getMessage());
        this.cause = masked(original.getCause(), mask, left);
        this.suppressed = maskedAll(original.getSuppressed(), mask, left);
    }

    static MaskedThrowable of(IThrowableProxy original, UnaryOperator<@Nullable String> mask) {
        return new MaskedThrowable(original, mask, new int[] {MAX_LINKS});
    }

    private static @Nullable IThrowableProxy masked(
            @Nullable IThrowableProxy link, UnaryOperator<@Nullable String> mask, int[] left) {
        return link == null || --left[0] < 0 ? null : new MaskedThrowable(link, mask, left);
    }

    private static IThrowableProxy[] maskedAll(
            IThrowableProxy @Nullable [] links, UnaryOperator<@Nullable String> mask, int[] left) {
        if (links == null) {
            return new IThrowableProxy[0];
        }
        IThrowableProxy[] masked = new IThrowableProxy[Math.min(links.length, Math.max(0, left[0]))];
        for (int i = 0; i < masked.length; i++) {
            left[0]--;
            masked[i] = new MaskedThrowable(links[i], mask, left);
        }
        return masked;
    }

    private static StackTraceElementProxy[] frames(IThrowableProxy original, UnaryOperator<@Nullable String> mask) {
        StackTraceElementProxy[] proxies = original.getStackTraceElementProxyArray();
        if (proxies == null) {
            return new StackTraceElementProxy[0];
        }
        StackTraceElementProxy[] masked = proxies.clone();
        for (int i = 0; i < masked.length; i++) {
            StackTraceElement frame = masked[i].getStackTraceElement();
            String text = frame.toString();
            if (!text.equals(mask.apply(text))) {
                masked[i] = new StackTraceElementProxy(masked(frame, mask));
            }
        }
        return masked;
    }

    /** Part by part; parts that are secret only together are left out. */
    private static StackTraceElement masked(StackTraceElement frame, UnaryOperator<@Nullable String> mask) {
        StackTraceElement masked = new StackTraceElement(
                String.valueOf(mask.apply(frame.getClassName())),
                String.valueOf(mask.apply(frame.getMethodName())),
                mask.apply(frame.getFileName()),
                frame.getLineNumber());
        String text = masked.toString();
        return text.equals(mask.apply(text)) ? masked : new StackTraceElement("", "[redacted]", null, -1);
    }

    private static StackTraceElement[] elements(StackTraceElementProxy[] proxies) {
        StackTraceElement[] frames = new StackTraceElement[proxies.length];
        for (int i = 0; i < proxies.length; i++) {
            frames[i] = proxies[i].getStackTraceElement();
        }
        return frames;
    }

    @Override
    public @Nullable String getMessage() {
        return message;
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return null;
    }

    @Override
    public String getClassName() {
        return original.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return frames;
    }

    @Override
    public int getCommonFrames() {
        return original.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return cause;
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return suppressed;
    }

    @Override
    public boolean isCyclic() {
        return original.isCyclic();
    }

    /** What {@code getThrowable()} gives: the masked message under the name of the original's class. */
    private static final class StandIn extends Throwable {
        private static final long serialVersionUID = 1L;

        private final String className;

        StandIn(String className, @Nullable String message, StackTraceElement[] frames) {
            super(message, null, false, true);
            this.className = className;
            setStackTrace(frames);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        @Override
        public String toString() {
            return getMessage() == null ? className : className + ": " + getMessage();
        }
    }
}
