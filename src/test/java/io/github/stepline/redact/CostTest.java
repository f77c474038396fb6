package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a clean text costs: no byte, and a fraction of what regular expressions cost (printed, not asserted). */
class CostTest {
    /** More than are remembered as clean, so that each is looked through. */
    private static final int TEXTS = 16_384;

    private static final int ROUNDS = 8;

    private final Redactor redactor = Redactor.create();

    /** As a list of patterns stands in many a configuration. */
    private static final List<Pattern> PATTERNS = List.of(
                    "\\b(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b",
                    "gh[pousr]_[0-9A-Za-z]{36}",
                    "github_pat_\\w{82}",
                    "npm_[0-9A-Za-z]{36}",
                    "glpat-[\\w-]{20}",
                    "xox[bpe]-\\d{10,13}-[\\w-]+",
                    "AIza[\\w-]{35}",
                    "(sk|rk)_(test|live|prod)_[A-Za-z0-9]{10,99}",
                    "SK[0-9a-f]{32}",
                    "SG\\.[\\w.-]{66}",
                    "sk-ant-[\\w-]{20,}",
                    "sk-(proj|svcacct|admin)-[\\w-]{20,}",
                    "hf_[A-Za-z]{34}",
                    "dop_v1_[a-f0-9]{64}",
                    "hvs\\.[\\w-]{90,120}",
                    "dapi[a-f0-9]{32}",
                    "shpat_[a-f0-9]{32}",
                    "eyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*",
                    "(?i)bearer\\s+[\\w.~+/=-]{8,}",
                    "(?i)basic\\s+[A-Za-z0-9+/=]{8,}",
                    "(?i)(set-)?cookie:\\s*\\S+",
                    "-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY",
                    "[a-z][a-z0-9+.-]*://[^\\s:/@]+:[^\\s/@]+@",
                    "(?i)password\\s*[=:]\\s*\\S+",
                    "(?i)(api[_-]?key)\\s*[=:]\\s*\\S+",
                    "(?i)(secret|token)\\s*[=:]\\s*\\S+",
                    "\\b(?:\\d[ -]?){13,19}\\b",
                    "\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b",
                    "\\b\\d{3}-\\d{2}-\\d{4}\\b",
                    "[\\w.+-]+@[\\w-]+\\.[\\w.]+")
            .stream()
            .map(Pattern::compile)
            .toList();

    private static String[] texts(String format) {
        String[] texts = new String[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = String.format(format, i * 317, i * 3.7, i % 8, i * 1_291);
        }
        return texts;
    }

    private static final String[] PLAIN = texts(
            "Step 'extract-%05d' completed successfully in %6.1f ms on worker %d with %d rows from part-0001.csv");

    /** Words that a rule must look at, and nothing behind them. */
    private static final String[] NEAR =
            texts("token_count=%d took %.1f ms on worker %d, id 1724239872%03d, see https://a.example/keys");

    @Test
    void redact_cleanText_allocatesNothing() {
        measure("warm-up", PLAIN, redactor::redact);
        assertThat(measure("clean text of 100 characters", PLAIN, redactor::redact))
                .isLessThan(TEXTS * ROUNDS / 10);
        measure("warm-up", NEAR, redactor::redact);
        assertThat(measure("clean text with suspicious words", NEAR, redactor::redact))
                .isLessThan(TEXTS * ROUNDS / 10);
    }

    @Test
    void redact_besideRegularExpressions_isPrinted() {
        for (int round = 0; round < 3; round++) {
            measure("redactor, clean text", PLAIN, redactor::redact);
            measure("redactor, suspicious words", NEAR, redactor::redact);
            measure(
                    "redactor, one secret",
                    texts("user %d logs in with password=hunter%.1f from %d %d"),
                    redactor::redact);
            measure("30 expressions, clean text", Arrays.copyOf(PLAIN, 2), CostTest::oneByOne);
        }
    }

    private static String oneByOne(String text) {
        String redacted = text;
        for (Pattern pattern : PATTERNS) {
            redacted = pattern.matcher(redacted).replaceAll("***");
        }
        return redacted;
    }

    /** Runs, prints and returns the bytes that were allocated. */
    private static long measure(String what, String[] texts, UnaryOperator<String> redact) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        int same = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (String text : texts) {
                same += redact.apply(text) == text ? 1 : 0;
            }
        }
        long nanos = System.nanoTime() - start;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        double count = (double) ROUNDS * texts.length;
        Report.print(String.format(
                "%-34s %8.0f ns, %6.1f B a text of %d characters (%.0f %% clean)",
                what, nanos / count, bytes / count, texts[1].length(), 100 * same / count));
        return bytes;
    }
}
