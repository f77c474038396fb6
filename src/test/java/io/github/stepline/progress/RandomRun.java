package io.github.stepline.progress;

import static io.github.stepline.progress.Log.RUN;
import static io.github.stepline.progress.Log.words;

import io.github.stepline.json.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The logs of a run on several machines, from a seed: the first one leads, the others do the items. Each step is spoken of
 * by one writer.
 */
final class RandomRun {
    private static final List<String> PHASES = List.of("load", "map", "reduce");

    private final Random random;
    private final List<Log> logs = new ArrayList<>();
    private double second;

    RandomRun(long seed) {
        random = new Random(seed);
    }

    /** The lines by writer, each in its order. */
    List<List<Line>> lines() {
        int workers = 1 + random.nextInt(4);
        for (int i = 0; i <= workers; i++) {
            logs.add(new Log("host-" + i + "-x-0000"));
        }
        say(0).run("run_started", words().detail("name", "random").detail("children", PHASES));
        for (String phase : PHASES) {
            phase(phase, 1 + random.nextInt(30));
        }
        say(0).run(random.nextBoolean() ? "run_completed" : "run_failed", words().ms(second * 1_000));
        return logs.stream().map(Log::lines).toList();
    }

    private Log say(int writer) {
        second += random.nextInt(4_000) / 1_000.0;
        return logs.get(writer).at(Log.START.plusMillis(Math.round(second * 1_000)));
    }

    private void phase(String phase, int items) {
        say(0).started(phase, words().parent(RUN));
        boolean isLeaf = random.nextInt(5) == 0;
        for (int i = 1; i <= items && !isLeaf; i++) {
            item(phase, i, items);
            if (random.nextInt(15) == 0) {
                say(0).run("run_paused", words().detail("by", "anna"));
                say(0).run("run_resumed");
            }
        }
        say(0).step("step_execution_succeeded", phase, words().parent(RUN).ms(1_000.5));
    }

    private void item(String phase, int i, int of) {
        int writer = 1 + random.nextInt(logs.size() - 1);
        String id = phase + "/" + i;
        if (random.nextInt(6) == 0) {
            say(writer).step("step_execution_skipped", id, words().parent(phase).index(i, of));
            return;
        }
        start(writer, id, phase, i, of);
        while (random.nextInt(4) == 0) {
            say(writer)
                    .step(
                            "step_retry_scheduled",
                            id,
                            words().parent(phase).attempt(1, 3).error("E", "busy"));
            start(writer, id, phase, i, of);
        }
        end(writer, id, phase);
    }

    private void start(int writer, String id, String phase, int i, int of) {
        Log.Words start = words().parent(phase).index(i, of).worker("worker-" + random.nextInt(3));
        say(writer).started(id, start.count(null, 100L, "bytes"));
        if (random.nextInt(3) == 0) {
            say(writer).started(id + "/part", words().parent(id));
            say(writer).step("step_progress", id, words().parent(phase).count(50L, 100L, "bytes"));
            say(writer).step("step_execution_succeeded", id + "/part", words().parent(id));
        }
    }

    private void end(int writer, String id, String phase) {
        Log.Words end = words().parent(phase).ms(1 + random.nextInt(5_000));
        switch (random.nextInt(8)) {
            case 0 -> say(writer).step("step_execution_failed", id, end.error("E", "gone"));
            case 1 -> say(writer).step("step_timed_out", id, end).step("step_dead_lettered", id, words().parent(phase));
            case 2 -> say(writer).step("step_execution_cancelled", id, end);
            case 3 -> say(writer); // Its end is missing.
            default -> say(writer).step("step_execution_succeeded", id, end);
        }
    }

    /** Mixed in any way that keeps the order of each. */
    static List<Line> mixed(List<List<Line>> writers, Random random) {
        int[] next = new int[writers.size()];
        int total = writers.stream().mapToInt(List::size).sum();
        List<Line> mixed = new ArrayList<>(total);
        while (mixed.size() < total) {
            int writer = random.nextInt(next.length);
            int burst = random.nextInt(20);
            for (int i = 0; i < burst && next[writer] < writers.get(writer).size(); i++) {
                mixed.add(writers.get(writer).get(next[writer]++));
            }
        }
        return mixed;
    }
}
