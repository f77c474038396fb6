package io.github.stepline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepline.LogEvent;
import io.github.stepline.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with its items, and what it writes. */
class BatchTest {
    @TempDir
    private Path runs;

    private Batch<String> batch(String... items) {
        return Batch.of("job", List.of(items)).key(item -> item).runs(runs);
    }

    @Test
    void run_everyItem_succeedsOnceWithItsResult() throws IOException {
        BatchResult result = batch("a", "b", "c").workers(2).run((item, step) -> Map.of("letter", item));
        assertThat(result.exitCode()).isZero();
        assertThat(result.succeeded()).isEqualTo(3);
        assertThat(result.orThrow()).isSameAs(result);
        RunFiles files = new RunFiles(result);
        assertThat(files.results()).containsExactlyInAnyOrder("a success", "b success", "c success");
        assertThat(files.lines("results.jsonl"))
                .extracting(line -> line.get("data"))
                .contains(Map.of("letter", "b"));
        assertThat(files.actions()).startsWith("run_started").endsWith("run_completed");
        assertThat(files.summary()).containsEntry("exit_code", 0).containsEntry("state", "Completed");
        LogEvent end = files.events("run_completed").get(0);
        assertThat(end.formattedMessage()).isEqualTo("Run 'job' completed: 3 new, 0 existing, 0 failed.");
    }

