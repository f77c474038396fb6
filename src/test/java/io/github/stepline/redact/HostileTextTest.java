package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text costs more than linear work, throws, grows without bound, or changes when it is redacted again. */
class HostileTextTest {
    /** Characters that rules look at, for each character of the text. */
    static final int MOST_LOOKS = 48;

    private static final int MEGABYTE = 1 << 20;

    /** Of one thread's CPU: no measure, but what work that is not linear would exceed by far. */
    private static final Duration A_HANG = Duration.ofSeconds(30);

    static final int MOST_GROWTH = 12;

    private final Redactor redactor = Redactor.create();
    private final RuleSet rules = new RuleSet(withSecret());

    /** With a known secret, so that escapes are looked behind. */
    static Settings withSecret() {
        Settings settings = new Settings();
        settings.secrets.add(Known.Entry.of("correct horse"));
        return settings;
    }

    static Stream<String> hostilePieces() {
        return Stream.of(
                "password=",
                "password",
                "pass",
                "token: ",
                "key=",
                "\"key\":",
                "key\"",
                "://",
                "://a:",
                "://a:b/",
                "://u:p@",
                "eyJ",
                "eyJ.",
                "eyJhbGciOiJIUzI1NiJ9",
                "eyJhbGciOiJIUzI1NiJ9.",
                "-----BEGIN",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY----- -END",
                "AK" + "IA",
                "sk-ant-",
                "sk-",
                "gh" + "p_",
                "xo" + "xb-",
                "SG.",
                "hv" + "s.",
                "Bearer ",
                "bearer a",
                "Basic QQ",
                "1",
                "1 ",
                "1-",
                "12345678 ",
                "4111 ",
                "4111-1111-1111-1111 ",
                "123-45-6789 ",
                "DE89",
                "DE89 ",
                "GB29NWBK",
                "<password>",
                "<key",
                "<token a",
                "--token ",
                "[\"--token\",",
                "cookie: a; ",
                "Cookie: \"",
                "authorization: ",
                "\\",
                "\\\"",
                "\\u003d",
                "%3D",
                "&quot;",
                "\"password\":\"",
                "password='",
                "password=[",
                "password={\"",
                "password=,",
                "password=,a",
                "password=<",
                "password=${",
                "password={{",
                "secret.",
                "secret-",
                "_token",
                "tokenToken",
                "q~",
                "8Q~",
                "1:AA",
                "T3Blbk" + "FJ",
                ".atlasv1.",
                "oracle:thin:a/",
                "@",
                "a@b.",
                "[redacted:",
                "[redacted:password]",
                "[redacted:private-key]=>",
                "x:token >",
                ":key a>",
                "<password>a",
                "\u00e9password",
                "\ud83d",
                "\n",
                "export password=\n",
                "password = a b ",
                "hooks.slack.com/services/",
                "private-lines:",
                "-END",
                "name=\"token\" ",
                "&key=",
                "?sig=",
                "PWD=/",
                "curl -u ",
                "curl -u a ",
                "curl -u '",
                "curl --user a:",
                "a-token: a ",
                ":/",
                "https:/",
                "https:/a:",
                "https:/a:b@",
                "%41",
                "&#65;",
                "&amp",
                "\\u0041",
                "correct%20horse",
                "tokens=\"A, ");
    }

    @ParameterizedTest
    @MethodSource("hostilePieces")
    void mark_aMegabyteOfOnePiece_looksAtEachCharacterAFewTimes(String piece) {
        String text = piece.repeat(MEGABYTE / piece.length());
        Scan scan = new Scan();
        scan.begin(text, text.length(), rules.unmasked());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        rules.mark(scan, 0);
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

        assertThat(scan.looks()).as(piece).isLessThanOrEqualTo((long) MOST_LOOKS * text.length());
        assertThat(took).as(piece).isLessThan(A_HANG);
        Report.print(String.format(
                "%5.1f looks a character, %4d ms: %s", scan.looks() / (double) text.length(), took.toMillis(), piece));
    }

    @ParameterizedTest
    @MethodSource("hostilePieces")
    void redact_manyOfOnePiece_isStableAndBounded(String piece) {
        String text = piece.repeat(20_000 / piece.length());
        assertStable(text);
    }

    private void assertStable(String text) {
        String once = redactor.redact(text);
        assertThat(once.length()).isLessThanOrEqualTo(MOST_GROWTH * text.length() + 64);
        assertThat(redactor.redact(once)).as(text).isSameAs(once);
    }

    @Test
    void redact_longerThanTheLimit_losesItsEndAndSaysSo() {
        String secret = "password=hunter22222";
        String text = "x ".repeat(MEGABYTE / 2 - 5) + secret + " y".repeat(1_000);
        String redacted = redactor.redact(text);

        assertThat(redacted).endsWith(" characters]").doesNotContain("hunter").hasSizeLessThan(text.length());
        assertThat(redactor.counts().truncated()).isEqualTo(1);
    }

    @Test
    void redact_secretAcrossTheLimitBehindALongMask_isNotShownInPart() {
        String half = "AK" + "IAQWERTYUI";
        String text = "password='" + "x".repeat(MEGABYTE - 60) + "' is " + " ".repeat(MEGABYTE);
        String cut = text.substring(0, MEGABYTE - half.length()) + half + "OPASDF23 and more";

        assertThat(redactor.redact(cut)).doesNotContain("QWER").contains(" characters]");
    }

    @Test
    void redact_fromManyThreads_neverMixesTexts() {
        boolean allRight = Stream.iterate(0, n -> n + 1)
                .limit(20_000)
                .parallel()
                .allMatch(n -> redactor.redact("n=" + n + " password=hunter" + n + " end=" + n)
                        .equals("n=" + n + " password=[redacted:password] end=" + n));

        assertThat(allRight).isTrue();
    }
}
