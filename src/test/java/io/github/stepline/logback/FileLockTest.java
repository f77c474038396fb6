package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file without a door runs no code of the user's while it holds its lock. */
class FileLockTest {
    private static final Logger LOG = LoggerFactory.getLogger(FileLockTest.class);

    @TempDir
    private Path directory;

    @Test
    void toString_thatWaitsForAnotherLoggingThread_isNotHeldUp() throws Exception {
        String xml = """
                <appender name="JSON" class="io.github.stepline.logback.LineFileAppender">
                  <file>%s/app.jsonl</file>
                  <encoder class="io.github.stepline.logback.JsonLineEncoder"/>
                </appender>
                <root level="INFO"><appender-ref ref="JSON"/></root>
                """.formatted(directory);
        CountDownLatch inToString = new CountDownLatch(2);
        CountDownLatch otherHasLogged = new CountDownLatch(1);
        AtomicBoolean gotOn = new AtomicBoolean(true);
        Object slow = new Object() {
            @Override
            public String toString() {
                inToString.countDown();
                try {
                    gotOn.compareAndSet(true, otherHasLogged.await(10, TimeUnit.SECONDS));
                } catch (InterruptedException ending) {
                    gotOn.set(false);
                }
                return "slow";
            }
        };
        try (Configured configured = Configured.withXml(xml, Map.of())) {
            Thread message = new Thread(() -> LOG.info("message {}", slow));
            Thread pair =
                    new Thread(() -> LOG.atInfo().addKeyValue("pair", slow).log("pair"));
            message.start();
            pair.start();
            assertThat(inToString.await(10, TimeUnit.SECONDS)).isTrue();
            LOG.info("the other");
            otherHasLogged.countDown();
            message.join();
            pair.join();
            configured.stop();
        }
        assertThat(gotOn).isTrue();
        assertThat(Configured.lines(directory, "app", "jsonl")).hasSize(3);
    }
}
