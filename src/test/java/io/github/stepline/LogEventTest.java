package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.helpers.MessageFormatter;

/** The record: copies of it, its messages, and its way through a list of key-value pairs. */
class LogEventTest {
    @RegisterExtension
    final Captured events = new Captured();

    private LogEvent said() {
        Events.event(
                Component.of("Order Service"),
                "order_sent",
                e -> e.runId("r").stepId("s").detail("no", 17).detail("lines", List.of(1, 2)));
        return events.last();
    }

    @Test
    void withDetail_ofAKnownKey_keepsItsPlace() {
        LogEvent event = said();

        assertThat(event.withDetail("no", 18).details()).hasToString("{no=18, lines=[1, 2]}");
        assertThat(event.withDetail("to", new int[] {1}).details()).hasToString("{no=17, lines=[1, 2], to=[1]}");
        assertThat(event.details()).hasToString("{no=17, lines=[1, 2]}");
        assertThat(event.withDetails(Map.of()).details()).isEmpty();
    }

    @Test
    void withMessage_null_isTheDefaultAgain() {
        LogEvent event = said();

        assertThat(event.formattedMessage()).isEqualTo("order sent");
        assertThat(event.withMessage("gone").formattedMessage()).isEqualTo("gone");
        assertThat(event.withMessage("gone").withMessage(null)).isEqualTo(event);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void defaultMessage_isWhatTheFormatterMakesOfPatternAndValues(Action action) {
        Events.event(
                Component.RUNNER,
                action.wireName(),
                e -> e.runId("r{}").stepId("s").detail("name", "{} job"));
        LogEvent event = events.last();
        assertThat(Action.of(event.action())).isEqualTo(action);
        assertThat(event.formattedMessage())
                .isEqualTo(MessageFormatter.basicArrayFormat(event.messagePattern(), event.messageArguments()));
    }

    @Test
    void details_ofAForeignMap_areACopy() {
        LogEvent event = said();
        Map<String, @Nullable Object> details = new LinkedHashMap<>(Map.of("a", 1));
        LogEvent copy = event.withDetails(details);
        details.put("b", 2);

        assertThat(copy.details()).isEqualTo(Map.of("a", 1));
        assertThat(copy.withDetails(new LinkedHashMap<>(copy.details()))).isEqualTo(copy);
    }

    @Test
    void from_itsOwnPairs_isTheSameRecord() {
        LogEvent event = said();

        assertThat(LogEvent.from(event.keyValuePairs())).isSameAs(event);
    }

    @Test
    void componentOf_anyText_isASnakeCaseWord() {
        assertThat(said().component())
                .isEqualTo(Component.of("order_service"))
                .hasSameHashCodeAs(Component.of("order_service"));
        assertThat(List.of("", " ", "-", "AI Service ", "x".repeat(100)))
                .extracting(name -> Component.of(name).name())
                .containsExactly("unknown", "unknown", "unknown", "ai_service", "x".repeat(64));
    }

    @Test
    void action_byItsWord_isFound() {
        assertThat(Action.of("step_progress")).isEqualTo(Action.STEP_PROGRESS);
        assertThat(Action.of("cache_warmed")).isNull();
        assertThat(Action.of(null)).isNull();
    }
}
