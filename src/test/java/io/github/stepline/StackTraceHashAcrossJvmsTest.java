package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One fault through lambdas, proxies and reflection has one hash in two runs that count their generated classes apart. */
class StackTraceHashAcrossJvmsTest {
    @Test
    void hash_inTwoJvms_isTheSame() throws Exception {
        assertThat(hashInAJvm("0")).matches("[0-9a-f]{8}").isEqualTo(hashInAJvm("60"));
    }

    private static String hashInAJvm(String others) throws IOException, InterruptedException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-cp",
                        path,
                        Fault.class.getName(),
                        others)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(jvm.waitFor()).isZero();
        return output;
    }

    static final class Fault {
        private Fault() {}

        /** Makes as many other proxies, lambdas and reflective calls as it is told, then fails. */
        public static void main(String[] arguments) throws Exception {
            List<Object> others = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                others.add(failing(i % 2 == 0 ? Runnable.class : Supplier.class));
                others.add(Fault.class.getDeclaredMethod("reflected").invoke(null));
            }
            try {
                ((Callable<?>) failing(Callable.class)).call();
            } catch (Throwable fault) {
                System.out.println(LogError.of(fault).hash());
            }
        }

        private static Object failing(Class<?> type) {
            return Proxy.newProxyInstance(
                    Fault.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                        throw new IOException(reflected().get() + " " + System.nanoTime());
                    });
        }

        static Supplier<String> reflected() {
            return () -> "disk full";
        }
    }
}
