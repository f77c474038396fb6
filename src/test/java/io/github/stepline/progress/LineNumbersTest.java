package io.github.stepline.progress;

import static io.github.stepline.progress.LineNumbers.Verdict.NEW;
import static io.github.stepline.progress.LineNumbers.Verdict.REPEATED;
import static io.github.stepline.progress.LineNumbers.Verdict.TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which lines came before, and which never did. */
class LineNumbersTest {
    private final LineNumbers numbers = new LineNumbers();

    @Test
    void accept_inOrder_isNewOnce() {
        for (long number = 1; number <= 200_000; number++) {
            assertThat(numbers.accept("w", number)).isEqualTo(NEW);
            assertThat(numbers.accept("w", number)).isEqualTo(REPEATED);
        }
        assertThat(numbers.missing()).isZero();
    }

    @Test
    void accept_writersOfTheSameNumbers_areKeptApart() {
        assertThat(numbers.accept("a", 1)).isEqualTo(NEW);
        assertThat(numbers.accept("b", 1)).isEqualTo(NEW);
        assertThat(numbers.accept("a", 1)).isEqualTo(REPEATED);
    }

    @Test
    void accept_farBehind_isTooOld() {
        numbers.accept("w", 1_000_000);

        assertThat(numbers.accept("w", 1_000_000 - 65_535)).isEqualTo(NEW);
        assertThat(numbers.accept("w", 1_000_000 - 65_536)).isEqualTo(TOO_OLD);
    }

    @Test
    void missing_gaps_areCountedUntilTheyAreFilled() {
        numbers.accept("w", 10);
        numbers.accept("w", 20);
        assertThat(numbers.missing()).isEqualTo(9);
        numbers.accept("w", 15);
        numbers.accept("w", 8);
        assertThat(numbers.missing()).isEqualTo(9);
        numbers.accept("w", 9);
        assertThat(numbers.missing()).isEqualTo(8);
        numbers.accept("v", 100_000);
        numbers.accept("v", 500_000);
        assertThat(numbers.missing()).isEqualTo(8 + 399_999);
    }

    @Test
    void accept_numbersThatMakeNoSense_areBorne() {
        assertThat(numbers.accept("w", -5)).isEqualTo(NEW);
        assertThat(numbers.accept("w", -5)).isEqualTo(NEW);
        assertThat(numbers.accept("w", Long.MAX_VALUE)).isEqualTo(NEW);
        assertThat(numbers.accept("w", 0)).isEqualTo(TOO_OLD);
        assertThat(numbers.accept("v", 0)).isEqualTo(NEW);
        assertThat(numbers.accept("v", Long.MAX_VALUE)).isEqualTo(NEW);
        assertThat(numbers.missing()).isNotNegative();
    }

    @Test
    void accept_thousandsOfWriters_forgetsTheEldest() {
        numbers.accept("first", 1);
        numbers.accept("first", 3);
        for (int i = 0; i < 1_000; i++) {
            numbers.accept("w" + i, 1);
        }

        assertThat(numbers.accept("first", 3)).isEqualTo(NEW);
        assertThat(numbers.accept("w999", 1)).isEqualTo(REPEATED);
        assertThat(numbers.missing()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.github.stepline.progress.FoldPropertyTest#seeds")
    void accept_shuffledWithinTheWindow_isNewOnce(long seed) {
        Random random = new Random(seed);
        List<Long> order = new ArrayList<>();
        for (long number = 1; number <= 60_000; number++) {
            if (random.nextInt(10) > 0) {
                order.add(number);
            }
        }
        Set<Long> distinct = new HashSet<>(order);
        order.addAll(order.subList(0, 1_000));
        Collections.shuffle(order, random);
        long fresh = order.stream()
                .filter(number -> numbers.accept("w", number) == NEW)
                .count();

        assertThat(fresh).isEqualTo(distinct.size());
        long span = Collections.max(distinct) - Collections.min(distinct) + 1;
        assertThat(numbers.missing()).isEqualTo(span - distinct.size());
    }
}
