package io.github.stepline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second run makes of what a first one left. */
class ResumeTest {
    @TempDir
    private Path runs;

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private Batch<String> batch(String... items) {
        return Batch.of("job", List.of(items)).key(item -> item).runs(runs).resume();
    }

    private @org.jspecify.annotations.Nullable Object work(String item, ItemStep step) throws IOException {
        calls.add(item + (step.mayHaveRunBefore() ? " again" : ""));
        if (item.startsWith("bad")) {
            throw new IOException("bad");
        }
        return item;
    }

    private BatchResult failing(String... items) {
        BatchResult result = batch(items).run(this::work);
        calls.clear();
        return result;
    }

    @Test
    void resume_runsWhatIsNewOrFailed_andKeepsTheResults() throws IOException {
        BatchResult first = failing("a", "bad", "b");
        BatchResult second = batch("new", "a", "bad", "b").run((item, step) -> {
            calls.add(item + " " + step.mayHaveRunBefore());
            return "second";
        });
        assertThat(calls).containsExactly("new false", "bad true");
        assertThat(Objects.requireNonNull(second.plan()))
                .hasToString("+1 new, -0 gone, 2 existing, 0 interrupted → again, 1 failed → retry");
        assertThat(second.existing()).isEqualTo(2);
        assertThat(second.exitCode()).isZero();
        RunFiles files = new RunFiles(second);
        assertThat(files.results()).containsExactlyInAnyOrder("a success", "b success", "new success", "bad success");
        assertThat(files.events("run_started").get(0).details())
                .containsEntry("resumed_from", first.runId())
                .containsEntry("lineage", first.runId());
        assertThat(files.events("step_execution_started").get(1).details())
                .containsEntry("reason", "failed in run " + first.runId());
        assertThat(files.events("step_execution_skipped")).hasSize(2);
    }

    @Test
    void resume_ofARunWithoutFailures_beginsAnew() {
        batch("a").run(this::work);
        BatchResult second = batch("a").run(this::work);
        assertThat(calls).containsExactly("a", "a");
        assertThat(second.plan()).isNull();
    }

    @Test
    void line_insertedAtTheTop_shiftsNothing() {
        failing("a", "b", "bad");
        batch("x", "a", "b", "bad").run(this::work);
        assertThat(calls).containsExactly("x", "bad again");
    }

    @Test
    void startWithoutEnd_runsAgain_andATornLineHarmsNothing() throws IOException {
        BatchResult first = failing("a", "b", "bad");
        Path journal = new RunFiles(first).path("events.jsonl");
        List<String> lines = Files.readAllLines(journal);
        int end = 0;
        while (!lines.get(end).contains("\"action\":\"step_execution_succeeded\"")
                || !lines.get(end).contains("\"step_id\":\"b\"")) {
            end++;
        }
        Files.write(journal, lines.subList(0, end));
        Files.writeString(journal, lines.get(end).substring(0, 60), StandardOpenOption.APPEND);
        Files.delete(new RunFiles(first).path("summary.json"));

        BatchResult second = batch("a", "b", "bad").run(this::work);
        assertThat(calls).containsExactly("b again", "bad");
        assertThat(Objects.requireNonNull(second.plan()).interrupted()).isEqualTo(1);
        assertThat(new RunFiles(second).results()).containsExactlyInAnyOrder("a success", "b success", "bad error");
        assertThat(Files.readString(journal)).endsWith("\n");
        assertThat(new RunFiles(first).summary()).containsEntry("state", "interrupted");
    }

    @Test
    void resultsThatACrashLost_areMadeUpFromTheJournal() throws IOException {
        BatchResult first = batch("a", "b", "bad").run((item, step) -> {
            if (item.equals("bad")) {
                throw new IOException();
            }
            return Map.of("pages", 3, "of", item);
        });
        RunFiles files = new RunFiles(first);
        List<String> lines = Files.readAllLines(files.path("results.jsonl"));
        Files.writeString(files.path("results.jsonl"), lines.get(0) + "\n{\"index\":2,\"ke");
        BatchResult second = batch("a", "b", "bad").run(this::work);
        assertThat(calls).containsExactly("bad again");
        assertThat(Files.readAllLines(new RunFiles(second).path("results.jsonl")))
                .hasSize(3)
                .containsAll(lines.subList(0, 2));
    }

    @Test
    void lineageOfThreeRuns_knowsWhatTheFirstDid() throws IOException {
        failing("a", "bad", "bad2");
        batch("a", "bad", "bad2").run((item, step) -> {
            if (item.equals("bad2")) {
                throw new IOException();
            }
            return null;
        });
        BatchResult third = batch("a", "bad", "bad2").run(this::work);
        assertThat(calls).containsExactly("bad2 again");
        assertThat(third.existing()).isEqualTo(2);
        assertThat(new RunFiles(third).results()).contains("a success", "bad success");
    }

