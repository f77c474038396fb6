package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users say to a redactor: known secrets, rules of their own, exceptions. */
@SuppressWarnings("try")
class RedactorTest {
    private static final String KEY = "AK" + "IAQWERTYUIOPASDF23";

    private final Redactor redactor = Redactor.create();

    @Test
    void redact_secret_saysWhatItWasAndCounts() {
        assertThat(redactor.redact("a " + KEY + " b " + KEY))
                .isEqualTo("a [redacted:aws-access-key] b [redacted:aws-access-key]");
        assertThat(redactor.counts().masked())
                .containsEntry("aws-access-key", 2L)
                .hasSize(1);
        assertThat(redactor.counts().failed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Authorization: Bearer abcdef|Authorization: Bearer [redacted:authorization]",
                "password=a,b user=bob|password=[redacted:password] user=bob",
                "password=it's user=bob|password=[redacted:password] user=bob",
                "login: password=x)y, ok|login: password=[redacted:password], ok",
                "password = two words|password = [redacted:password]",
                "password= user=bob|password= user=bob",
                "Password=a;b;Database=x|Password=[redacted:password];Database=x",
                "token=Bearer abc next=1|token=Bearer [redacted:token] next=1",
                "password=[redacted:x]hunter2|password=[redacted:password]",
                "password=${x}hunter2|password=[redacted:password]",
                "a password=<hunter2> x|a password=[redacted:password] x",
                "postgres://u:pa/ss@host/db|postgres://u:[redacted:url-password]@host/db",
                "Cookie: a=b; c=d|Cookie: [redacted:cookie]",
                "curl -H 'Cookie: a=b; c=d' https://x|curl -H 'Cookie: [redacted:cookie]' https://x",
                "cookie=a=b; c=d user=bob|cookie=[redacted:cookie] user=bob",
                "{Authorization=[Bearer a, Basic b], n=[1]}|{Authorization=[redacted:authorization], n=[1]}",
                "\"tokens\":{\"prompt\":12},\"token\":\"x\"|\"tokens\":{\"prompt\":12},\"token\":\"[redacted:token]\"",
                "https://x/?code=abcdefgh12345&state=1|https://x/?code=[redacted:url-parameter]&state=1",
                "MYSQL_PWD=x PWD=/home|MYSQL_PWD=[redacted:password] PWD=/home",
                "4111 1111 1111 1111 12/29|[redacted:card-number] 12/29",
                "open https:/bob:hunter2@host/x|open https:/bob:[redacted:url-password]@host/x",
                "open https:/bob%40x:hunter2@host/x|open https:/bob%40x:[redacted:url-password]@host/x",
                "open a/redis:/:hunter2@cache|open a/redis:/:[redacted:url-password]@cache",
                "mount C:/data:/b@c:/data|mount C:/data:/b@c:/data",
                "open https:/host:443/bob@x|open https:/host:443/bob@x",
                "PuTTY Private-Lines: 1 abc|PuTTY [redacted:private-key]"
            })
    void redact_hardCase_takesTheWholeSecretAndNoMore(String text, String redacted) {
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    /* --- known secrets --- */

    @ParameterizedTest
    @ValueSource(strings = {"correct horse/battery+staple\"", "p@ss&<wörd>\\x", "abcdef"})
    void register_secret_isMaskedInEveryForm(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        try (Registration registration = redactor.register(secret)) {
            assertMasked("plain " + secret + " text");
            assertMasked("url " + URLEncoder.encode(secret, StandardCharsets.UTF_8));
            assertMasked("hex " + HexFormat.of().formatHex(bytes));
            assertMasked("HEX " + HexFormat.of().withUpperCase().formatHex(bytes));
            for (int shift = 0; shift < 3; shift++) {
                byte[] longer = ("xyz".substring(0, shift) + secret + "!").getBytes(StandardCharsets.UTF_8);
                assertMasked("base64 " + Base64.getEncoder().encodeToString(longer));
                assertMasked("base64 " + Base64.getUrlEncoder().encodeToString(longer));
            }
            assertMasked("json " + secret.replace("\\", "\\\\").replace("\"", "\\\""));
            assertMasked("xml "
                    + secret.replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")
                            .replace("\"", "&quot;"));
            assertThat(redactor.redact("name", secret)).isEqualTo("[redacted:registered]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=a/b+c d\"e'f&g~é",
                "q=a%2Fb%2Bc+d%22e%27f%26g%7E%C3%A9",
                "q=a%2fb%2bc%20d%22e%27f%26g~%c3%a9",
                "q=a/b%2Bc%20d\"e'f%26g~é",
                "q=%61%2F%62%2B%63%20%64%22%65%27%66%26%67%7E%C3%A9",
                "q=%61%2f%62%2b%63%20%64%22%65%27%66%26%67%7e%c3%a9",
                "q=a\\/b+c d\\\"e'f&g~é",
                "q=a/b\\u002bc d\\u0022e\\u0027f\\u0026g~\\u00e9",
                "q=a/b+c d\\\\\\\"e'f&g~é",
                "q=a\\x2fb\\x2bc\\x20d\\x22e\\x27f\\x26g\\x7e\\xe9",
                "q=a/b+c d&quot;e&apos;f&amp;g~é",
                "q=a/b&#43;c d&#34;e&#x27;f&#38;g~&#xE9;"
            })
    void register_secret_isMaskedHoweverItIsEscaped(String text) {
        redactor.register("a/b+c d\"e'f&g~é");

        assertThat(redactor.redact("100% & " + text + " 5%2")).isEqualTo("100% & q=[redacted:registered] 5%2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 %", "5%2", "a & b", "&#;", "&#99999999;", "\\", "C:\\x\\u00", "%E9", "a+b", "\\ud83d"})
    void register_secret_leavesOtherEscapesAlone(String text) {
        redactor.register("a/b+c d\"e'f&g~é");

        assertThat(redactor.redact(text)).isSameAs(text);
    }

    private void assertMasked(String text) {
        assertThat(redactor.redact(text)).contains("[redacted:registered]");
    }

    @Test
    void register_closed_forgetsTheSecretOnce() {
        Registration first = redactor.register("correct horse");
        Registration second = redactor.register("correct horse".toCharArray());
        first.close();
        first.close();
        assertMasked("a correct horse");
        second.close();

        assertThat(redactor.redact("a correct horse")).isEqualTo("a correct horse");
    }

    @Test
    void register_severalLines_masksEachLine() {
        redactor.register("first line\nsecond line\nx");

        assertThat(redactor.redact("got second line here")).isEqualTo("got [redacted:registered] here");
        assertThat(redactor.redact("got first line\\nsecond line\\nx here"))
                .isEqualTo("got [redacted:registered] here");
    }

    @Test
    void register_tooShort_isRefusedWithoutBeingSaid() {
        assertThatThrownBy(() -> redactor.register("abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 characters")
                .hasMessageNotContaining("abc");
    }

    @Test
    void redactFrozen_mapThatWasCleanBefore_isMaskedAfterItsValueIsRegistered() {
        Map<String, Object> mdc = Map.of("tenant", "blue-heron-7");
        assertThat(redactor.redactFrozen(mdc)).isSameAs(mdc);
        assertThat(redactor.redactFrozen(mdc)).isSameAs(mdc);

        try (Registration registered = redactor.register("blue-heron-7")) {
            assertThat(redactor.redactFrozen(mdc)).isEqualTo(Map.of("tenant", "[redacted:registered]"));
        }
        assertThat(redactor.redactFrozen(mdc)).isSameAs(mdc);
    }

    @Test
    void redactFrozen_manyMaps_areJudgedEachByItself() {
        for (int i = 0; i < 100; i++) {
            Map<String, Object> clean = Map.of("n", i);
            Map<String, Object> dirty = Map.of("n", i, "password", "hunter2");
            assertThat(redactor.redactFrozen(clean)).isSameAs(clean);
            assertThat(redactor.redactFrozen(dirty)).containsEntry("password", "[redacted:password]");
        }
    }

    @Test
    void register_ofATextThatWasCleanBefore_masksItFromThenOn() {
        String text = "the word is correct horse";
        assertThat(redactor.redact(text)).isSameAs(text);
        assertThat(redactor.redact(text)).isSameAs(text);

        try (Registration known = redactor.register("correct horse")) {
            assertThat(redactor.redact(text)).doesNotContain("horse");
        }
        assertThat(redactor.redact(text)).isSameAs(text);
    }

    @Test
    void hideKey_ofATextThatWasCleanBefore_masksItFromThenOn() {
        String text = "flavour=vanilla";
        assertThat(redactor.redact(text)).isSameAs(text);

        redactor.hideKey("flavour");

        assertThat(redactor.redact(text)).doesNotContain("vanilla");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"flavour", "ice_flavour", "iceFlavour", "flavour_", "geschmäcker", "ВКУС", "味", "f", "ff", "#f"})
    void hideKey_anyName_hidesItsValueInATextToo(String key) {
        redactor.hideKey(key);

        assertThat(redactor.redact(key + "=vanilla")).isEqualTo(key + "=[redacted:key]");
        assertThat(redactor.redact("one, " + key + ": vanilla, two"))
                .isEqualTo("one, " + key + ": [redacted:key], two");
    }

    /* --- long texts are looked through in parts --- */

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=hunter2hunter2",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "536-22-8741",
                "https://a:hunter2@b"
            })
    void redact_aSecretAtAnyPlaceOfALongText_isMasked(String secret) {
        String masked = redactor.redact(secret);
        assertThat(masked).contains("[redacted:");

        for (int before = 480; before < 520; before++) {
            String start = ".".repeat(before) + "\n";
            assertThat(redactor.redact(start + secret)).isEqualTo(start + masked);
            assertThat(redactor.redact(start + start + secret + "\n.")).isEqualTo(start + start + masked + "\n.");
        }
    }

