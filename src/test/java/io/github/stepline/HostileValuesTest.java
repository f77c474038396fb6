package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a value is and does, its event is said, bounded and immutable, and its neighbours never notice. */
class HostileValuesTest {
    private static final Component ZOO = Component.of("zoo");

    @RegisterExtension
    final Captured events = new Captured();

    static Stream<String> names() {
        return HostileValues.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void event_withAHostileValue_isSaidBoundedAmongItsNeighbours(String name) {
        Object value = Objects.requireNonNull(HostileValues.all().get(name)).get();
        for (int i = 0; i < 5; i++) {
            Events.event(ZOO, "before");
        }
        Events.event(ZOO, "hostile", e -> e.detail("a", 1).detail(name, value).detail("z", "end"));
        for (int i = 0; i < 5; i++) {
            Events.event(ZOO, "after");
        }

        assertThat(events.all()).hasSize(11);
        LogEvent hostile = events.all().get(5);
        assertThat(hostile.details()).hasSize(3).containsEntry("a", 1).containsEntry("z", "end");
        assertThat(hostile.details().toString()).hasSizeLessThan(1_000_000);
        assertImmutable(hostile.details());
        assertThat(copyOf(hostile)).isEqualTo(hostile);
    }

    @Test
    void event_withTheWholeZoo_isSaidBounded() {
        Events.event(ZOO, "zoo", e -> e.details(HostileValues.values()));
        Events.event(ZOO, "zoo", e -> HostileValues.values().forEach(e::detail));

        assertThat(events.all()).hasSize(2);
        for (LogEvent event : events.all()) {
            assertThat(event.details().toString()).hasSizeLessThan(1_000_000);
            assertImmutable(event.details());
        }
    }

    @Test
    void event_withAThousandLongTexts_isSaidBounded() {
        Events.event(ZOO, "zoo", e -> {
            for (int i = 0; i < 5_000; i++) {
                e.detail("k".repeat(600) + i, "v".repeat(100_000));
            }
        });

        assertThat(events.only().details().toString()).hasSizeLessThan(1_000_000);
    }

    @Test
    void event_withAHostileMap_isSaid() {
        Events.event(ZOO, "zoo", e -> e.details(HostileValues.cyclicMap()));
        Events.event(ZOO, "zoo", e -> e.details(new HostileValues.ClosedMap()));

        assertThat(events.all().get(0).details()).isEqualTo(Map.of("self", "[cycle]", "list", List.of("[cycle]")));
        assertThat(events.all().get(1).details())
                .hasToString("{details=[unreadable ClosedMap: IllegalStateException]}");
    }

    @Test
    void event_withTextsOfEveryField_isBounded() {
        String huge = "w".repeat(1_000_000);
        Events.event(
                ZOO,
                huge,
                e -> e.message(huge)
                        .runId(huge)
                        .stepId(huge)
                        .parentId(huge)
                        .eventId(huge)
                        .unit(huge)
                        .doing(huge)
                        .worker(huge));

        assertThat(events.only().toString()).hasSizeLessThan(50_000);
    }

    @Test
    void toString_thatLogs_losesNeitherEvent() {
        Events.event(ZOO, "outer", e -> e.detail("value", new Chatty()));

        assertThat(events.actions()).containsExactly("inner", "inner", "outer");
        assertThat(events.all().get(0).details()).containsEntry("value", "[said from inside a value: not looked into]");
        assertThat(events.last().details()).containsEntry("value", "chatty");
    }

    /** Says an event about itself whenever it is read. */
    private static final class Chatty {
        @Override
        public String toString() {
            Events.event(ZOO, "inner", e -> e.detail("value", this));
            return "chatty";
        }
    }

    @Test
    void snapshot_afterAFault_looksIntoValuesAgain() {
        for (int i = 0; i < 5; i++) {
            Events.event(ZOO, "x", e -> e.detail("value", new HostileValues.EndlessToString()));
        }
        Events.event(ZOO, "x", e -> e.detail("value", List.of(1)));

        assertThat(events.last().details()).isEqualTo(Map.of("value", List.of(1)));
    }

    @SuppressWarnings("unchecked")
    private static void assertImmutable(Map<String, @Nullable Object> map) {
        assertThatThrownBy(() -> map.put("k", 1)).isInstanceOf(UnsupportedOperationException.class);
        for (Object value : map.values()) {
            assertThat(value == null
                            || value instanceof String
                            || value instanceof Boolean
                            || value instanceof Number
                            || value instanceof List
                            || value instanceof Map)
                    .isTrue();
            if (value instanceof Map<?, ?> nested && !nested.isEmpty()) {
                assertImmutable((Map<String, @Nullable Object>) nested);
            } else if (value instanceof List<?> list) {
                assertThatThrownBy(() -> ((List<@Nullable Object>) list).add(1))
                        .isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }

    private static LogEvent copyOf(LogEvent event) {
        return new LogEvent(
                event.timestamp(),
                event.level(),
                event.component(),
                event.action(),
                event.message(),
                event.runId(),
                event.stepId(),
                event.parentId(),
                event.eventId(),
                event.stateBefore(),
                event.stateAfter(),
                event.durationMs(),
                event.progress(),
                Objects.requireNonNull(event.details()),
                event.error());
    }
}
