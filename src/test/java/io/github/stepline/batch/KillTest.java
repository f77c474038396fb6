package io.github.stepline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.LogEvent;
import io.github.stepline.json.Line;
import io.github.stepline.json.LineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed at random moments, and resumed after each, by JVMs of their own. */
class KillTest {
    private static final long SEED = 20_261_121;
    private static final long END_S = 120;

    /** The whole proof is {@code -Dstepline.kills=200}. */
    private static final int KILLS = 60;

    @TempDir
    private Path directory;

    @Test
    void batch_killedAFewTimes_losesAndRepeatsNothing() throws Exception {
        killAndResume(6, 200, 10);
    }

    @Test
    @Tag("e2e")
    void batch_of2000Items_killedManyTimes_losesAndRepeatsNothing() throws Exception {
        killAndResume(Integer.getInteger("stepline.kills", KILLS), 2_000, 20);
    }

    @Test
    void batch_askedToStop_isCancelledAndWritesItsSummary() throws Exception {
        Path runs = directory.resolve("runs");
        Files.createDirectories(runs);
        Process child = start(runs, 2_000, 60_000);
        awaitAnotherRun(runs, child);
        Path run = RunFiles.all(runs).get(0);
        while (!Files.exists(run.resolve(JournalFile.FILE))
                || !Files.readString(run.resolve(JournalFile.FILE)).contains("step_execution_started")) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        child.destroy();
        assertThat(child.waitFor(END_S, TimeUnit.SECONDS)).isTrue();
        List<LogEvent> events = events(run.resolve(JournalFile.FILE));
        assertThat(events.get(events.size() - 1).action()).isEqualTo("run_cancelled");
        assertThat(Files.readString(run.resolve("summary.json"))).contains("\"state\":\"Cancelled\"");
    }

    private void killAndResume(int kills, int items, int millis) throws Exception {
        Path runs = directory.resolve("runs");
        Files.createDirectories(runs);
        Random random = new Random(SEED);
        for (int kill = 0; kill < kills; kill++) {
            Process child = start(runs, items, millis);
            if (random.nextInt(10) > 0) {
                awaitAnotherRun(runs, child);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(3 * millis));
            } else {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
            }
            child.destroyForcibly();
            assertThat(child.waitFor()).as("it was killed, and had not ended").isEqualTo(137);
        }
        Process last = start(runs, items, millis);
        assertThat(last.waitFor(END_S, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isZero();
        check(runs, items);
    }

    private Process start(Path runs, int items, int millis) throws IOException {
        Path quiet = directory.resolve("logback.xml");
        Files.writeString(quiet, "<configuration><root level=\"OFF\"/></configuration>");
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + quiet,
                KilledBatch.class.getName(),
                runs.toString(),
                Integer.toString(items),
                Integer.toString(millis));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
    }

    private static void awaitAnotherRun(Path runs, Process child) throws Exception {
        int before = RunFiles.all(runs).size();
        while (RunFiles.all(runs).size() == before) {
            assertThat(child.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void check(Path runs, int items) throws IOException {
        Map<String, Integer> successes = new HashMap<>();
        Map<String, Integer> starts = new HashMap<>();
        for (Path run : RunFiles.all(runs)) {
            for (LogEvent event : events(run.resolve(JournalFile.FILE))) {
                if ("step_execution_succeeded".equals(event.action())) {
                    successes.merge(String.valueOf(event.stepId()), 1, Integer::sum);
                } else if ("step_execution_started".equals(event.action())) {
                    starts.merge(String.valueOf(event.stepId()), 1, Integer::sum);
                }
            }
        }
        assertThat(successes)
                .as("each item has succeeded once in all journals together")
                .hasSize(items);
        assertThat(successes.values()).containsOnly(1);
        assertThat(starts).hasSize(items);

        PastRun.Head newest = Objects.requireNonNull(PastRun.newest(runs, "killed"));
        List<String> keys = new ArrayList<>();
        ResultFile.read(newest.directory().resolve(ResultFile.RESULTS), entry -> {
            assertThat(entry.isSuccess()).isTrue();
            keys.add(entry.hash().toString());
        });
        assertThat(keys)
                .as("the last results hold each item once")
                .hasSize(items)
                .doesNotHaveDuplicates();
    }

    private static List<LogEvent> events(Path journal) throws IOException {
        List<LogEvent> events = new ArrayList<>();
        if (Files.exists(journal)) {
            try (LineReader reader = LineReader.open(
                    journal,
                    bad -> assertThat(bad.reason())
                            .as("no line but the last is torn")
                            .isNull())) {
                for (Line line = reader.next(); line != null; line = reader.next()) {
                    events.add(line.event());
                }
            }
        }
        return events;
    }
}