    @Test
    void start_ofAnItem_isInTheJournalBeforeItsFunctionRuns() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        BatchResult result = batch("a", "b").run((item, step) -> {
            Path run = RunFiles.all(runs).get(0);
            String journal = Files.readString(run.resolve("events.jsonl"));
            seen.addAndGet(journal.contains("Starting execution of step '" + item + "'") ? 1 : 0);
            return null;
        });
        assertThat(result.succeeded()).isEqualTo(2);
        assertThat(seen).hasValue(2);
    }

    @Test
    void failedItem_isCountedNamedAndADeadLetter() throws IOException {
        BatchResult result = batch("good", "bad").run((item, step) -> {
            if (item.equals("bad")) {
                throw new IOException("no such page");
            }
            return null;
        });
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.failures())
                .containsExactly(new BatchResult.Failure("bad", Outcome.ERROR, 1, "IOException: no such page"));
        RunFiles files = new RunFiles(result);
        assertThat(files.deadLetters()).containsExactly("bad error");
        assertThat(files.results()).containsExactlyInAnyOrder("good success", "bad error");
        assertThatThrownBy(result::orThrow)
                .isInstanceOf(BatchException.class)
                .hasMessageEndingWith("1 new, 0 existing, 1 failed");
    }

    @Test
    void error_ofAnyKind_losesNoWorkerAndNoItem() {
        BatchResult result = Batch.of("job", IntStream.range(0, 50).boxed().toList())
                .key(String::valueOf)
                .workers(3)
                .run((item, step) -> {
                    switch (item % 3) {
                        case 0 -> throw new StackOverflowError();
                        case 1 -> throw new AssertionError("wrong");
                        default -> Thread.currentThread().interrupt();
                    }
                    return null;
                });
        assertThat(result.succeeded() + result.errors()).isEqualTo(50);
        assertThat(result.succeeded()).isEqualTo(16);
    }

    @Test
    void key_missing_isRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Batch.of("job", List.of("a")).run((item, step) -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no key: say with key(...)");
    }

    @Test
    void keyThatComesTwice_inAKnownSource_isRefusedBeforeTheStart() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> batch("a", "b", "a").run((item, step) -> calls.incrementAndGet()))
                .hasMessage("The key 'a' comes twice; every item needs one of its own.");
        assertThat(calls).hasValue(0);
        assertThat(RunFiles.all(runs)).isEmpty();
    }

    @Test
    void keyThatComesTwice_inALazySource_stopsTheRunWhenItIsMet() {
        BatchResult result =
                Batch.of("job", Stream.of("a", "b", "a", "c")).key(item -> item).run((item, step) -> null);
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.reason()).contains("The key 'a' comes twice");
        assertThat(result.succeeded()).isEqualTo(2);
    }

    @Test
    void lazySource_isReadNoFurtherThanThereAreWorkers() {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger furthest = new AtomicInteger();
        Iterator<Integer> source = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return read.get() < 200;
            }

            @Override
            public Integer next() {
                furthest.accumulateAndGet(read.get() - ended.get(), Math::max);
                return read.getAndIncrement();
            }
        };
        BatchResult result = Batch.of("job", source)
                .key(String::valueOf)
                .workers(4)
                .run((item, step) -> {
                    ended.incrementAndGet();
                    return null;
                });
        assertThat(result.succeeded()).isEqualTo(200);
        assertThat(furthest.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void end_ofAnItem_isInTheJournalBeforeTheNextFunctionRuns_withItsResult() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        BatchResult result = batch("a", "b").run((item, step) -> {
            seen.addAndGet(step.index() == 2 && isRecorded("a") ? 1 : 0);
            return null;
        });
        assertThat(result.succeeded()).isEqualTo(2);
        assertThat(seen).hasValue(1);
    }

    @Test
    @Timeout(60)
    void function_thatEndsTheStepOfItsItem_isCountedAndRecordedAllTheSame() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        ItemFunction<String> function = (item, step) -> {
            calls.incrementAndGet();
            Objects.requireNonNull(Scope.current()).succeeded();
            if (item.equals("c")) {
                throw new IOException();
            }
            return null;
        };
        BatchResult result = batch("a", "b", "c").run(function);
        assertThat(result.succeeded()).isEqualTo(2);
        BatchResult resumed = batch("a", "b", "c").resume().run(function);
        assertThat(resumed.existing()).isEqualTo(2);
        assertThat(calls).hasValue(4);
    }

    @Test
    @Timeout(60)
    void sourceThatTakesItsTime_doesNotHoldBackTheEndOfTheItemBefore() {
        AtomicInteger read = new AtomicInteger();
        Iterator<String> source = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return read.get() < 2;
            }

            @Override
            public String next() {
                if (read.getAndIncrement() == 1) {
                    Await.until(() -> isRecorded("a") && isInResults("a"));
                }
                return read.get() == 1 ? "a" : "b";
            }
        };
        BatchResult result =
                Batch.of("job", source).key(item -> item).runs(runs).run((item, step) -> null);
        assertThat(result.succeeded()).isEqualTo(2);
    }

    private boolean isRecorded(String key) throws IOException {
        Path run = RunFiles.all(runs).get(0);
        return Files.readAllLines(run.resolve("events.jsonl")).stream()
                .anyMatch(line -> line.contains("Step '" + key + "' completed successfully.")
                        && line.contains("\"result\":{")
                        && line.contains("\"key\":\"" + key + "\""));
    }

    private boolean isInResults(String key) throws IOException {
        return Files.readString(RunFiles.all(runs).get(0).resolve("results.jsonl"))
                .contains("\"key\":\"" + key + "\"");
    }

    @Test
    void sourceThatThrows_stopsTheRunAndSaysSo() {
        Iterator<String> source = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                throw new NoSuchElementException("the list is gone");
            }
        };
        BatchResult result = Batch.of("job", source).key(item -> item).run((item, step) -> null);
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.reason()).isEqualTo("the source failed: the list is gone");
    }

    @Test
    void executor_thatIsGiven_runsTheWorkers() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2, task -> new Thread(task, "mine"));
        try {
            BatchResult result = Batch.of("job", List.of("a", "b", "c"))
                    .key(item -> item)
                    .workers(2)
                    .executor(executor)
                    .run((item, step) -> {
                        assertThat(Thread.currentThread().getName()).isEqualTo("mine");
                        return null;
                    });
            assertThat(result.orThrow().succeeded()).isEqualTo(3);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void virtualThreads_runTheWorkers_whereTheJdkHasThem() {
        Batch<String> batch = batch("a", "b");
        if (Runtime.version().feature() < 21) {
            assertThatThrownBy(batch::virtualThreads).hasMessageStartingWith("virtualThreads needs Java 21 or later");
        } else {
            assertThat(batch.virtualThreads()
                            .workers(2)
                            .run((item, step) -> null)
                            .succeeded())
                    .isEqualTo(2);
        }
    }

    @Test
    void secrets_inKeyResultAndError_reachNoFile() throws IOException {
        String secret = "ghp_" + "a1B2c3D4e5F6".repeat(3);
        BatchResult result = batch(secret, "b").workerLogs(true).run((item, step) -> {
            if (item.equals("b")) {
                throw new IOException("refused: password=hunter2hunter2");
            }
            return Map.of("token", item, "text", "my key is " + item);
        });
        RunFiles files = new RunFiles(result);
        for (String name : List.of("events.jsonl", "results.jsonl", "dead-letter.jsonl", "summary.json")) {
            assertThat(files.text(name)).as(name).doesNotContain(secret).doesNotContain("hunter2hunter2");
        }
        assertThat(files.lines("results.jsonl"))
                .allSatisfy(line -> assertThat(KeyHash.parse(line.get("item"))).isNotNull());
    }

    @Test
    void whatIsSaidInAnItem_isInTheJournalUnderItsStep() throws IOException {
        BatchResult result = batch("a").run((item, step) -> {
            io.github.stepline.Events.fileWritten(Path.of("x.json"), 7, false);
            step.child("upload").succeeded();
            return null;
        });
        RunFiles files = new RunFiles(result);
        assertThat(files.actions())
                .containsExactly(
                        "run_started",
                        "step_execution_started",
                        "file_written",
                        "step_execution_started",
                        "step_execution_succeeded",
                        "step_execution_succeeded",
                        "run_completed");
        assertThat(files.events("file_written").get(0).stepId()).isEqualTo("a");
    }

    @Test
    void batch_runsOnce() {
        Batch<String> batch = batch("a");
        batch.run((item, step) -> null);
        assertThatThrownBy(() -> batch.run((item, step) -> null)).hasMessageContaining("has run already");
    }

    @Test
    void settings_outOfRange_nameTheRule() {
        assertThatThrownBy(() -> batch("a").workers(0)).hasMessage("workers is 0; it must be 1 or more.");
        assertThatThrownBy(() -> batch("a").timeout(Duration.ZERO)).hasMessage("timeout is PT0S; it must be positive.");
    }
}
