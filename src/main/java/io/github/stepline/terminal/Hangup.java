package io.github.stepline.terminal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signal that a terminal sends when it goes away. Without a handler the JVM ends. Where there is no such signal, or
 * the process was told to ignore it ({@code nohup}), nothing happens.
 */
final class Hangup {
    private Hangup() {}

    /** Calls this when the terminal goes away, in place of the end of the JVM. Reached by name: javac warns of the class. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        return answer(proxy, method, arguments, action);
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            // Then the JVM does what it does.
        }
    }

    private static Object answer(Object proxy, Method method, Object[] arguments, Runnable action) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "stepline hangup handler";
            default -> {
                action.run();
                yield Boolean.TRUE;
            }
        };
    }
}
