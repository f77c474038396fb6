package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.json.Line;
import io.github.stepline.json.LineReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a JVM ends, what was accepted is in the file; after a kill, all that was said a second before. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExitsTest {
    private static final String FILE = """
            <statusListener class="io.github.stepline.logback.StatusReporter"/>
            <appender name="JSON" class="io.github.stepline.logback.LineFileAppender">
              <file>%s/app.jsonl</file>
              <maxFileSize>1GB</maxFileSize>
              <totalSize>10GB</totalSize>
              <encoder class="io.github.stepline.logback.JsonLineEncoder"/>
            </appender>
            """;
    private static final String DOOR = """
            <appender name="DOOR" class="io.github.stepline.logback.RedactingAsyncAppender">
              <shutdownTimeout>%d</shutdownTimeout>
              <appender-ref ref="JSON"/>
            </appender>
            <root level="INFO"><appender-ref ref="DOOR"/></root>
            """;

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("app.jsonl");
    }

    private ChildJvm run(String what) throws IOException {
        return run(what, FILE.formatted(directory) + DOOR.formatted(10_000));
    }

    private ChildJvm run(String what, String configuration) throws IOException {
        Path xml = directory.resolve("logback.xml");
        Files.writeString(xml, "<configuration>" + configuration + "</configuration>");
        return ChildJvm.run(
                ExitChild.class,
                directory.resolve("output"),
                List.of("-Dlogback.configurationFile=" + xml, "--add-opens=java.base/java.lang=ALL-UNNAMED"),
                what,
                counts().toString());
    }

    private Path counts() {
        return directory.resolve("counts");
    }

    /** How many calls of each thread of the child have returned by now. */
    private long[] returned() throws IOException {
        ByteBuffer counts = ByteBuffer.wrap(Files.readAllBytes(counts()));
        long[] returned = new long[ExitChild.THREADS];
        for (int thread = 0; thread < returned.length; thread++) {
            returned[thread] = counts.getLong(thread * Long.BYTES);
        }
        return returned;
    }

    /** How many events of each thread are in the file: whole lines, numbered without gap and in each thread's order. */
    private long[] written(boolean mayBeTorn) throws IOException {
        long[] written = new long[ExitChild.THREADS];
        long seq = 0;
        try (LineReader reader = LineReader.open(file(), bad -> assertThat(bad).isNull())) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                assertThat(line.envelope().seq()).isEqualTo(++seq);
                String[] words = String.valueOf(line.event().message()).split(" ", -1);
                int thread = Integer.parseInt(words[0]);
                assertThat(Long.parseLong(words[1])).isEqualTo(written[thread]++);
            }
            assertThat(reader.isTorn() && !mayBeTorn).isFalse();
        }
        return written;
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "return"})
    void main_thatExitsOrReturnsAfterABurst_losesNothing(String what) throws Exception {
        try (ChildJvm child = run(what)) {
            assertThat(child.awaitEnd()).isEqualTo(what.equals("exit") ? 3 : 0);
            assertThat(child.output()).isEmpty();
        }
        assertThat(written(false)[0]).isEqualTo(ExitChild.EVENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void signal_underLoad_losesNoCallThatReturned(String signal) throws Exception {
        signal(signal, "load", 500);
    }

    @Test
    void signal_underFlood_losesNoCallThatReturned() throws Exception {
        signal("TERM", "flood", 500);
    }

    @ParameterizedTest
    @Tag("e2e")
    @ValueSource(ints = {100, 200, 300, 400, 500, 600, 700, 800, 900, 1000})
    void signal_underFloodAgainAndAgain_losesNoCallThatReturned(int afterMs) throws Exception {
        signal("TERM", "flood", afterMs);
    }

    private void signal(String signal, String what, long afterMs) throws Exception {
        try (ChildJvm child = run(what)) {
            child.awaitOutput("loading");
            if (signal.equals("INT") && child.ignores(2)) {
                System.out.println("INT is ignored here: not tried");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(afterMs);
            long since = System.nanoTime();
            child.signal(signal);
            int code = child.awaitEnd();
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            long[] returned = returned();
            long[] written = written(true);
            System.out.printf(
                    "%s under %s: %d calls returned, %d lines written, exit took %d ms%n",
                    signal, what, sum(returned), sum(written), took);
            assertThat(code).isEqualTo(signal.equals("TERM") ? 143 : 130);
            for (int thread = 0; thread < written.length; thread++) {
                assertThat(returned[thread]).isPositive();
                assertThat(written[thread]).isGreaterThanOrEqualTo(returned[thread]);
            }
            assertThat(took).isLessThan(5_000);
        }
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    @Test
    void hook_ofTheApplication_losesNoneOfItsLines() throws Exception {
        hooks(2);
    }

    @Test
    @Tag("e2e")
    void hooks_manyTimes_loseNoneOfTheirLines() throws Exception {
        hooks(25);
    }

    private void hooks(int runs) throws Exception {
        for (int i = 0; i < runs; i++) {
            try (ChildJvm child = run("hook")) {
                assertThat(child.awaitEnd()).isEqualTo(3);
            }
            long[] written = written(false);
            assertThat(written[0]).isEqualTo(ExitChild.EVENTS);
            assertThat(written[1]).as("run %d", i).isEqualTo(ExitChild.HOOK_LINES);
            Files.delete(file());
        }
        System.out.printf(
                "hook: %d of %d lines in each of %d runs%n", ExitChild.HOOK_LINES, ExitChild.HOOK_LINES, runs);
    }

    @Test
    void appender_thatHangs_holdsTheExitUpNoLongerThanShutdownTimeout() throws Exception {
        String hanging = "<appender name=\"JSON\" class=\"" + HangingAppender.class.getName() + "\"/>";
        String door = DOOR.formatted(700)
                .replace("<shutdownTimeout>", "<maxWait>100</maxWait><queueSize>1000</queueSize><shutdownTimeout>");
        try (ChildJvm child = run("hook", hanging + door)) {
            long since = System.nanoTime();
            assertThat(child.awaitEnd()).isEqualTo(3);
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            System.out.printf("hanging file: the JVM lived for %d ms%n", took);
            assertThat(took).isLessThan(10_000);
        }
    }

    @Test
    void configuration_loadedFourTimes_hasOneHookAndOneFile() throws Exception {
        try (ChildJvm child = run("twice")) {
            assertThat(child.awaitEnd()).isZero();
            assertThat(child.output().strip()).isEqualTo("1 hook");
        }
        List<String> messages = new ArrayList<>();
        try (LineReader reader = LineReader.open(file(), bad -> assertThat(bad).isNull())) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                messages.add(String.valueOf(line.event().message()));
            }
        }
        assertThat(messages).containsExactly("0 0", "0 1", "0 2", "0 3");
    }

    @Test
    void kill_underLoad_losesNothingOlderThanASecond() throws Exception {
        kill(1);
    }

    @Test
    @Tag("e2e")
    void kills_manyUnderLoad_loseNothingOlderThanASecond() throws Exception {
        kill(20);
    }

    private void kill(int runs) throws Exception {
        int torn = 0;
        long worst = 0;
        for (int i = 0; i < runs; i++) {
            try (ChildJvm child = run("load")) {
                child.awaitOutput("loading");
                TimeUnit.MILLISECONDS.sleep(200 + 37L * i);
                long[] aSecondBefore = returned();
                TimeUnit.MILLISECONDS.sleep(1_000);
                child.signal("KILL");
                assertThat(child.awaitEnd()).isEqualTo(137);
                long[] written = written(true);
                long[] returned = returned();
                for (int thread = 0; thread < written.length; thread++) {
                    assertThat(written[thread]).isGreaterThanOrEqualTo(aSecondBefore[thread]);
                }
                worst = Math.max(worst, sum(returned) - sum(written));
                torn += Files.readString(file()).endsWith("\n") ? 0 : 1;
            }
            Files.delete(file());
            Files.delete(counts());
        }
        System.out.printf(
                "kill -9: %d runs, none lost that was a second old, at most %d of the last, %d torn last lines%n",
                runs, worst, torn);
    }
}
