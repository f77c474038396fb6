package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The short way of few and simple details gives what the long way of any details gives. */
class FewDetailsTest {
    private static final Object ENTRIES = new Object();
    private static final List<@Nullable Object> VALUES = Arrays.asList(
            null,
            true,
            1,
            -5_000_000_000L,
            2.5,
            Double.NaN,
            1.5f,
            (short) 3,
            "",
            "text",
            "x".repeat(5_000),
            List.of(1, "two"),
            Map.of("deep", 1),
            new char[] {'a'},
            new StringBuilder("sb"),
            Level.WARN);

    @Test
    void details_shortWayAndLongWay_areTheSame() {
        long seed = System.nanoTime();
        System.out.println("FewDetailsTest seed: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int size = random.nextInt(20);
            @Nullable Object[] pairs = new Object[2 * size + random.nextInt(3)];
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int j = 0; j < size; j++) {
                String key = "k" + random.nextInt(30);
                Object value = VALUES.get(random.nextInt(VALUES.size()));
                pairs[2 * j] = key;
                pairs[2 * j + 1] = value;
                map.put(key, value);
            }
            Details made = Snapshot.details(pairs, 2 * size, ENTRIES);
            assertThat(List.copyOf(made.toString().lines().toList()))
                    .isEqualTo(Snapshot.map(map).toString().lines().toList());
            assertThat(made).isEqualTo(Snapshot.map(map));
        }
    }

    @Test
    void details_ofAMap_areACopy() {
        Map<String, Object> linked = new LinkedHashMap<>(Map.of("a", 1));
        Map<Object, Object> hashed = new HashMap<>(Map.of(1, "key of a number"));

        Details ofLinked = Snapshot.details(new Object[] {ENTRIES, linked}, 2, ENTRIES);
        Details ofHashed = Snapshot.details(new Object[] {ENTRIES, hashed}, 2, ENTRIES);
        linked.put("b", 2);

        assertThat(ofLinked).containsExactly(Map.entry("a", 1));
        assertThat(ofHashed).containsExactly(Map.entry("1", "key of a number"));
    }

    @Test
    void details_ofSeveralShortTexts_stayWithinTheLimitOfAnEvent() {
        @Nullable Object[] pairs = new Object[32];
        for (int i = 0; i < 32; i += 2) {
            pairs[i] = "k" + i;
            pairs[i + 1] = "v".repeat(Snapshot.MAX_TEXT);
        }

        assertThat(Snapshot.details(pairs, 32, ENTRIES).toString().length()).isLessThan(Snapshot.MAX_CHARS + 100_000);
    }
}
