package io.github.stepline.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The items that have failed in a run and may be tried again in it when somebody asks. Safe between threads. */
final class FailedItems<I> {
    private static final int MOST = 10_000;

    private final Map<KeyHash, Attempt<I>> failed = new ConcurrentHashMap<>();
    private final Set<KeyHash> takenBack = ConcurrentHashMap.newKeySet();

    /** It has failed for good, for the first time or again. */
    void add(Attempt<I> attempt) {
        takenBack.remove(attempt.hash());
        if (failed.size() < MOST) {
            failed.put(attempt.hash(), attempt);
        }
    }

    /** It can't be tried again. */
    void forget(Attempt<I> attempt) {
        failed.remove(attempt.hash());
    }

    /** Takes out that of a key, or all for null: their failures count no longer. */
    List<Attempt<I>> takeBack(@Nullable KeyHash key) {
        List<Attempt<I>> taken = new ArrayList<>();
        for (KeyHash hash : key == null ? failed.keySet() : Set.of(key)) {
            Attempt<I> attempt = failed.remove(hash);
            if (attempt != null) {
                takenBack.add(hash);
                taken.add(attempt);
            }
        }
        return taken;
    }

    boolean isAnyTakenBack() {
        return !takenBack.isEmpty();
    }

    boolean isTakenBack(KeyHash hash) {
        return takenBack.contains(hash);
    }
}
