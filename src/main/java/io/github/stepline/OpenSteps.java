package io.github.stepline;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The steps of one run that have started and not ended: keeps their ids apart and knows whose end is missing. */
final class OpenSteps {
    /** For the steps of programs that do not speak of runs. */
    static final OpenSteps WITHOUT_RUN = new OpenSteps(null);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int MAX_OPEN = 100_000;
    private static final int MAX_RUN_NAME = 100;
    private static final int MAX_TAKEN = 1_000;
    private static final Set<String> TAKEN_RUN_IDS = ConcurrentHashMap.newKeySet();

    /** Those of runs that have not ended; of programs that forget their ends, the first {@value #MAX_RUNS}. */
    private static final Set<OpenSteps> OPEN_RUNS = ConcurrentHashMap.newKeySet();

    private static final int MAX_RUNS = 1_000;

    private final @Nullable String runId;
    private final Map<String, Step> byId = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> lastNumber = new ConcurrentHashMap<>();

    private OpenSteps(@Nullable String runId) {
        this.runId = runId;
    }

    /** The steps of a new run, whose id no other run of this process has had and the journal, if any, can claim. */
    static OpenSteps ofRun(String name, @Nullable Journal journal) {
        String time = TIME.format(Time.now());
        String wanted = time + "-" + fileName(name);
        String id = wanted;
        for (int n = 2; !TAKEN_RUN_IDS.add(id) || !Journals.open(id, journal); n++) {
            id = wanted + "-" + n;
        }
        if (TAKEN_RUN_IDS.size() > MAX_TAKEN) {
            TAKEN_RUN_IDS.removeIf(taken -> !taken.startsWith(time));
        }
        OpenSteps steps = new OpenSteps(id);
        if (OPEN_RUNS.size() < MAX_RUNS) {
            OPEN_RUNS.add(steps);
        }
        return steps;
    }

    /** Whether any run is open, or any step that belongs to none. */
    static boolean isAnyOpen() {
        return !OPEN_RUNS.isEmpty() || !WITHOUT_RUN.byId.isEmpty();
    }

    /** For tests, whose runs need not end. */
    static void forgetRuns() {
        OPEN_RUNS.clear();
    }

    /** The run is open again after all: a failed one may be retried. */
    void reopen() {
        if (runId != null) {
            OPEN_RUNS.add(this);
        }
    }

    private static String fileName(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return safe.length() <= MAX_RUN_NAME ? safe : safe.substring(0, MAX_RUN_NAME);
    }

    @Nullable
    String runId() {
        return runId;
    }

    /**
     * Takes a step in under the id it wants, or under that with {@code #2}, {@code #3} … when an open step has it. Past
     * {@value #MAX_OPEN} open steps, which only a program that forgets their ends can have, ids are no longer told
     * apart.
     */
    void add(Step step, String wantedId) {
        step.setId(bounded(wantedId));
        if (byId.size() >= MAX_OPEN) {
            return;
        }
        if (lastNumber.size() >= MAX_OPEN) {
            lastNumber.clear();
        }
        while (byId.putIfAbsent(step.id(), step) != null) {
            int number = lastNumber
                    .computeIfAbsent(wantedId, id -> new AtomicInteger(1))
                    .incrementAndGet();
            step.setId(bounded(wantedId + "#" + number));
        }
    }

    /** Takes a step in that was here before, unless another one has its id by now. */
    void addAgain(Step step) {
        if (byId.size() < MAX_OPEN) {
            byId.putIfAbsent(step.id(), step);
        }
    }

    void remove(Step step) {
        byId.remove(step.id(), step);
    }

    /** The open step of an id, if any. */
    @Nullable
    Step get(String id) {
        return byId.isEmpty() ? null : byId.get(bounded(id));
    }

    /** As events will carry it. */
    private static String bounded(String id) {
        return id.length() <= Snapshot.MAX_ID ? id : String.valueOf(Snapshot.id(id));
    }

    /** Forgets all steps and returns those whose end is missing. */
    List<Step> takeAll() {
        OPEN_RUNS.remove(this);
        List<Step> missing =
                byId.values().stream().filter(step -> !step.state().isEnd()).toList();
        byId.clear();
        return missing;
    }
}