    @Test
    void interruptedItem_thatMayNotRunAgain_isADeadLetter() throws IOException {
        BatchResult first = failing("a", "bad");
        Path journal = new RunFiles(first).path("events.jsonl");
        Files.write(journal, Files.readAllLines(journal).subList(0, 2));
        BatchResult second = batch("a", "bad").rerunInterrupted(item -> false).run(this::work);
        assertThat(calls).containsExactly("bad");
        assertThat(new RunFiles(second).deadLetters()).containsExactly("a error", "bad error");
    }

    @Test
    void retryDeadLetters_runsThoseAlone() {
        failing("a", "bad", "bad2");
        BatchResult second = Batch.of("job", List.of("new", "a", "bad", "bad2"))
                .key(item -> item)
                .runs(runs)
                .retryDeadLetters()
                .run((item, step) -> calls.add(item));
        assertThat(calls).containsExactly("bad", "bad2");
        assertThat(second.existing()).isEqualTo(1);
        assertThat(second.succeeded()).isEqualTo(2);
    }

    @Test
    void dryRun_saysThePlanAndTouchesNothing() throws IOException {
        BatchResult first = failing("a", "bad", "gone");
        Files.delete(new RunFiles(first).path("summary.json"));
        Files.writeString(new RunFiles(first).path("events.jsonl"), "{\"torn", StandardOpenOption.APPEND);
        Map<Path, String> before = contents();
        BatchResult plan = batch("a", "bad", "n1", "n2").dryRun().run(this::work);
        assertThat(calls).isEmpty();
        assertThat(Objects.requireNonNull(plan.plan()))
                .hasToString("+2 new, -1 gone, 1 existing, 0 interrupted → again, 1 failed → retry");
        assertThat(contents()).isEqualTo(before);
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(runs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readString(file) + Files.getLastModifiedTime(file));
            }
        }
        return contents;
    }

    @Test
    void lazySource_hasAPlanOfWhatIsKnown() {
        failing("a", "bad");
        BatchResult second = Batch.of("job", Stream.of("a", "bad", "c"))
                .key(item -> item)
                .runs(runs)
                .resume()
                .run(this::work);
        assertThat(calls).containsExactly("bad again", "c");
        assertThat(Objects.requireNonNull(second.plan()))
                .hasToString("1 existing, 0 interrupted → again, 1 failed → retry");
    }

    @Test
    void otherSettings_areRefusedUnlessAccepted() {
        batch("a", "bad").setting("model", "small").run(this::work);
        assertThatThrownBy(() -> batch("a", "bad").setting("model", "large").run(this::work))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("had the settings {model=small}, this one has {model=large}")
                .hasMessageContaining("acceptChanges()");
        calls.clear();
        batch("a", "bad").setting("model", "large").acceptChanges().run(this::work);
        assertThat(calls).containsExactly("bad again");
    }

    @Test
    void sourceWithoutAnyKnownItem_isRefusedAsAnotherJob() {
        failing("a", "bad");
        assertThatThrownBy(() -> batch("x", "y").run(this::work)).hasMessageContaining("this looks like another job");
    }

    @Test
    void runThatGoesOn_canNotBeTaken_andItsPidIsNamed() {
        batch("a", "bad").run((item, step) -> {
            assertThatThrownBy(() -> batch("a").run(this::work))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "is held by process " + ProcessHandle.current().pid());
            return null;
        });
        assertThat(calls).isEmpty();
    }

    @Test
    void idempotencyKey_isTheSameOverAttemptsAndResumes_andDiffersByItem() {
        List<String> keys = new ArrayList<>();
        ItemFunction<String> function = (item, step) -> {
            keys.add(step.idempotencyKey());
            throw new IOException("always");
        };
        batch("a").retry(1, Backoff.constant(java.time.Duration.ZERO)).run(function);
        batch("a", "b").run(function);
        assertThat(keys).hasSize(4);
        assertThat(keys.subList(0, 3)).containsOnly(keys.get(0));
        assertThat(keys.get(3)).isNotEqualTo(keys.get(0));
    }

    @Test
    void runWhoseFirstLineIsMissing_isPassedOver() throws IOException {
        failing("a", "bad");
        Files.createDirectory(runs.resolve("20990101-000000-job"));
        batch("a", "bad").run(this::work);
        assertThat(calls).containsExactly("bad again");
    }
}
