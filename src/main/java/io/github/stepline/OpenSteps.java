package io.github.stepline;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
    private static final int MAX_REPORTED = 20;
    private static final int MAX_RUN_NAME = 100;
    private static final int MAX_TAKEN = 1_000;
    private static final Set<String> TAKEN_RUN_IDS = ConcurrentHashMap.newKeySet();

    private final @Nullable String runId;
    private final Map<String, Step> byId = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> lastNumber = new ConcurrentHashMap<>();

    private OpenSteps(@Nullable String runId) {
        this.runId = runId;
    }

    /** The steps of a new run, whose id no other run of this process has had. */
    static OpenSteps ofRun(String name) {
        String time = TIME.format(Time.now());
        String wanted = time + "-" + fileName(name);
        String id = wanted;
        for (int n = 2; !TAKEN_RUN_IDS.add(id); n++) {
            id = wanted + "-" + n;
        }
        if (TAKEN_RUN_IDS.size() > MAX_TAKEN) {
            TAKEN_RUN_IDS.removeIf(taken -> !taken.startsWith(time));
        }
        return new OpenSteps(id);
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
        step.setId(wantedId);
        if (byId.size() >= MAX_OPEN) {
            return;
        }
        while (byId.putIfAbsent(step.id(), step) != null) {
            int number = lastNumber
                    .computeIfAbsent(wantedId, id -> new AtomicInteger(1))
                    .incrementAndGet();
            step.setId(wantedId + "#" + number);
        }
    }

    void remove(Step step) {
        byId.remove(step.id(), step);
    }

    /** The open step of an id, if any. */
    @Nullable
    Step get(String id) {
        return byId.get(id);
    }

    /** Says, as the run ends, which steps never ended; the first {@value #MAX_REPORTED} by name. */
    void reportMissingEnds() {
        int missing = byId.size();
        int reported = 0;
        for (Step step : byId.values()) {
            if (step.state().isEnd() || ++reported > MAX_REPORTED) {
                continue;
            }
            step.sayEndIsMissing(reported == MAX_REPORTED ? missing - reported : 0);
        }
        byId.clear();
    }
}
