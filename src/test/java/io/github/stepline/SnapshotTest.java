package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a value when an event takes it. */
class SnapshotTest {
    private enum Colour {
        RED {
            @Override
            public String toString() {
                return "rot";
            }
        }
    }

    private record Point(int x, @Nullable Object y) {}

    private record Nothing() {}

    static Stream<Arguments> values() {
        UUID uuid = UUID.fromString("00000000-0000-0001-0000-000000000002");
        return Stream.of(
                arguments(null, null),
                arguments("text", "text"),
                arguments(true, true),
                arguments(1.5, 1.5),
                arguments(1.5f, 1.5f),
                arguments((byte) 1, 1),
                arguments((short) 1, 1),
                arguments('c', "c"),
                arguments(Double.NaN, "NaN"),
                arguments(Double.NEGATIVE_INFINITY, "-Infinity"),
                arguments(Float.NaN, "NaN"),
                arguments(BigInteger.TEN, BigInteger.TEN),
                arguments(new BigDecimal("1.20"), new BigDecimal("1.20")),
                arguments(BigInteger.TWO.pow(1_000_000), "[BigInteger of 1000001 bits]"),
                arguments(new BigDecimal("1e6000"), new BigDecimal("1e6000")),
                arguments(new BigDecimal("1e999999999"), "1E+999999999"),
                arguments(new BigDecimal("-1.5e-999999998"), "-1.5E-999999998"),
                arguments(new BigDecimal(BigInteger.TWO.pow(1_000_000)), "[BigDecimal of 1000001 bits]"),
                arguments(new AtomicLong(7), 7L),
                arguments(new AtomicInteger(7), 7L),
                arguments(adder(7), 7L),
                arguments(Colour.RED, "RED"),
                arguments(new StringBuilder("built"), "built"),
                arguments(new byte[] {1, 2}, "byte[2]"),
                arguments(new char[] {'p', 'w'}, "char[2]"),
                arguments(new int[] {1, 2}, List.of(1, 2)),
                arguments(new String[][] {{"a"}, null}, Arrays.asList(List.of("a"), null)),
                arguments(Set.of(1), List.of(1)),
                arguments(new Point(1, List.of(2)), Map.of("x", 1, "y", List.of(2))),
                arguments(new Nothing(), "Nothing[]"),
                arguments(
                        new HostileValues.ThrowingAccessor(1, "a"),
                        Map.of("fine", 1, "bad", "[unreadable: IllegalStateException]")),
                arguments(Optional.of(List.of(1)), List.of(1)),
                arguments(Optional.empty(), null),
                arguments(OptionalInt.of(1), 1),
                arguments(OptionalLong.of(1), 1L),
                arguments(OptionalDouble.of(1.5), 1.5),
                arguments(OptionalInt.empty(), null),
                arguments(OptionalDouble.of(Double.NaN), "NaN"),
                arguments(Path.of("a", "b"), Path.of("a", "b").toString()),
                arguments(URI.create("https://example.org/a"), "https://example.org/a"),
                arguments(uuid, uuid.toString()),
                arguments(Instant.EPOCH, "1970-01-01T00:00:00Z"),
                arguments(new Date(0), "1970-01-01T00:00:00Z"),
                arguments(LocalDate.of(2026, 1, 2), "2026-01-02"),
                arguments(Duration.ofMillis(1_500), "PT1.5S"),
                arguments(String.class, "java.lang.String"),
                arguments(new HostileValues.ThrowingToString(), "[unreadable ThrowingToString: IllegalStateException]"),
                arguments(new HostileValues.EndlessToString(), "[unreadable EndlessToString: StackOverflowError]"),
                arguments(new HostileValues.UntouchedDirectory(), "directory"));
    }

    private static LongAdder adder(long value) {
        LongAdder adder = new LongAdder();
        adder.add(value);
        return adder;
    }

    @ParameterizedTest
    @MethodSource("values")
    void of_anyValue_isPlain(@Nullable Object value, @Nullable Object plain) {
        assertThat(Snapshot.of(value)).isEqualTo(plain);
        assertThat(Snapshot.of(plain)).isEqualTo(plain);
    }

