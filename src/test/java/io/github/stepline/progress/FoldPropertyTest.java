package io.github.stepline.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.State;
import io.github.stepline.json.BadLine;
import io.github.stepline.json.Envelope;
import io.github.stepline.json.Line;
import io.github.stepline.json.LineReader;
import io.github.stepline.json.LineWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for any log. The seed of a case is its parameter. */
class FoldPropertyTest {
    private static final int CASES = 60;
    private static final int HOSTILE_LINES = 400;

    static Stream<Long> seeds() {
        long base = System.nanoTime();
        return Stream.iterate(base, seed -> seed + 1).limit(CASES);
    }

    private static Snapshot fold(List<Line> lines) {
        Fold fold = new Fold();
        lines.forEach(fold::accept);
        return fold.snapshot();
    }

    private static List<Line> byTime(List<List<Line>> writers) {
        List<Line> lines = new ArrayList<>();
        writers.forEach(lines::addAll);
        lines.sort(java.util.Comparator.comparing(line -> line.event().timestamp()));
        return lines;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void snapshots_inBetween_changeNothing(long seed) {
        List<Line> lines = byTime(new RandomRun(seed).lines());
        Fold fold = new Fold();
        Random random = new Random(seed);
        for (Line line : lines) {
            fold.accept(line);
            if (random.nextInt(5) == 0) {
                ProgressSchema.check(fold.snapshot(line.event().timestamp().plusSeconds(random.nextInt(100))));
            }
        }

        assertThat(fold.snapshot()).isEqualTo(fold(lines));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lines_readFromAFile_giveTheSame(long seed) throws IOException {
        List<Line> lines = byTime(new RandomRun(seed).lines());

        assertThat(fold(throughAFile(lines))).isEqualTo(fold(lines));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writers_mixedInAnyWay_giveTheSameOfAnEndedRun(long seed) {
        List<List<Line>> writers = new RandomRun(seed).lines();
        Random random = new Random(seed);
        Snapshot inOrder = fold(byTime(writers));

        for (int i = 0; i < 5; i++) {
            assertThat(fold(RandomRun.mixed(writers, random)).toJson()).isEqualTo(inOrder.toJson());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writers_mixedInAnyWay_giveTheSameOfARunThatGoesOnButItsPace(long seed) {
        List<List<Line>> writers = new RandomRun(seed).lines();
        Random random = new Random(seed);
        List<List<Line>> begun = writers.stream()
                .map(lines -> lines.subList(0, random.nextInt(lines.size() + 1)))
                .toList();
        String inOrder = withoutPace(fold(byTime(begun)));

        for (int i = 0; i < 5; i++) {
            assertThat(withoutPace(fold(RandomRun.mixed(begun, random)))).isEqualTo(inOrder);
        }
    }

    /** Recent rates and what follows from them depend on when lines come. */
    private static String withoutPace(Snapshot snapshot) {
        JsonNode json = ProgressSchema.check(snapshot);
        json.findParents("eta").forEach(node -> ((ObjectNode) node).remove("eta"));
        json.findParents("per_second").forEach(node -> ((ObjectNode) node).remove("per_second"));
        return json.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lines_deliveredAgain_giveTheSame(long seed) {
        List<List<Line>> writers = new RandomRun(seed).lines();
        Random random = new Random(seed);
        List<List<Line>> again = new ArrayList<>();
        for (List<Line> lines : writers) {
            List<Line> delivered = new ArrayList<>();
            for (int from = 0; from < lines.size(); ) {
                int to = Math.min(lines.size(), from + 1 + random.nextInt(10));
                delivered.addAll(lines.subList(from, to));
                from = random.nextInt(3) == 0 ? Math.max(0, to - 1 - random.nextInt(20)) : to;
            }
            again.add(delivered);
        }

        assertThat(fold(RandomRun.mixed(again, random)).runs())
                .isEqualTo(fold(byTime(writers)).runs());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hostileLines_neverThrowAndKeepNumbersRight(long seed) throws IOException {
        Random random = new Random(seed);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < HOSTILE_LINES; i++) {
            lines.add(random.nextInt(20) == 0 && i > 0 ? lines.get(random.nextInt(i)) : hostile(random));
        }
        Fold fold = new Fold();
        for (Line line : lines) {
            fold.accept(line);
            Snapshot snapshot = fold.snapshot();
            if (random.nextInt(10) == 0) {
                ProgressSchema.check(snapshot);
            }
            snapshot.runs().forEach(run -> checkSums(run.step()));
        }

        assertThat(fold(throughAFile(lines)).toJson()).isEqualTo(fold(lines).toJson());
    }

    /** A group has at least the items of the groups that are shown below it. */
    private static void checkSums(StepSnapshot step) {
        long below =
                step.steps().stream().mapToLong(phase -> phase.counts().seen()).sum();
        assertThat(step.counts().seen()).isGreaterThanOrEqualTo(below);
        Long total = step.counts().total();
        if (total != null) {
            assertThat(total).isGreaterThanOrEqualTo(step.counts().seen());
        }
        step.steps().forEach(FoldPropertyTest::checkSums);
    }

    private static List<Line> throughAFile(List<Line> lines) throws IOException {
        LineWriter writer = new LineWriter();
        lines.forEach(line -> writer.append(line.event(), line.envelope()));
        List<BadLine> bad = new ArrayList<>();
        List<Line> read = new ArrayList<>();
        try (LineReader reader = new LineReader(new ByteArrayInputStream(writer.toByteArray()), bad::add)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                read.add(line);
            }
        }
        assertThat(bad).isEmpty();
        return read;
    }

    // ---- lines that make no sense

    private static Line hostile(Random random) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        if (random.nextInt(4) == 0) {
            details.put("children", random.nextBoolean() ? List.of(id(random), id(random), 5) : "none");
            details.put("description", random.nextBoolean() ? "words" : 7);
            details.put("cpu", random.nextBoolean() ? 0.5 : "much");
            details.put("idle_ms", random.nextBoolean() ? -5L : Long.MAX_VALUE);
        }
        Verb[] verbs = Verb.values();
        LogEvent event = new LogEvent(
                time(random),
                Level.values()[random.nextInt(6)],
                random.nextInt(9) == 0 ? null : Component.RUNNER,
                verbs[random.nextInt(verbs.length)].name().toLowerCase(java.util.Locale.ROOT),
                "message",
                maybe(random, random.nextBoolean() ? "r1" : id(random)),
                maybe(random, id(random)),
                maybe(random, id(random)),
                null,
                maybe(random, State.values()[random.nextInt(7)]),
                maybe(random, State.values()[random.nextInt(7)]),
                maybe(random, random.nextInt(10_000) / 10.0),
                maybe(random, progress(random)),
                details,
                maybe(random, LogError.of("E", "message", null, null)));
        String writer = maybe(random, "w" + random.nextInt(3));
        Long seq = maybe(random, (long) random.nextInt(500));
        return new Line(event, new Envelope(null, null, null, null, null, Map.of(), writer, seq));
    }

    private static String id(Random random) {
        return "s" + random.nextInt(12);
    }

    private static Instant time(Random random) {
        return Log.START.plusMillis(random.nextInt(random.nextInt(20) == 0 ? 1_000_000_000 : 100_000));
    }

    private static Progress progress(Random random) {
        return new Progress(
                maybe(random, "doing"),
                maybe(random, (long) random.nextInt(12) - 1),
                maybe(random, (long) random.nextInt(12)),
                maybe(random, (long) random.nextInt(1_000)),
                maybe(random, (long) random.nextInt(1_000)),
                maybe(random, random.nextBoolean() ? "bytes" : "rows"),
                maybe(random, random.nextInt(5)),
                maybe(random, random.nextInt(5)),
                maybe(random, "w" + random.nextInt(4)));
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }
}
