package io.github.stepline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Control;
import io.github.stepline.LogEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Retries, timeouts, what stops a run, and the preflight; at a clock that the test moves. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailuresTest {
    @TempDir
    private Path runs;

    private final ManualTime time = new ManualTime();

    private Batch<Integer> batch(int items) {
        return Batch.of("job", IntStream.range(0, items).boxed().toList())
                .key(String::valueOf)
                .runs(runs)
                .time(time);
    }

    // ---- retries

    @Test
    void failedItem_isTriedAgainAfterItsDelay_andHoldsNoWorkerMeanwhile() throws IOException {
        List<String> calls = new ArrayList<>();
        time.passForWaitingWorkers();
        BatchResult result = batch(2).retry(2, Backoff.constant(Duration.ofSeconds(10)))
                .run((item, step) -> {
                    calls.add(item + "/" + step.attempt());
                    if (item == 0 && step.attempt() < 3) {
                        throw new IOException("not yet");
                    }
                    return null;
                });
        assertThat(calls).containsExactly("0/1", "1/1", "0/2", "0/3");
        assertThat(result.retries()).isEqualTo(2);
        assertThat(result.exitCode()).isZero();
        RunFiles files = new RunFiles(result);
        assertThat(files.events("step_retry_scheduled"))
                .extracting(LogEvent::formattedMessage)
                .containsExactly(
                        "Step '0' failed, retry 1/2 in 10 s: IOException: not yet.",
                        "Step '0' failed, retry 2/2 in 10 s: IOException: not yet.");
        assertThat(files.lines("results.jsonl").get(1))
                .containsEntry("key", "0")
                .containsEntry("attempts", 3);
    }

    @Test
    void usedUpRetries_makeADeadLetter() throws IOException {
        BatchResult result = batch(1).retry(2, Backoff.constant(Duration.ZERO)).run((item, step) -> {
            throw new IOException("never");
        });
        RunFiles files = new RunFiles(result);
        assertThat(files.deadLetters()).containsExactly("0 error");
        assertThat(files.events("step_dead_lettered").get(0).formattedMessage())
                .isEqualTo("Step '0' gave up after 3 attempts.");
    }

    @Test
    void errorThatIsNotWorthIt_isNotTriedAgain() {
        BatchResult result = batch(1).retry(5, Backoff.constant(Duration.ZERO))
                .retryOn(error -> error instanceof TimeoutException)
                .run((item, step) -> {
                    throw new IOException("never");
                });
        assertThat(result.retries()).isZero();
    }

    @Test
    void exponentialBackoff_doublesUpToItsLongest() {
        Backoff longest = Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(5), () -> 1);
        assertThat(IntStream.of(1, 2, 3, 4, 70).mapToObj(longest::before))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
        Backoff half = Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(5), () -> 0.5);
        assertThat(half.before(2)).isEqualTo(Duration.ofSeconds(1));
    }

    // ---- timeouts

    @Test
    void itemThatTakesTooLong_isInterruptedAndTimedOut() throws IOException {
        BatchResult result = batch(2).timeout(Duration.ofMinutes(5)).run((item, step) -> {
            if (item == 0) {
                time.pass(Duration.ofMinutes(5));
                new CountDownLatch(1).await();
            }
            return null;
        });
        assertThat(result.timeouts()).isEqualTo(1);
        assertThat(result.succeeded()).isEqualTo(1);
        assertThat(result.abandoned()).isZero();
        RunFiles files = new RunFiles(result);
        assertThat(files.results()).containsExactly("0 timeout", "1 success");
        LogEvent event = files.events("step_timed_out").get(0);
        assertThat(event.formattedMessage()).isEqualTo("Step '0' timed out after 5m 00s.");
        assertThat(event.details()).containsEntry("timeout_ms", 300_000);
    }

    @Test
    void itemThatIgnoresItsInterrupt_isAbandonedWithItsStack_andTheOthersGoOn() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        BatchResult result = batch(3).timeout(Duration.ofMinutes(5))
                .grace(Duration.ofSeconds(10))
                .run((item, step) -> {
                    if (item == 0) {
                        time.pass(Duration.ofMinutes(6));
                        ignoreInterrupts(release);
                    }
                    return null;
                });
        release.countDown();
        assertThat(result.abandoned()).isEqualTo(1);
        assertThat(result.timeouts()).isEqualTo(1);
        assertThat(result.succeeded()).isEqualTo(2);
        LogEvent event = new RunFiles(result).events("step_abandoned").get(0);
        assertThat(event.details().toString()).contains("ignoreInterrupts");
        assertThat(event.formattedMessage()).isEqualTo("Step '0' was abandoned: its thread worker-1 does not stop.");
    }

    private static void ignoreInterrupts(CountDownLatch release) {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException ignored) {
                // That is the point.
            }
        }
    }

    @Test
    void resultAfterTheInterrupt_isASuccess() {
        BatchResult result = batch(1).timeout(Duration.ofMinutes(5)).run((item, step) -> {
            time.pass(Duration.ofMinutes(5));
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException enough) {
                // What there is must do.
            }
            return "half";
        });
        assertThat(result.succeeded()).isEqualTo(1);
    }

    // ---- what stops a run

    @Test
    void failFast_whenTheFirstAllFail_stopsTheRun() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        BatchResult result = batch(100).failFast(5).run((item, step) -> {
            calls.incrementAndGet();
            throw new IOException("down");
        });
        assertThat(calls).hasValue(5);
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.reason()).isEqualTo("the first 5 items all failed");
        assertThat(new RunFiles(result).events("run_failed").get(0).formattedMessage())
                .isEqualTo("Run 'job' failed: the first 5 items all failed.");
    }

    @Test
    void failFast_afterOneSuccess_doesNot() {
        BatchResult result = batch(20).failFast(5).run((item, step) -> {
            if (item > 0) {
                throw new IOException("down");
            }
            return null;
        });
        assertThat(result.errors()).isEqualTo(19);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void failAfter_andFailAbove_stopTheRun() {
        ItemFunction<Integer> everyOther = (item, step) -> {
            if (item % 2 == 1) {
                throw new IOException("odd");
            }
            return null;
        };
        assertThat(batch(100).failAfter(3).run(everyOther).reason()).isEqualTo("3 items failed");
        assertThat(batch(100).failAbove(0.4, 10).run(everyOther).reason()).isEqualTo("5 of 10 items failed");
        assertThat(batch(100).failAbove(0.5, 10).run(everyOther).reason()).isNull();
    }

    // ---- the preflight

    @Test
    void preflight_thatPasses_countsAsItsItem() throws IOException {
        AtomicInteger together = new AtomicInteger();
        AtomicReference<Preflight.Report> asked = new AtomicReference<>();
        List<Integer> calls = new ArrayList<>();
        BatchResult result = batch(4).workers(3)
                .preflight(Preflight.ask(report -> {
                    asked.set(report);
                    assertThat(calls).containsExactly(0);
                    return true;
                }))
                .run((item, step) -> {
                    synchronized (calls) {
                        calls.add(item);
                    }
                    together.incrementAndGet();
                    return "x".repeat(600);
                });
        assertThat(result.succeeded()).isEqualTo(4);
        assertThat(calls).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(asked.get()).isEqualTo(new Preflight.Report("0", true, "x".repeat(500)));
        assertThat(new RunFiles(result).events())
                .filteredOn(event -> String.valueOf(event.action()).startsWith("preflight"))
                .extracting(LogEvent::formattedMessage)
                .containsExactly("--- Pre-flight Validation ---", "✓ Pre-flight PASSED. Sample: " + "x".repeat(500));
    }

    @Test
    void preflight_thatFailsWhereNobodyIsAsked_stopsWithExitCode3() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        BatchResult result = batch(4).workers(3).preflight(Preflight.require()).run((item, step) -> {
            calls.incrementAndGet();
            throw new IOException("no such page");
        });
        assertThat(calls).hasValue(1);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.reason()).isEqualTo("the pre-flight failed");
        assertThat(new RunFiles(result).events("preflight_failed").get(0).formattedMessage())
                .isEqualTo("✗ Pre-flight FAILED: IOException: no such page");
    }

    @Test
    void preflight_declinedAfterASuccess_stops_andContinuedAfterAFailure_goesOn() {
        assertThat(batch(4).preflight(Preflight.ask(report -> false))
                        .run((item, step) -> null)
                        .exitCode())
                .isEqualTo(3);
        BatchResult anyway = batch(4).preflight(Preflight.ask(report -> true)).run((item, step) -> {
            if (item == 0) {
                throw new IOException("first");
            }
            return null;
        });
        assertThat(anyway.succeeded()).isEqualTo(3);
    }

    @Test
    void run_cancelledWhileItAsks_doesNotWaitForTheAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        BatchResult result = batch(4).preflight(Preflight.ask(report -> {
                    Control.all().get(0).cancel("anna", "no time");
                    awaitQuietly(never);
                    return true;
                }))
                .run((item, step) -> null);
        never.countDown();
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.reason()).isEqualTo("no time");
        assertThat(result.succeeded()).isEqualTo(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void question_thatThrows_stopsTheRun() {
        BatchResult result = batch(4).preflight(Preflight.ask(report -> {
                    throw new IllegalStateException("no screen");
                }))
                .run((item, step) -> null);
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.reason())
                .isEqualTo("the question of the pre-flight broke: java.lang.IllegalStateException: no screen");
    }

    @Test
    void question_thatTakesLong_isNoStall() throws IOException {
        BatchResult result = batch(2).preflight(Preflight.ask(report -> {
                    time.pass(Duration.ofHours(1));
                    sleepQuietly();
                    return true;
                }))
                .run((item, step) -> null);
        assertThat(new RunFiles(result).actions()).doesNotContain("stall_detected");
    }

    /** Long enough for the watch, which looks every millisecond here, to warn. */
    private static void sleepQuietly() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void preflight_withoutATerminal_asksNobody() {
        assertThat(batch(2).preflight(Preflight.ask()).run((item, step) -> null).exitCode())
                .isZero();
    }

    @Test
    void answer_toAQuestion_hasItsDefault() {
        assertThat(Preflight.isYes("", true)).isTrue();
        assertThat(Preflight.isYes("n", true)).isFalse();
        assertThat(Preflight.isYes("", false)).isFalse();
        assertThat(Preflight.isYes("y", false)).isTrue();
    }
}
