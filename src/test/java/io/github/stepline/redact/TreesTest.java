package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Trees of names and values: what is hidden, what is shared, and that nothing of the caller's changes. */
class TreesTest {
    private static final String KEY = "AK" + "IAQWERTYUIOPASDF23";

    private final Redactor redactor = Redactor.create();

    private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    @Test
    void redactTree_clean_isTheSameObject() {
        Map<String, @Nullable Object> tree =
                map("user", "bob", "n", 12L, "list", List.of("a", map("x", null)), "ok", true, "d", 1.5);

        assertThat(redactor.redactTree(tree)).isSameAs(tree);
    }

    /** Two entries, each told to be clean, are what the walk through the tree finds clean. */
    @Test
    void isPlainlyClean_isNeverSaidOfWhatTheTreeHides() {
        Object[] names = {"user", "n", "name", "key", "value", "password", "apiKey", "total_tokens", KEY, "PWD", ""};
        @Nullable
        Object[] values = {
            null,
            true,
            12,
            4111111111111111L,
            -4111111111111111L,
            4111111111111111.0,
            Long.MIN_VALUE,
            new BigDecimal("4111111111111111"),
            1.5,
            "plain words",
            "",
            "DB_PASSWORD",
            "hunter2",
            KEY,
            "password=hunter2",
            new StringBuilder(KEY),
            Secret.of("hunter2"),
            List.of("--password", "hunter2"),
            Map.of("password", "hunter2")
        };
        int clean = 0;
        for (Object first : names) {
            for (Object second : names) {
                for (@Nullable Object one : values) {
                    for (@Nullable Object other : values) {
                        Map<String, @Nullable Object> tree = map(first, one, second, other);
                        boolean isClean = tree.entrySet().stream()
                                .allMatch(entry -> redactor.isPlainlyClean(entry.getKey(), entry.getValue()));
                        clean += isClean ? 1 : 0;
                        assertThat(!isClean || redactor.redactTree(tree) == tree)
                                .as("%s", tree)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(clean).isGreaterThan(1_000);
        assertThat(redactor.isPlainlyClean("user", "plain words")).isTrue();
        assertThat(redactor.isPlainlyClean("value", "plain words")).isFalse();
    }

    @Test
    void redactTree_secretName_hidesTheWholeSubtree() {
        Map<String, @Nullable Object> tree = map(
                "credentials",
                map("user", "bob", "pass", "x"),
                "cookies",
                List.of("a", "b"),
                "password",
                123456,
                "apiKey",
                null,
                "token",
                true);

        assertThat(redactor.redactTree(tree))
                .isEqualTo(map(
                        "credentials", "[redacted:credential]",
                        "cookies", "[redacted:cookie]",
                        "password", "[redacted:password]",
                        "apiKey", null,
                        "token", true));
    }

    @Test
    void redactTree_secretDeepInside_sharesCleanPartsAndKeepsTheOrder() {
        Map<String, @Nullable Object> clean = map("a", 1);
        List<Object> list = new ArrayList<>(List.of("x", clean, "use " + KEY));
        Map<String, @Nullable Object> tree = map("first", clean, "list", list, "last", "z");
        Map<String, @Nullable Object> redacted = redactor.redactTree(tree);

        assertThat(redacted.keySet()).containsExactly("first", "list", "last");
        assertThat(redacted.get("first")).isSameAs(clean);
        assertThat(redacted.get("list")).isEqualTo(List.of("x", clean, "use [redacted:aws-access-key]"));
        assertThat(list).containsExactly("x", clean, "use " + KEY);
    }

    @Test
    void redactTree_secretInAKey_isMaskedAndKeysStayApart() {
        Map<String, @Nullable Object> redacted = redactor.redactTree(map(KEY, 1, KEY.replace('Q', 'R'), 2, "ok", 3));

        assertThat(redacted).isEqualTo(map("[redacted:aws-access-key]", 1, "[redacted:aws-access-key]#2", 2, "ok", 3));
    }

    @Test
    void redact_numbers_masksThoseOfCards() {
        assertThat(redactor.redact("n", 4_111_111_111_111_111L)).isEqualTo("[redacted:card-number]");
        assertThat(redactor.redact("n", new BigInteger("4111111111111111"))).isEqualTo("[redacted:card-number]");
        assertThat(redactor.redact("n", new BigDecimal("4111111111111111.00"))).isEqualTo("[redacted:card-number]");
        assertThat(redactor.redact("n", 4_111_111_111_111_111d)).isEqualTo("[redacted:card-number]");
        assertThat(redactor.redact("n", 4_111_111_111_111_112L)).isEqualTo(4_111_111_111_111_112L);
        assertThat(redactor.redact("n", 1_724_239_872_123L)).isEqualTo(1_724_239_872_123L);
        assertThat(redactor.redact("n", Double.NaN)).isEqualTo(Double.NaN);
        assertThat(redactor.redact("n", new BigDecimal("1e1000000000"))).isEqualTo(new BigDecimal("1e1000000000"));
    }

    @Test
    void redact_charactersBytesAndArrays_areReadAsText() {
        assertThat(redactor.redact("c", ("x " + KEY).toCharArray())).isEqualTo("x [redacted:aws-access-key]");
        assertThat(redactor.redact("b", KEY.getBytes(StandardCharsets.UTF_8))).isEqualTo("[redacted:aws-access-key]");
        assertThat(redactor.redact("a", new Object[] {"x", KEY})).isEqualTo(List.of("x", "[redacted:aws-access-key]"));
        assertThat(redactor.redact("s", new StringBuilder(KEY))).isEqualTo("[redacted:aws-access-key]");
    }

    @Test
    void redact_commandLine_hidesTheValueOfASecretOption() {
        assertThat(redactor.redact("command", List.of("run", "--db-password", "hunter2", "--token=abc", "-v", "x")))
                .isEqualTo(
                        List.of("run", "--db-password", "[redacted:password]", "--token=[redacted:token]", "-v", "x"));
    }

    @Test
    void redact_nameAndValue_areOnePair() {
        assertThat(redactor.redact(
                        "env", List.of(map("name", "DB_PASSWORD", "value", "x"), map("name", "A", "value", "y"))))
                .isEqualTo(List.of(
                        map("name", "DB_PASSWORD", "value", "[redacted:password]"), map("name", "A", "value", "y")));
    }

    @Test
    void redact_counts_stayReadableBelowTheirName() {
        Map<String, @Nullable Object> tree = map("tokens", map("prompt", 12, "completion", 30), "total_tokens", 42);

        assertThat(redactor.redactTree(tree)).isSameAs(tree);
    }

    @Test
    void redact_secretAndSafe_sayHowTheyAreMeant() {
        assertThat(redactor.redact("x", Secret.of("abc"))).isEqualTo("[redacted:secret]");
        assertThat(Secret.of("abc")).hasToString("[redacted:secret]").isNotEqualTo(Secret.of("abc"));
        assertThat(Secret.of("abc").reveal()).isEqualTo("abc");
        assertThat(redactor.redact("password", Safe.of("as in the manual"))).hasToString("as in the manual");
        assertThat(redactor.redact("password", Safe.of("not " + KEY))).isEqualTo("not [redacted:aws-access-key]");
    }

    @Test
    void redact_maskOrTemplateUnderASecretName_staysAsItIs() {
        assertThat(redactor.redact("password", "[redacted:token]")).isEqualTo("[redacted:token]");
        assertThat(redactor.redact("password", "${DB_PASS}")).isEqualTo("${DB_PASS}");
        assertThat(redactor.redact("password", "")).isEqualTo("");
        assertThat(redactor.redact("password", "[redacted:token] hunter2")).isEqualTo("[redacted:password]");
    }

    @Test
    void redactTree_tooDeep_failsClosed() {
        Map<String, @Nullable Object> tree = map("x", "password=hunter2");
        for (int i = 0; i < 100; i++) {
            tree = map("x", tree);
        }

        assertThat(redactor.redactTree(tree).toString())
                .contains("[redaction-failed:depth]")
                .doesNotContain("hunter2");
        assertThat(redactor.counts().failed()).isEqualTo(1);
    }

    @Test
    void redactTree_cycleOrTooLarge_failsClosed() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        cycle.add(cycle);
        Object redacted = redactor.redact("x", cycle);
        assertThat(redacted).isNotSameAs(cycle);

        Object large = redactor.redact("x", new ArrayList<>(java.util.Collections.nCopies(200_000, "a")));
        assertThat(large).asString().contains("[redaction-failed:size]");
    }

    @Test
    void redact_valueThatThrows_failsClosed() {
        Object hostile = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };

        assertThat(redactor.redact("x", hostile)).isEqualTo("[redaction-failed:value]");
    }

    @Test
    void redactTree_randomTrees_areNeverMutatedAndStable() {
        Random random = new Random(Long.getLong("stepline.seed", 17));
        for (int i = 0; i < 2_000; i++) {
            Object tree = randomValue(random, 0);
            Object before = deepCopy(tree);
            Object once = redactor.redact("root", tree);

            assertThat(tree).isEqualTo(before);
            assertThat(redactor.redact("root", once)).isSameAs(once);
            assertThat(String.valueOf(once)).doesNotContain("hunter2", KEY);
        }
    }

    private static @Nullable Object randomValue(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 6 : 9);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> "plain text " + random.nextInt();
            case 3 -> "password=hunter2";
            case 4 -> "with " + KEY + " inside";
            case 5 -> random.nextBoolean();
            case 6 -> new ArrayList<>(Arrays.asList(randomValue(random, depth + 1), randomValue(random, depth + 1)));
            default -> {
                Map<String, @Nullable Object> map = new HashMap<>();
                String[] names = {"user", "password", "total_tokens", KEY, "n", "apiKey"};
                for (int i = random.nextInt(4); i >= 0; i--) {
                    map.put(names[random.nextInt(names.length)], randomValue(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static @Nullable Object deepCopy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> copy = new HashMap<>();
            map.forEach((key, inner) -> copy.put(key, deepCopy(inner)));
            return copy;
        }
        return value instanceof List<?> list
                ? new ArrayList<>(list.stream().map(TreesTest::deepCopy).toList())
                : value;
    }
}
