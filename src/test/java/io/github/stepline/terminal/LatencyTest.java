package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long after its call a line is on the console, through the door: of lines that come alone and in bursts. */
@Tag("e2e")
class LatencyTest {
    private static final Logger LOG = LoggerFactory.getLogger("com.example.Prices");
    private static final int LINES = 400;
    private static final double PROMISED_MS = 50;

    private final long[] shownAt = new long[LINES];
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    /** Standard output that notes when each line was written. */
    private final class Noting extends OutputStream {
        private final Pattern number = Pattern.compile("line (\\d+)\\b");

        @Override
        public void write(int oneByte) {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            long now = System.nanoTime();
            Matcher lines = number.matcher(new String(bytes, offset, length, StandardCharsets.UTF_8));
            while (lines.find()) {
                shownAt[Integer.parseInt(lines.group(1))] = now;
            }
        }
    }

    @Test
    void lines_aloneAndInBursts_areShownSoon() throws Exception {
        long[] saidAt = new long[LINES];
        PrintStream real = System.out;
        System.setOut(new PrintStream(new Noting(), true, StandardCharsets.UTF_8));
        try {
            context.reset();
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(
                    Path.of("logback-examples", "live-console.xml").toFile());
            Random random = new Random(5);
            for (int i = 0; i < LINES; i++) {
                saidAt[i] = System.nanoTime();
                LOG.info("line {} of the log", i);
                TimeUnit.MILLISECONDS.sleep(i % 4 == 0 ? random.nextInt(120) : random.nextInt(8));
            }
        } finally {
            context.reset();
            System.setOut(real);
        }
        double[] waited = new double[LINES];
        for (int i = 0; i < LINES; i++) {
            waited[i] = (shownAt[i] - saidAt[i]) / 1e6;
        }
        Arrays.sort(waited);
        System.out.printf(
                "a line is shown %.1f ms after its call (median), %.1f ms (99 %%), %.1f ms (greatest)%n",
                waited[LINES / 2], waited[LINES * 99 / 100], waited[LINES - 1]);
        assertThat(waited[0]).isPositive();
        assertThat(waited[LINES * 9 / 10]).isLessThanOrEqualTo(PROMISED_MS);
    }
}
