package io.github.stepline.progress;

import static io.github.stepline.progress.Log.RUN;
import static io.github.stepline.progress.Log.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.json.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The fold's remaining time beside that of others, on runs whose end is known: how far each is off, in percent of the whole
 * run, on the average of all moments at which it says something. Prints the table.
 */
class EtaSimulationTest {
    private static final String OURS = "stepline";
    private static final int SEEDS = 2;
    private static final double DRAWN_EVERY = 0.1;
    private static final double TENFOLD = 10;
    private static final double LONGEST = 360_000;

    /** A run: when each item is done, and how many of the first were there already. */
    private record Scenario(String name, double[] doneAt, int existing) {
        double end() {
            return doneAt[doneAt.length - 1];
        }
    }

    /** How far off, and how often by more than ten times, in percent. */
    private record Error(double mean, double tenfold, double silent) {}

    @Test
    void remainingTime_overAllRuns_isAtLeastAsGoodAsTheBestOfTheOthers() {
        Map<String, Map<String, List<Error>>> errors = new LinkedHashMap<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (Scenario scenario : scenarios(new Random(seed))) {
                estimators()
                        .forEach((name, make) -> errors.computeIfAbsent(scenario.name, unused -> new LinkedHashMap<>())
                                .computeIfAbsent(name, unused -> new ArrayList<>())
                                .add(measure(scenario, make.apply(scenario.doneAt.length))));
            }
        }
        Map<String, Double> means = print(errors);

