package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.stepline.Action;
import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the filter keeps off an appender behind the door, and what reaches it all the same. */
class ItemFilterTest {
    private static final Progress THIRD = new Progress(null, 3L, null, null, null, null, null, null, null);

    private final List<String> shown = new CopyOnWriteArrayList<>();

    private final UnsynchronizedAppenderBase<ILoggingEvent> console = new UnsynchronizedAppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            shown.add(event.getFormattedMessage());
        }
    };

    private TestDoor door(boolean enriches) {
        ItemFilter filter = new ItemFilter();
        filter.start();
        console.setName("CONSOLE");
        console.addFilter(filter);
        return new TestDoor(
                door -> {
                    if (enriches) {
                        door.addEnricher(event -> event.withMessage(event.formattedMessage() + " In Oslo."));
                    }
                },
                console);
    }

    private static void say(TestDoor door, Action action, String step, @Nullable Progress progress, String parent) {
        LogEvent event = new LogEvent(
                Instant.EPOCH,
                Level.INFO,
                Component.EXECUTION_ENGINE,
                action.wireName(),
                null,
                "run",
                step,
                parent,
                null,
                null,
                null,
                null,
                progress,
                Map.of(),
                null);
        door.log().callAppenders(new TypedEvent(door.log(), event, null, null, ItemFilterTest.class));
    }

    private static void sayAll(TestDoor door) {
        say(door, Action.STEP_EXECUTION_STARTED, "phase", null, "run");
        say(door, Action.STEP_EXECUTION_STARTED, "of-a-batch", THIRD, "run");
        say(door, Action.STEP_EXECUTION_SUCCEEDED, "of-a-batch", THIRD, "run");
        say(door, Action.STEP_EXECUTION_STARTED, "phase/item", null, "phase");
        say(door, Action.STEP_EXECUTION_FAILED, "phase/item", null, "phase");
        say(door, Action.STEP_EXECUTION_FAILED, "ghp_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6", THIRD, "run");
        door.log().info("plain");
        assertThat(RedactingAsyncAppender.flush(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void items_thatDoWell_areKeptOff_andNothingElse_andNothingUnmasked() {
        try (TestDoor door = door(false)) {
            sayAll(door);
            assertThat(shown)
                    .containsExactly(
                            "Starting execution of step 'phase'.",
                            "Step 'phase/item' failed.",
                            "Step '[redacted:github-token]' failed.",
                            "plain");
            assertThat(door.door().getWritten()).isEqualTo(4);
            assertThat(door.door().getInFlight()).isZero();
        }
    }

    @Test
    void items_whereThereIsAnEnricher_areEnrichedBeforeAnybodyIsAsked() {
        try (TestDoor door = door(true)) {
            sayAll(door);
            assertThat(shown).hasSize(4).allMatch(line -> line.endsWith(" In Oslo."));
        }
    }
}
