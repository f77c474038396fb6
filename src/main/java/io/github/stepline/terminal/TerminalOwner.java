package io.github.stepline.terminal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which console has the terminal: one of the process. At the end of the JVM it gives the terminal back. */
final class TerminalOwner {
    private static final AtomicReference<@Nullable LiveConsole> OWNER = new AtomicReference<>();
    private static final AtomicBoolean HOOKED = new AtomicBoolean();

    private TerminalOwner() {}

    /** Whether the console is the owner from now on; not when there is another one. */
    static boolean claim(LiveConsole console) {
        if (!OWNER.compareAndSet(null, console)) {
            return false;
        }
        if (HOOKED.compareAndSet(false, true)) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(TerminalOwner::leave, "stepline-console-exit"));
            } catch (IllegalStateException alreadyEnding) {
                console.leave();
            }
        }
        return true;
    }

    static void release(LiveConsole console) {
        OWNER.compareAndSet(console, null);
    }

    /** The console of the process, or null. */
    static @Nullable LiveConsole get() {
        return OWNER.get();
    }

    private static void leave() {
        LiveConsole console = OWNER.get();
        if (console != null) {
            console.leave();
        }
    }
}
