package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When progress is said and kept: the rounds are made by the test. */
class ProgressTickerTest {
    @RegisterExtension
    final Captured events = new Captured();

    private void tickAfter(Duration time) {
        events.pass(time);
        events.ticker.tick(events.nanos());
    }

    private static boolean isTransient(ILoggingEvent event) {
        return event.getMarkerList() != null && event.getMarkerList().contains(Markers.TRANSIENT);
    }

    @Test
    void tick_manyChanged_saysFiftyAndTheOthersNext() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Step step = Events.stepStarted("item-" + i);
            step.advance(1);
            steps.add(step);
        }
        events.clear();
        List<Integer> said = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tickAfter(Duration.ofMillis(500));
            said.add(events.all().size());
        }

        assertThat(said).containsExactly(50, 100, 120, 120);
        assertThat(events.all()).extracting(LogEvent::stepId).doesNotHaveDuplicates();
    }

    @Test
    void tick_nothingNew_saysNothing() {
        Step step = Events.stepStarted("s");
        step.advance(1);
        Events.stepStarted("silent");
        events.clear();
        tickAfter(Duration.ofMillis(500));
        tickAfter(Duration.ofMillis(500));
        step.total(10, "rows");
        tickAfter(Duration.ofMillis(500));

        assertThat(events.all())
                .extracting(LogEvent::formattedMessage)
                .containsExactly("Step 's' is at 1.", "Step 's' is at 1 of 10 rows.");
    }

    @Test
    void tick_changingAllTheTime_isKeptEveryTenSeconds() {
        Step step = Events.stepStarted("s");
        step.advance(1);
        events.clear();
        for (int i = 0; i < 60; i++) {
            step.advance(1);
            tickAfter(Duration.ofMillis(500));
        }

        assertThat(events.raw()).hasSize(60);
        assertThat(events.raw().stream().filter(event -> !isTransient(event)))
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Step 's' is at 21.", "Step 's' is at 41.", "Step 's' is at 61.");
    }

    @Test
    void tick_countThatStopped_isKeptOnceAllTheSame() {
        Step step = Events.stepStarted("s");
        step.advance(500);
        tickAfter(Duration.ofMillis(500));
        events.clear();
        for (int i = 0; i < 60; i++) {
            tickAfter(Duration.ofMillis(500));
        }

        assertThat(events.raw()).hasSize(1).noneMatch(ProgressTickerTest::isTransient);
        assertThat(events.only().progress()).isEqualTo(Progress.NONE.withCounts(500L, null, null));
    }

    @Test
    void tick_announcedTotals_areNoNews() {
        Events.stepStarted("s", e -> e.current(3).total(10).unit("rows"));
        events.clear();
        tickAfter(Duration.ofMillis(500));

        assertThat(events.all()).isEmpty();
    }

    @Test
    void tick_endedStep_isForgottenAndItsEndHasTheLastCount() {
        Step step = Events.stepStarted("s", e -> e.current(3).total(10).unit("rows"));
        step.advance(4);
        step.succeeded();
        events.clear();
        step.advance(1);
        tickAfter(Duration.ofSeconds(11));

        assertThat(events.all()).isEmpty();
    }

    @Test
    void end_afterAdvance_hasTheLastCount() {
        Step step = Events.stepStarted("s", e -> e.current(3).total(10).unit("rows"));
        step.advance(4);
        step.succeeded();

        assertThat(events.last().progress()).isEqualTo(Progress.NONE.withCounts(7L, 10L, "rows"));
        assertThat(isTransient(events.raw().get(1))).isFalse();
    }

    @Test
    void advance_eightThreads_losesNothing() throws InterruptedException {
        Step step = Events.stepStarted("s");
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException stopped) {
                    return;
                }
                for (int n = 0; n < 100_000; n++) {
                    step.advance(1);
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (int i = 0; i < 20; i++) {
            tickAfter(Duration.ofMillis(500));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        step.succeeded();

        assertThat(events.last().progress()).isEqualTo(Progress.NONE.withCounts(800_000L, null, null));
    }

    @Test
    void tick_atInfo_saysNothing() {
        Events.stepStarted("s").advance(1);
        events.clear();
        events.logger().setLevel(ch.qos.logback.classic.Level.INFO);
        tickAfter(Duration.ofMillis(500));

        assertThat(events.all()).isEmpty();
    }
}