    @Test
    void redact_digitsOfManyNumbers_areNoSecret() {
        String text = "1 of 22, 333 in 4444 ms; 2026-11-22T00:00:00Z, 1234567 x 7654321, key";

        assertThat(redactor.redact(text)).isSameAs(text);
        assertThat(redactor.redact(text + " 4111 1111 1111 1111")).isEqualTo(text + " [redacted:card-number]");
        assertThat(redactor.redact("4111 1111 1111 1111 " + text)).isEqualTo("[redacted:card-number] " + text);
    }

    /* --- rules of one's own --- */

    @ParameterizedTest
    @ValueSource(strings = {"x", "~", "#x", "x~", "é", "éx", "xé", "日本語", "ab#", "a b c"})
    void addRule_anyKeyword_isFoundAtAnyPlace(String keyword) {
        redactor.addRule("mine", keyword, "\\d+");

        assertThat(redactor.redact("7" + keyword)).isEqualTo("[redacted:mine]" + keyword);
        assertThat(redactor.redact(keyword + "7")).isEqualTo(keyword + "[redacted:mine]");
        assertThat(redactor.redact("! " + keyword.toUpperCase(Locale.ROOT) + "7"))
                .isEqualTo("! " + keyword.toUpperCase(Locale.ROOT) + "[redacted:mine]");
    }

