package io.github.stepline;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last resort of a library that must not throw: one line on standard error, once for each kind of trouble. It calls
 * no code of the user's, so it names the class of what was thrown and not its message.
 */
final class InternalReport {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private InternalReport() {}

    static void once(String what, Throwable thrown) {
        if (SAID.add(what)) {
            System.err.println(
                    "stepline: " + what + " (" + thrown.getClass().getName() + "); said once, the program goes on");
        }
    }
}
