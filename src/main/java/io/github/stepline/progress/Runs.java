package io.github.stepline.progress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The runs that lines speak of: those that go on, at most 100, and the last four that ended. */
final class Runs {
    private static final int MAX_ENDED = 4;
    private static final int MAX_RUNS = 100;
    private static final int MAX_FORGOTTEN = 1_000;
    private static final Comparator<RunFold> BY_LAST_WORD =
            Comparator.comparing((RunFold run) -> run.tree.root, StepNode.BY_LAST_WORD);

    /** The steps that belong to no run are taken together under this id. */
    private static final String WITHOUT_RUN = "";

    private final FoldSettings settings;
    private final LineTally lines;

    /** The one heard last is the last one. */
    private final Map<String, RunFold> byId = new LinkedHashMap<>(16, 0.75f, true);

    /** Runs that ended and are not kept: what comes late for them shall not make them anew. */
    private final Set<String> forgotten = new LinkedHashSet<>();

    private String lastId = WITHOUT_RUN;
    private @Nullable RunFold last;

    Runs(FoldSettings settings, LineTally lines) {
        this.settings = settings;
        this.lines = lines;
    }

    Subject accept(Fact fact) {
        String id = fact.event().runId();
        if (id == null && fact.verb().isRuns()) {
            id = fact.event().stepId();
        }
        id = id == null ? WITHOUT_RUN : id;
        RunFold run = run(id, fact.verb());
        if (run == null) {
            lines.late();
            return Subject.OTHER;
        }
        switch (fact.verb()) {
            case STALL_DETECTED -> run.stall(fact);
            case STALL_CLEARED -> run.goOn();
            default -> {
                return take(run, fact);
            }
        }
        return Subject.OTHER;
    }

    private Subject take(RunFold run, Fact fact) {
        Subject subject = run.accept(fact);
        if (fact.verb().isRuns() && run.isEnded()) {
            forgetEnded();
        }
        return subject;
    }

    /** Null for a run that is not kept. */
    private @Nullable RunFold run(String id, Verb verb) {
        if (last != null && id.equals(lastId)) {
            return last;
        }
        if (verb == Verb.RUN_STARTED) {
            forgotten.remove(id);
        } else if (forgotten.contains(id)) {
            return null;
        }
        RunFold run = byId.computeIfAbsent(id, unused -> new RunFold(id, settings, lines));
        last = run;
        lastId = id;
        if (byId.size() > MAX_RUNS) {
            byId.remove(byId.keySet().iterator().next());
        }
        return run;
    }

    private void forgetEnded() {
        List<RunFold> ended = new ArrayList<>();
        for (RunFold run : byId.values()) {
            if (run.isEnded()) {
                ended.add(run);
            }
        }
        if (ended.size() > MAX_ENDED) {
            String id = Collections.min(ended, BY_LAST_WORD).tree.root.id;
            byId.remove(id);
            last = null;
            forgotten.add(id);
            if (forgotten.size() > MAX_FORGOTTEN) {
                forgotten.remove(forgotten.iterator().next());
            }
        }
    }

    List<RunSnapshot> draw(long now) {
        List<RunFold> shown = new ArrayList<>(byId.values());
        shown.removeIf(RunFold::isEmpty);
        shown.sort(Comparator.comparing((RunFold run) -> !run.isActive()).thenComparing(BY_LAST_WORD.reversed()));
        List<RunSnapshot> drawn = new ArrayList<>(shown.size());
        for (RunFold run : shown) {
            drawn.add(new Picture(run, settings, now).draw());
        }
        return drawn;
    }
}
