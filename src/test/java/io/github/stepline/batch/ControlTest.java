package io.github.stepline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Control;
import io.github.stepline.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a run while it goes on, what it warns of, and the commands of its items. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ControlTest {
    @TempDir
    private Path runs;

    private final ManualTime time = new ManualTime();

    private Batch<Integer> batch(int items) {
        return Batch.of("job", IntStream.range(0, items).boxed().toList())
                .key(String::valueOf)
                .runs(runs)
                .time(time);
    }

    private static Control control() {
        List<Control> all = Control.all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** Does something, on another thread, as soon as a condition holds. */
    private static void when(Callable<Boolean> condition, Runnable then) {
        new Thread(() -> {
                    Await.until(condition);
                    then.run();
                })
                .start();
    }

    private boolean isSaid(String action) throws IOException {
        try (var list = Files.list(runs)) {
            Path run = list.findFirst().orElseThrow();
            return Files.readString(run.resolve("events.jsonl")).contains("\"action\":\"" + action + "\"");
        }
    }

    @Test
    void pause_handsOutNoMore_restsAtCheckpoints_andResumeGoesOn() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        BatchResult result = batch(3).run((item, step) -> {
            calls.incrementAndGet();
            if (item == 0) {
                Control control = control();
                control.pause("anna");
                Await.until(() -> isSaid("run_paused"));
                when(() -> isSaid("step_execution_paused"), () -> control.resume("ben"));
                step.checkpoint();
                assertThat(calls).hasValue(1);
            }
            return null;
        });
        assertThat(result.succeeded()).isEqualTo(3);
        RunFiles files = new RunFiles(result);
        assertThat(files.actions())
                .containsSubsequence(
                        "execution_pause_requested",
                        "run_paused",
                        "step_execution_paused",
                        "execution_resume_requested",
                        "run_resumed",
                        "step_execution_resumed",
                        "step_execution_succeeded");
        assertThat(files.events("run_paused").get(0).details()).containsEntry("by", "anna");
        assertThat(Control.all()).isEmpty();
    }

    @Test
    void cancel_interruptsWhatRuns_andEndsWith130() throws IOException {
        BatchResult result = batch(10).workers(2).run((item, step) -> {
            if (item == 1) {
                control().cancel("anna", "wrong input");
            }
            new CountDownLatch(1).await();
            return null;
        });
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.cancelled()).isEqualTo(2);
        assertThat(result.reason()).isEqualTo("wrong input");
        RunFiles files = new RunFiles(result);
        assertThat(files.actions()).endsWith("run_cancelled");
        assertThat(files.events("step_execution_cancelled")).hasSize(2);
        BatchResult next = batch(10).resume().dryRun().run((item, step) -> null);
        assertThat(Objects.requireNonNull(next.plan()).interrupted()).isEqualTo(2);
    }

    @Test
    void cancel_ofAnItemThatDoesNotStop_abandonsItWithItsStack() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        BatchResult result = batch(2).grace(Duration.ofSeconds(10)).run((item, step) -> {
            control().cancel("anna", null);
            stuck(release);
            return null;
        });
        release.countDown();
        assertThat(result.abandoned()).isEqualTo(1);
        assertThat(result.cancelled()).isEqualTo(1);
        assertThat(new RunFiles(result)
                        .events("step_abandoned")
                        .get(0)
                        .details()
                        .toString())
                .contains("stuck");
    }

    private void stuck(CountDownLatch release) {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException ignored) {
                time.pass(Duration.ofSeconds(11));
            }
        }
    }

    @Test
    void interruptOfTheCaller_cancels_andIsNotLost() {
        Thread caller = Thread.currentThread();
        BatchResult result = batch(2).run((item, step) -> {
            caller.interrupt();
            new CountDownLatch(1).await();
            return null;
        });
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void context_isSeenByRunningAndNextItems() {
        List<List<String>> seen = Collections.synchronizedList(new ArrayList<>());
        batch(2).run((item, step) -> {
            if (item == 0) {
                assertThat(step.context()).isEmpty();
                control().addContext("anna", "Look at March first.");
                Await.until(() -> !step.context().isEmpty());
            }
            seen.add(step.context());
            return null;
        });
        assertThat(seen).containsExactly(List.of("Look at March first."), List.of("Look at March first."));
    }

    @Test
    void retryOfAFailedItem_bringsItBack_andTakesItFromTheDeadLetters() throws IOException {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        BatchResult result = batch(2).run((item, step) -> {
            calls.add(item + "/" + step.attempt());
            if (item == 0 && step.attempt() == 1) {
                throw new IOException("down");
            }
            if (item == 1) {
                control().retry("anna", "0");
                Await.until(() -> isSaid("step_retry_scheduled"));
            }
            return null;
        });
        assertThat(calls).containsExactly("0/1", "1/1", "0/2");
        assertThat(result.succeeded()).isEqualTo(2);
        assertThat(result.failed()).isZero();
        assertThat(result.exitCode()).isZero();
        RunFiles files = new RunFiles(result);
        assertThat(files.deadLetters()).isEmpty();
        assertThat(files.actions()).contains("execution_retry_requested").doesNotContain("illegal_transition");
    }

    // ---- stalls

    @Test
    void stall_isWarnedOfAtDoublingAges_andCleared() throws IOException {
        BatchResult result = batch(1).stallAfter(Duration.ofMinutes(5)).run((item, step) -> {
            time.pass(Duration.ofMinutes(5));
            Await.until(() -> stalls() == 1);
            time.pass(Duration.ofMinutes(4));
            time.pass(Duration.ofMinutes(1));
            Await.until(() -> stalls() == 2);
            time.pass(Duration.ofMinutes(10));
            Await.until(() -> stalls() == 3);
            return null;
        });
        RunFiles files = new RunFiles(result);
        assertThat(files.events("stall_detected"))
                .extracting(LogEvent::formattedMessage)
                .containsExactly(
                        "Nothing completed for 5m 00s.",
                        "Nothing completed for 10m 00s.",
                        "Nothing completed for 20m 00s.");
        assertThat(files.events("stall_detected").get(0).details()).containsEntry("oldest_step", "0");
        assertThat(files.events("stall_detected").get(0).details().toString()).contains("ControlTest");
        assertThat(files.events("stall_cleared")).hasSize(1);
    }

    private long stalls() throws IOException {
        try (var list = Files.list(runs)) {
            Path run = list.findFirst().orElseThrow();
            return Files.readString(run.resolve("events.jsonl"))
                    .lines()
                    .filter(line -> line.contains("\"stall_detected\""))
                    .count();
        }
    }

    @Test
    void itemThatIsMuchSlowerThanTheOthers_isNamedWithItsStack() throws IOException {
        BatchResult result = batch(30).workers(1).run((item, step) -> {
            time.pass(Duration.ofSeconds(10));
            if (item == 29) {
                time.pass(Duration.ofSeconds(45));
                Await.until(() -> isSaid("stall_detected"));
            }
            return null;
        });
        LogEvent warning = new RunFiles(result).events("stall_detected").get(0);
        assertThat(warning.formattedMessage()).startsWith("Step '29' on worker-1 has run for 55 s");
        assertThat(warning.details().toString()).contains("ControlTest");
    }

    // ---- commands

    @Test
    void command_ofAnItem_leavesItsOutputMasked() throws IOException {
        BatchResult result = batch(1).run((item, step) -> {
            int exit = step.command(
                    new ProcessBuilder("sh", "-c", "echo out; echo password=hunter2hunter2; echo err >&2; exit 3"));
            return java.util.Map.of("exit", exit);
        });
        RunFiles files = new RunFiles(result);
        assertThat(files.text("items/1/worker.stdout")).startsWith("out\n").doesNotContain("hunter2hunter2");
        assertThat(files.text("items/1/worker.stderr")).isEqualTo("err\n");
        assertThat(files.lines("results.jsonl").get(0))
                .containsEntry("dir", "items/1")
                .containsEntry("data", java.util.Map.of("exit", 3));
        assertThat(files.events("command_execution_failed").get(0).details()).containsEntry("exit_code", 3);
    }

    @Test
    void command_ofACancelledItem_endsWithAllThatItStarted() throws IOException {
        BatchResult result = batch(1).run((item, step) -> {
            Path file = step.directory().resolve("pids");
            when(
                    () -> Files.exists(file) && Files.readString(file).endsWith("\n"),
                    () -> control().cancel("anna", null));
            return step.command(new ProcessBuilder(
                    "sh", "-c", "sleep 600 & echo $$ $! > " + file + ".part; mv " + file + ".part " + file + "; wait"));
        });
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(new RunFiles(result).text("items/1/pids").strip().split(" "))
                .hasSize(2)
                .allSatisfy(
                        pid -> assertThat(ProcessHandle.of(Long.parseLong(pid)).map(ControlTest::runs))
                                .isIn(java.util.Optional.empty(), java.util.Optional.of(false)));
    }

    @Test
    void command_reachedByCtrlCBeforeTheRun_isCancelledNotFailed() throws IOException {
        BatchResult result = batch(1).run((item, step) -> {
            Path hit = step.directory().resolve("hit");
            when(() -> Files.exists(hit), () -> control().cancel("Ctrl-C", "Ctrl-C"));
            int exit = step.command(new ProcessBuilder("sh", "-c", "touch " + hit + "; exit 130"));
            throw new IOException("ended with " + exit);
        });
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.cancelled()).isEqualTo(1);
        assertThat(result.failed()).isZero();
    }

    /** A child that has ended and that nobody has waited for is a zombie, and counts as ended. */
    private static boolean runs(ProcessHandle process) {
        try {
            return process.isAlive()
                    && !Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
                            .contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void workerLogs_off_keepsNothing() throws IOException {
        BatchResult result =
                batch(1).workerLogs(false).run((item, step) -> step.command(new ProcessBuilder("echo", "out")));
        assertThat(result.orThrow().succeeded()).isEqualTo(1);
        assertThat(new RunFiles(result).path("items")).doesNotExist();
    }
}
