package io.github.stepline;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The stable hash of a fault: 32-bit FNV-1a over types, classes and methods of a throwable and its causes. */
final class StackTraceHash {
    private static final int OFFSET_BASIS = 0x811C9DC5;
    private static final int PRIME = 0x01000193;
    private static final int MAX_CAUSES = 20;
    private static final int MAX_FRAMES = 1_024;

    /** What differs from one start or release to the next in names that a compiler, a JVM or a proxy library makes up. */
    private static final Pattern GENERATED = Pattern.compile("\\$\\$Lambda.*"
            + "|\\$\\$(?:Enhancer|FastClass|Spring).*"
            + "|\\$(?:ByteBuddy|HibernateProxy|MockitoMock)\\$\\w+"
            + "|(?:jdk\\.proxy\\d+\\.|com\\.sun\\.proxy\\.)?\\$Proxy\\d+"
            + "|Accessor\\d+"
            + "|0x[0-9a-f]+"
            + "|(?<=\\$)\\d+(?=\\$|$)");

    private int hash = OFFSET_BASIS;

    private StackTraceHash() {}

    static String of(Throwable throwable) {
        StackTraceHash hash = new StackTraceHash();
        Throwable link = throwable;
        for (int i = 0; link != null && i < MAX_CAUSES; i++) {
            hash.addLink(link);
            link = StackTraceText.causeOf(link);
        }
        return String.format("%08x", hash.hash);
    }

    private void addLink(Throwable link) {
        add(link.getClass().getName());
        StackTraceElement[] frames = StackTraceText.framesOf(link);
        for (int i = 0; i < frames.length && i < MAX_FRAMES; i++) {
            if (!isReflection(frames[i].getClassName())) {
                add(frames[i].getClassName());
                add(frames[i].getMethodName());
            }
        }
    }

    /** The JVM takes another way through reflection after some calls; the fault stays the same. */
    private static boolean isReflection(String className) {
        return className.startsWith("jdk.internal.reflect.")
                || className.startsWith("java.lang.invoke.")
                || className.startsWith("java.lang.reflect.");
    }

    private void add(@Nullable String name) {
        String stable = name == null ? "" : name;
        if (stable.indexOf('$') >= 0 || stable.contains("Accessor")) {
            stable = GENERATED.matcher(stable).replaceAll("");
        }
        for (int i = 0; i < stable.length(); i++) {
            hash = (hash ^ stable.charAt(i)) * PRIME;
        }
        hash = (hash ^ '\n') * PRIME;
    }
}