        double ours = Objects.requireNonNull(means.remove(OURS));
        assertThat(means).allSatisfy((name, mean) -> assertThat(ours).isLessThanOrEqualTo(mean));
        assertThat(errors)
                .allSatisfy((run, byName) -> assertThat(Objects.requireNonNull(byName.get(OURS)))
                        .allSatisfy(error -> assertThat(error.tenfold).isLessThanOrEqualTo(5)));
    }

    private static Map<String, LongFunction<Estimator>> estimators() {
        Map<String, LongFunction<Estimator>> all = new LinkedHashMap<>();
        all.put(OURS, Folded::new);
        all.putAll(Estimator.all());
        return all;
    }

    /** The fold, told by lines and asked for snapshots. */
    private static final class Folded implements Estimator {
        private final Fold fold = new Fold();
        private final Log log = new Log();
        private long number;

        Folded(long total) {
            log.run("run_started", words().items(total));
            accept();
        }

        private void accept() {
            for (Line line : log.lines()) {
                fold.accept(line);
            }
            log.lines().clear();
        }

        @Override
        public void done(double time, long count, boolean existing) {
            log.at(at(time));
            for (long i = 0; i < count; i++) {
                String id = "item-" + number++;
                String action = existing ? "step_execution_skipped" : "step_execution_succeeded";
                log.step(action, id, words().parent(RUN));
            }
            accept();
        }

        private static Instant at(double time) {
            return Log.START.plus(Duration.ofNanos(Math.round(time * 1e9)));
        }

        @Override
        public double remaining(double time) {
            RunSnapshot run = Objects.requireNonNull(fold.snapshot(at(time)).run());
            Eta eta = run.step().eta();
            boolean hasTime =
                    eta.kind() == Eta.Kind.REMAINING || eta.kind() == Eta.Kind.STALLED && eta.remainingMs() > 0;
            return hasTime ? eta.remainingMs() / 1_000.0 : Double.NaN;
        }
    }

    private static Error measure(Scenario scenario, Estimator estimator) {
        double off = 0;
        int said = 0;
        int tenfold = 0;
        int moments = 0;
        int next = 0;
        for (double time = 0; time < scenario.end(); time += DRAWN_EVERY) {
            next = tell(scenario, estimator, next, time);
            estimator.draw(time);
            double remaining = Math.min(LONGEST, estimator.remaining(time));
            double truth = scenario.end() - time;
            moments++;
            if (!Double.isNaN(remaining)) {
                said++;
                off += Math.abs(remaining - truth);
                double ratio = Math.max(remaining, 1) / Math.max(truth, 1);
                tenfold += ratio > TENFOLD || ratio < 1 / TENFOLD ? 1 : 0;
            }
        }
        return new Error(
                100 * off / said / scenario.end(), 100.0 * tenfold / moments, 100.0 * (moments - said) / moments);
    }

    private static int tell(Scenario scenario, Estimator estimator, int from, double time) {
        int next = from;
        while (next < scenario.doneAt.length && scenario.doneAt[next] <= time) {
            int same = next;
            while (same < scenario.doneAt.length && scenario.doneAt[same] == scenario.doneAt[next]) {
                same++;
            }
            estimator.done(scenario.doneAt[next], same - next, next < scenario.existing);
            next = same;
        }
        return next;
    }

    // ---- the runs

    private static List<Scenario> scenarios(Random random) {
        return List.of(
                new Scenario("steady", gaps(3_000, i -> poisson(random, 10)), 0),
                new Scenario(
                        "steady, 8 workers", workers(8, 200, () -> Math.exp(2.2 + 0.8 * random.nextGaussian())), 0),
                new Scenario("uneven items", workers(1, 100, () -> Math.exp(1.5 + 1.2 * random.nextGaussian())), 0),
                new Scenario("bursty, every 10 s", gaps(3_000, i -> i % 100 == 0 ? 10 : 0.001), 0),
                new Scenario("bursty, on and off", onAndOff(random), 0),
                new Scenario("slowing tenfold", gaps(1_500, i -> poisson(random, i < 1_000 ? 10 : 1)), 0),
                new Scenario("slowing little by little", gaps(2_000, i -> poisson(random, 20 - 0.008 * i)), 0),
                new Scenario("stalling for 60 s", gaps(2_000, i -> poisson(random, 10) + (i == 1_000 ? 60 : 0)), 0),
                new Scenario(
                        "stalling three times", gaps(1_500, i -> poisson(random, 10) + (i % 500 == 250 ? 30 : 0)), 0),
                new Scenario("resumed at half", gaps(4_000, i -> i < 2_000 ? 0.0005 : poisson(random, 10)), 2_000),
                new Scenario("resumed near the end", gaps(2_000, i -> i < 1_900 ? 0.0005 : poisson(random, 1)), 1_900));
    }

    private interface Gap {
        double before(int item);
    }

    private static double[] gaps(int items, Gap gap) {
        double[] doneAt = new double[items];
        double time = 0;
        for (int i = 0; i < items; i++) {
            time += gap.before(i);
            doneAt[i] = time;
        }
        return doneAt;
    }

    private static double poisson(Random random, double rate) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }

    private static double[] onAndOff(Random random) {
        double[] doneAt = new double[2_000];
        double time = 0;
        for (int i = 0; i < doneAt.length; i++) {
            time += poisson(random, (int) (time / 7) % 2 == 0 ? 18 : 2);
            doneAt[i] = time;
        }
        return doneAt;
    }

    private static double[] workers(int workers, int items, DoubleSupplier seconds) {
        PriorityQueue<Double> free =
                new PriorityQueue<>(Stream.generate(() -> 0.0).limit(workers).toList());
        double[] doneAt = new double[items];
        for (int i = 0; i < items; i++) {
            doneAt[i] = free.remove() + seconds.getAsDouble();
            free.add(doneAt[i]);
        }
        Arrays.sort(doneAt);
        return doneAt;
    }

    // ---- the table

    private static Map<String, Double> print(Map<String, Map<String, List<Error>>> errors) {
        List<String> names = List.copyOf(estimators().keySet());
        StringBuilder table = new StringBuilder(
                "Mean error of the remaining time in percent of the run (* off by more than ten times for more than 5 %"
                        + " of a run)\n");
        table.append(String.format("%-26s", ""));
        names.forEach(name -> table.append(String.format("%13s", name)));
        Map<String, Double> sums = new LinkedHashMap<>();
        errors.forEach((run, byName) -> {
            table.append(String.format("%n%-26s", run));
            names.forEach(name -> {
                List<Error> all = Objects.requireNonNull(byName.get(name));
                double mean = all.stream().mapToDouble(Error::mean).average().orElseThrow();
                boolean isFar = all.stream().anyMatch(error -> error.tenfold > 5);
                table.append(String.format("%12.1f%s", mean, isFar ? "*" : " "));
                sums.merge(name, mean / errors.size(), Double::sum);
            });
        });
        table.append(String.format("%n%-26s", "mean"));
        names.forEach(name -> table.append(String.format("%12.1f ", sums.get(name))));
        double silent = errors.values().stream()
                .flatMap(byName -> Objects.requireNonNull(byName.get(OURS)).stream())
                .mapToDouble(Error::silent)
                .average()
                .orElseThrow();
        System.out.printf("%s%nstepline said nothing for %.1f %% of the time%n", table, silent);
        return sums;
    }
}
