package io.github.stepline.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first or last few of many. */
class ShelfTest {
    private final Shelf<Integer> first = Shelf.ofFirst(5, Comparator.naturalOrder());
    private final Shelf<Integer> last = Shelf.ofLast(5, Comparator.naturalOrder());

    @ParameterizedTest
    @MethodSource("io.github.stepline.progress.FoldPropertyTest#seeds")
    void add_inAnyOrder_keepsTheSame(long seed) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.rangeClosed(1, 100).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        numbers.forEach(first::add);
        numbers.forEach(last::add);

        assertThat(first.all()).containsExactly(1, 2, 3, 4, 5);
        assertThat(last.all()).containsExactly(96, 97, 98, 99, 100);
    }

    @Test
    void remove_one_makesRoom() {
        IntStream.rangeClosed(1, 5).forEach(first::add);
        first.remove(Integer.valueOf(2));
        first.add(7);

        assertThat(first.all()).containsExactly(1, 3, 4, 5, 7);
        assertThat(first.find(number -> number > 4)).isEqualTo(5);
        assertThat(first.find(number -> number > 9)).isNull();
    }

    @Test
    void add_withoutRoom_keepsNothing() {
        Shelf<Integer> none = Shelf.ofFirst(0, Comparator.naturalOrder());
        Shelf<Integer> neither = Shelf.ofLast(0, Comparator.naturalOrder());
        none.add(1);
        neither.add(1);

        assertThat(none.all()).isEmpty();
        assertThat(neither.all()).isEmpty();
    }
}
