package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.status.ErrorStatus;
import ch.qos.logback.core.status.WarnStatus;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trouble with logging is said in short, masked lines, and nobody hangs on standard error. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatusReporterTest {
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StatusReporter reporter = new StatusReporter();

    @BeforeEach
    void begin() {
        StatusReporter.forget();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        reporter.setContext(new ContextBase());
        reporter.start();
    }

    @AfterEach
    void end() {
        System.setErr(realErr);
        StatusReporter.forget();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void status_twice_isSaidOnceOnOneLine() {
        for (int i = 0; i < 2; i++) {
            reporter.addStatusEvent(new ErrorStatus("first\nsecond", this, new IllegalStateException("no room")));
        }
        assertThat(said())
                .isEqualTo("stepline: ERROR in logging: first\\nsecond (IllegalStateException: no room)"
                        + System.lineSeparator());
    }

    @Test
    void status_withoutEnd_isCutAndKeepsItsCause() {
        reporter.addStatusEvent(
                new WarnStatus("x".repeat(1_000_000), this, new IllegalStateException("y".repeat(1_000_000))));
        assertThat(said().strip()).hasSizeLessThan(1_500).contains("xxx…").endsWith("yyy…)");
    }

    @Test
    void status_withASecret_isMasked() {
        reporter.addStatusEvent(new ErrorStatus(
                "can't open jdbc:x?password=hunter2hunter2", this, new IllegalStateException("token=hunter3hunter3")));
        assertThat(said()).contains("[redacted:password]", "[redacted:token]").doesNotContain("hunter");
    }

    @Test
    void standardError_thatTakesNothing_holdsNobodyUp() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        System.setErr(new PrintStream(new Stopped(goOn, said), true, StandardCharsets.UTF_8));
        for (int i = 0; i < 50; i++) {
            reporter.addStatusEvent(new WarnStatus("trouble " + i, this)); // the test's time limit is the assertion
        }
        assertThat(said()).isEmpty();
        goOn.countDown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (said().lines().count() < 50) {
            assertThat(System.nanoTime() - deadline).isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(said()).contains("trouble 0", "trouble 49");
    }

    /** A terminal that was stopped. */
    private static final class Stopped extends OutputStream {
        private final CountDownLatch goOn;
        private final OutputStream behind;

        Stopped(CountDownLatch goOn, OutputStream behind) {
            this.goOn = goOn;
            this.behind = behind;
        }

        @Override
        public void write(int oneByte) throws java.io.IOException {
            try {
                goOn.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            behind.write(oneByte);
        }
    }
}