    @Test
    void addRule_pattern_masksMatchesOrTheFirstGroup() {
        redactor.addRule("customer", "cust-", "cust-\\d+");
        redactor.addRule("contract", "contract", "contract (\\S+)");

        assertThat(redactor.redact("CUST-1 cust-12 contract 4711 ends"))
                .isEqualTo("CUST-1 [redacted:customer] contract [redacted:contract] ends");
        assertThat(redactor.ruleNames()).contains("customer", "contract", "jwt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bomb(a+)+\\1b", "bomb(a|aa)+$", "bomb(.*a){20}b", "bomb(a|b|ab)*c", "bomb(?:a|\\s)*z"})
    void addRule_bomb_failsClosedAndSoon(String pattern) {
        redactor.addRule("bomb", "bomb", pattern);
        String text = "bomb" + "a".repeat(100_000) + "!";
        long start = System.nanoTime();

        assertThat(redactor.redact(text)).isIn("[redaction-failed:bomb]", text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+\\1b", "(a*)*\\1b", "(.*a){20}b"})
    void addRule_knownBomb_isCounted(String pattern) {
        redactor.addRule("bomb", "aaa", pattern);

        assertThat(redactor.redact("a".repeat(40) + "!")).isEqualTo("[redaction-failed:bomb]");
        assertThat(redactor.counts().failed()).isEqualTo(1);
    }

    @Test
    void addRule_mistakes_areNamed() {
        redactor.addRule("mine", "x", "x");
        assertThatThrownBy(() -> redactor.addRule("mine", "x", "x")).hasMessageContaining("'mine' is taken");
        assertThatThrownBy(() -> redactor.addRule("jwt", "x", "x")).hasMessageContaining("'jwt' is taken");
        assertThatThrownBy(() -> redactor.addRule("a b", "x", "x")).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> redactor.addRule("other", " ", "x")).hasMessageContaining("no keyword");
        assertThatThrownBy(() -> redactor.addRule("other", "x", "(")).hasMessageContaining("pattern of rule 'other'");
    }

    /* --- exceptions --- */

    @Test
    void unmask_rule_showsItsFindingsOnly() {
        redactor.unmask("aws-access-key");

        assertThat(redactor.redact(KEY + " password=x")).isEqualTo(KEY + " password=[redacted:password]");
        assertThat(redactor.unmaskedRules()).containsExactly("aws-access-key");
        assertThatThrownBy(() -> redactor.unmask("aws")).hasMessageContaining("no rule 'aws'");
    }

    @Test
    void unmask_ruleOfANameButNotOfItsValue_stillMasksTheValue() {
        redactor.unmask("password");

        assertThat(redactor.redact("password=" + KEY)).isEqualTo("password=[redacted:aws-access-key]");
        assertThat(redactor.redact("password", KEY)).isEqualTo("[redacted:aws-access-key]");
    }

    @Test
    void enablePersonal_addressesAndNumbers_areMaskedFromThenOn() {
        String text = "anna@example.com from 10.0.0.1, +49 30 1234567, (555) 123-4567, version 1.2.3.400";
        assertThat(redactor.redact(text)).isSameAs(text);
        redactor.enablePersonal();

        assertThat(redactor.redact(text))
                .isEqualTo(
                        "[redacted:email] from [redacted:ip-address], [redacted:phone], [redacted:phone], version 1.2.3.400");
    }

    @Test
    void shared_isOneForTheProcess() {
        assertThat(Redactor.shared()).isSameAs(Redactor.shared()).isNotSameAs(Redactor.create());
    }
}
