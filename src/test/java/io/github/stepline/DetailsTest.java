package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Details are a map like any other, but immutable and in order. */
class DetailsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 16, 17, 100, 1_000})
    void details_ofAnySize_equalALinkedHashMap(int size) {
        Details.Builder builder = new Details.Builder();
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            builder.put("k" + i, i % 7 == 0 ? null : i);
            expected.put("k" + i, i % 7 == 0 ? null : i);
        }
        for (int i = 0; i < size; i += 3) {
            builder.put("k" + i, "again");
            expected.put("k" + i, "again");
        }
        Details details = builder.build();

        assertThat(builder.size()).isEqualTo(size);
        assertThat(builder.isEmpty()).isEqualTo(size == 0);
        assertThat((Map<?, ?>) details)
                .isEqualTo(expected)
                .hasSameHashCodeAs(expected)
                .hasToString(expected.toString());
        assertThat(expected).isEqualTo(details);
        assertThat(List.copyOf(details.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        expected.forEach((key, value) -> assertThat(details.get(key)).isEqualTo(value));
    }

    @Test
    void get_ofWhatIsNotThere_isNull() {
        Details details = new Details.Builder().put("a", 1).put("b", null).build();

        assertThat(details.get("c")).isNull();
        assertThat(details.get(null)).isNull();
        assertThat(details.containsKey("b")).isTrue();
        assertThat(details.containsKey("c")).isFalse();
        assertThat(details.getOrDefault("c", 3)).isEqualTo(3);
    }

    @Test
    void details_changed_throw() {
        Details details = new Details.Builder().put("a", 1).build();
        Iterator<Map.Entry<String, @Nullable Object>> iterator =
                details.entrySet().iterator();
        Map.Entry<String, @Nullable Object> entry = iterator.next();

        assertThatThrownBy(() -> details.put("a", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> details.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(details::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> entry.setValue(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThat(details).hasToString("{a=1}");
    }
}
