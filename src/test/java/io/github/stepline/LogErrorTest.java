package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of a throwable: its trace as the JDK writes it while it is ordinary, bounded when it is not. */
class LogErrorTest {
    static Stream<Throwable> ordinary() {
        IOException plain = new IOException("disk full");
        RuntimeException nested = new UncheckedIOException("outer", plain);
        IllegalStateException suppressing = new IllegalStateException(nested);
        suppressing.addSuppressed(new IOException("close failed", new InterruptedException()));
        suppressing.addSuppressed(thrownElsewhere());
        IllegalStateException withoutFrames = new IllegalStateException("no frames");
        withoutFrames.setStackTrace(new StackTraceElement[0]);
        return Stream.of(
                plain,
                nested,
                suppressing,
                new IllegalArgumentException("two\nlines"),
                new IllegalArgumentException(),
                withoutFrames,
                new InvocationTargetException(thrownElsewhere(), "reflected"),
                new RuntimeException(suppressing));
    }

    private static Throwable thrownElsewhere() {
        try {
            return new IOException(String.valueOf(1).substring(9));
        } catch (StringIndexOutOfBoundsException thrown) {
            return thrown;
        }
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void stackTrace_ordinaryThrowable_isTheJdks(Throwable throwable) {
        StringWriter expected = new StringWriter();
        throwable.printStackTrace(new PrintWriter(expected));

        assertThat(LogError.of(throwable).stackTrace())
                .isEqualTo(expected.toString().replace(System.lineSeparator(), "\n"));
        assertThat(StackTraceText.isReadable(throwable)).isTrue();
    }

    @Test
    void stackTrace_causesInACircle_ends() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        second.addSuppressed(first);

        assertThat(trace(first)).contains("Caused by: java.lang.Exception: second", "[cycle: java.lang.Exception]");
        assertThat(LogError.of(first).hash()).matches("[0-9a-f]{8}");
        assertThat(StackTraceText.isReadable(first)).isTrue();
    }