    @Test
    void of_mutableValues_isACopy() {
        int[] array = {1};
        List<Integer> list = new ArrayList<>(List.of(1));
        Map<String, Object> map = new HashMap<>(Map.of("array", array, "list", list));
        Object copy = Snapshot.of(map);
        array[0] = 2;
        list.add(2);
        map.put("more", 1);

        assertThat(copy).isEqualTo(Map.of("array", List.of(1), "list", List.of(1)));
    }

    @Test
    void of_directoryStreamAndStream_isNotConsumed() {
        HostileValues.UntouchedDirectory directory = new HostileValues.UntouchedDirectory();
        Stream<Integer> stream = Stream.of(1, 2);
        Snapshot.of(List.of(directory, stream));

        assertThat(directory.isTouched).isFalse();
        assertThat(stream.count()).isEqualTo(2);
    }

    @Test
    void of_keysOfOneText_keepsBoth() {
        Map<@Nullable Object, Object> map = new LinkedHashMap<>();
        map.put(1, "number");
        map.put("1", "text");
        map.put(null, "null");
        map.put(Colour.RED, "enum");

        assertThat(Snapshot.of(map)).hasToString("{1=number, 1#2=text, null=null, RED=enum}");
    }

    @Test
    void of_longKeysOfOneBeginning_keepsBoth() {
        String key = "k".repeat(2_000);
        Object copy = Snapshot.of(Map.of(key + "a", 1, key + "b", 2));

        assertThat(copy).asInstanceOf(InstanceOfAssertFactories.MAP).hasSize(2);
    }

    @Test
    void of_deepMap_isCutAtItsDepth() {
        assertThat(String.valueOf(Snapshot.of(HostileValues.deepMap(100))))
                .contains("[deeper than " + Snapshot.MAX_DEPTH + "]");
        assertThat(Snapshot.of(HostileValues.deepMap(Snapshot.MAX_DEPTH - 1)))
                .isEqualTo(HostileValues.deepMap(Snapshot.MAX_DEPTH - 1));
    }

    @Test
    void of_oneListInManyPlaces_isNoCycle() {
        List<Integer> shared = List.of(1);

        assertThat(Snapshot.of(List.of(shared, shared))).isEqualTo(List.of(shared, shared));
    }

    @Test
    void of_longText_saysHowMuchIsMissing() {
        String text = "a".repeat(Snapshot.MAX_TEXT);
        String cut = String.valueOf(Snapshot.of(text + "b"));

        assertThat(Snapshot.of(text)).isEqualTo(text);
        assertThat(cut).endsWith("…[+33 characters]").hasSizeLessThanOrEqualTo(Snapshot.MAX_TEXT);
        assertThat(Snapshot.of(cut)).isSameAs(cut);
        assertThat(Snapshot.of(new StringBuilder(text + "b"))).isEqualTo(cut);
    }

    @ParameterizedTest
    @MethodSource("emojiTexts")
    void of_textCutAtAnEmoji_keepsNoHalf(CharSequence text) {
        String cut = String.valueOf(Snapshot.of(text));

        assertThat(cut.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF).toArray())
                .isEmpty();
    }

    static Stream<CharSequence> emojiTexts() {
        String emojis = "\uD83D\uDE00".repeat(Snapshot.MAX_TEXT);
        return Stream.of(emojis, "a" + emojis, new StringBuilder(emojis), new StringBuilder("a" + emojis));
    }

    @Test
    void of_tooManyElements_saysSo() {
        assertThat(last(Collections.nCopies(1_001, 1))).isEqualTo("[more than 1000 elements]");
        assertThat(last(new int[1_005])).isEqualTo("[+5 elements]");
        assertThat(String.valueOf(Snapshot.of(Collections.nCopies(100, Collections.nCopies(1_000, 1)))))
                .contains("[more than 10000 values]");
    }

    private static Object last(Object collection) {
        List<?> copy = (List<?>) Snapshot.of(collection);
        return String.valueOf(copy == null ? null : copy.get(copy.size() - 1));
    }

    @Test
    void of_recordThatIsClosedToUs_isItsText() {
        // A record from JDK 19 on, of a package that is not open.
        assertThat(String.valueOf(Snapshot.of(Collectors.toList())))
                .contains("CollectorImpl")
                .doesNotContain("unreadable");
    }
}