    /** Throws whatever is asked. */
    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new StackOverflowError();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    /** Has a new cause whenever it is asked. */
    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return new Endless();
        }
    }

    @Test
    void error_thatThrowsWhenRead_isStillAnError() {
        LogError error = LogError.of(new Hostile());

        assertThat(error.type()).isEqualTo(Hostile.class.getName());
        assertThat(error.message()).isEqualTo("[unreadable: IllegalStateException]");
        assertThat(error.stackTrace()).isEqualTo(Hostile.class.getName() + ": [unreadable: IllegalStateException]\n");
        assertThat(error.hash()).matches("[0-9a-f]{8}");
        assertThat(StackTraceText.isReadable(new Hostile())).isFalse();
    }

    @Test
    void error_withEndlessCauses_isCut() {
        assertThat(trace(new Endless())).contains("[trace is cut here]").hasSizeLessThan(StackTraceText.MAX_CHARS);
        assertThat(LogError.of(new Endless()).hash()).matches("[0-9a-f]{8}");
        assertThat(StackTraceText.isReadable(new Endless())).isFalse();
    }

    static Stream<Throwable> large() {
        Exception manyFrames = new Exception("x".repeat(10_000_000));
        manyFrames.setStackTrace(frames(10_000, 40));
        Exception longNames = new Exception();
        longNames.setStackTrace(frames(100, 1_000_000));
        Exception manySuppressed = new Exception("many", new IOException("root"));
        for (int i = 0; i < 10_000; i++) {
            manySuppressed.addSuppressed(new Exception("suppressed", new Exception("s".repeat(3_000))));
        }
        Exception wide = new Exception("root");
        for (int i = 0; i < 19; i++) {
            wide.setStackTrace(frames(1_000, 100));
            wide = new Exception("m".repeat(3_000) + i, wide);
            wide.addSuppressed(manySuppressed);
        }
        return Stream.of(manyFrames, longNames, manySuppressed, wide);
    }

    private static StackTraceElement[] frames(int count, int nameLength) {
        StackTraceElement[] frames = new StackTraceElement[count];
        for (int i = 0; i < count; i++) {
            frames[i] = new StackTraceElement("c".repeat(nameLength), "m" + i, "F.java", i);
        }
        return frames;
    }

    @ParameterizedTest
    @MethodSource("large")
    void stackTrace_largeThrowable_isBounded(Throwable throwable) {
        assertThat(trace(throwable)).hasSizeLessThanOrEqualTo(StackTraceText.MAX_CHARS);
        assertThat(LogError.of(throwable).message())
                .satisfiesAnyOf(
                        message -> assertThat(message).isNull(),
                        message -> assertThat(message).hasSizeLessThanOrEqualTo(Snapshot.MAX_TEXT));
    }

    @Test
    void stackTrace_tenThousandFrames_showsBothEnds() {
        Exception deep = new Exception("deep");
        deep.setStackTrace(frames(10_000, 5));

        assertThat(trace(deep)).contains("ccccc.m0(", "... 9800 frames left out\n", "ccccc.m9999(");
    }

    @Test
    void stackTrace_ofNineteenLongCausesWithSuppressedOnes_reachesTheRoot() {
        Exception chain = new Exception("the root of it");
        for (int i = 0; i < 19; i++) {
            chain.setStackTrace(frames(1_000, 100));
            chain = new Exception("m".repeat(3_000) + i, chain);
            for (int n = 0; n < 30; n++) {
                chain.addSuppressed(new Exception("beside"));
            }
        }

        assertThat(trace(chain)).contains("Caused by: java.lang.Exception: the root of it", "suppressed left out");
    }

    @Test
    void of_words_isBounded() {
        String huge = "w".repeat(1_000_000);
        LogError error = LogError.of(huge, huge, huge, huge);

        assertThat(error.type() + error.message() + error.stackTrace() + error.hash())
                .hasSizeLessThan(110_000);
    }

    @Test
    void equals_sameFault_isByItsFourWords() {
        Exception fault = new IOException("disk full");
        LogError error = LogError.of(fault);

        assertThat(error)
                .isEqualTo(LogError.of(fault))
                .isEqualTo(LogError.of(error.type(), error.message(), error.stackTrace(), error.hash()))
                .hasSameHashCodeAs(LogError.of(fault))
                .isNotEqualTo(LogError.of("java.io.IOException", "disk full", null, null))
                .hasToString("java.io.IOException: disk full");
    }

    @Test
    void hash_overMessagesAndLines_isTheSame() {
        Set<@Nullable String> hashes = new HashSet<>();
        for (int line = 1; line < 5; line++) {
            IOException fault = new IOException("file " + line, new IllegalStateException("cause " + line));
            fault.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", line)});
            Objects.requireNonNull(fault.getCause()).setStackTrace(fault.getStackTrace());
            hashes.add(LogError.of(fault).hash());
        }

        assertThat(hashes).hasSize(1);
    }

    @Test
    void hash_ofGeneratedNames_isTheSame() {
        assertThat(hashOf("a.B$$Lambda$14/0x0000000800c03000", "apply"))
                .isEqualTo(hashOf("a.B$$Lambda/0x00007f1c2c0a1", "apply"));
        assertThat(hashOf("a.B", "lambda$load$1")).isEqualTo(hashOf("a.B", "lambda$load$27"));
        assertThat(hashOf("jdk.proxy2.$Proxy9", "run")).isEqualTo(hashOf("jdk.proxy3.$Proxy17", "run"));
        assertThat(hashOf("a.B$$EnhancerBySpringCGLIB$$1a2b", "run"))
                .isEqualTo(hashOf("a.B$$EnhancerBySpringCGLIB$$9f", "run"));
        assertThat(hashOf("a.B$ByteBuddy$Xy12", "run")).isEqualTo(hashOf("a.B$ByteBuddy$Zw9", "run"));
        assertThat(hashOf("a.B$1", "run")).isEqualTo(hashOf("a.B$2", "run"));
    }

    @Test
    void hash_ofDifferentFaults_differs() {
        Set<@Nullable String> hashes = new HashSet<>();
        hashes.add(hashOf("a.B", "c"));
        hashes.add(hashOf("a.B", "d"));
        hashes.add(hashOf("a.C", "c"));
        hashes.add(LogError.of(new IOException()).hash());
        hashes.add(LogError.of(new RuntimeException()).hash());
        hashes.add(LogError.of(new RuntimeException(new IOException())).hash());

        assertThat(hashes).hasSize(6);
    }

    private static @Nullable String hashOf(String type, String method) {
        Exception fault = new Exception();
        fault.setStackTrace(new StackTraceElement[] {new StackTraceElement(type, method, null, 1)});
        return LogError.of(fault).hash();
    }

    private static String trace(Throwable throwable) {
        return Objects.requireNonNull(LogError.of(throwable).stackTrace());
    }
}
