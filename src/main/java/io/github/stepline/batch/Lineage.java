package io.github.stepline.batch;

import io.github.stepline.EventBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run goes on from: the former run, if there is one to resume, held by its lock; and the keys that the lineage
 * knows, with what became of them.
 */
final class Lineage implements Closeable {
    private final @Nullable PastRun past;
    private final @Nullable Plan plan;
    private final KeyTable items;
    private final @Nullable RunLock lock;

    private Lineage(@Nullable PastRun past, @Nullable Plan plan, @Nullable RunLock lock) {
        this.past = past;
        this.plan = plan;
        this.items = past == null ? new KeyTable() : past.items();
        this.lock = lock;
    }

    /**
     * Finds what the settings ask to resume, and makes the plan.
     *
     * @throws IllegalStateException when another process holds that run, when it was another job, or when a key of a known
     *     source comes twice
     */
    static <I> Lineage find(Settings<I> settings) throws IOException {
        PastRun.Head head = settings.runs == null || settings.resume == Settings.Resume.NEW
                ? null
                : PastRun.newest(settings.runs, settings.name);
        if (head == null) {
            checkKeys(settings);
            return new Lineage(null, null, null);
        }
        if (settings.dryRun) {
            return goOn(settings, PastRun.read(head), null);
        }
        RunLock lock = RunLock.take(head.directory());
        try {
            LineFile.repair(head.directory().resolve(JournalFile.FILE));
            Lineage lineage = goOn(settings, PastRun.read(head), lock);
            if (lineage.past == null) {
                lock.close();
            } else {
                Summary.ofCrashed(lineage.past);
            }
            return lineage;
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static <I> Lineage goOn(Settings<I> settings, PastRun past, @Nullable RunLock lock) {
        if (past.isFinished() && settings.resume == Settings.Resume.NEWEST) {
            checkKeys(settings);
            return new Lineage(null, null, null);
        }
        Plan plan = plan(settings, past);
        checkSameJob(settings, past, plan);
        return new Lineage(past, plan, lock);
    }

    private static <I> void checkKeys(Settings<I> settings) {
        KeyTable keys = new KeyTable();
        if (!settings.isLazy) {
            for (I item : settings.source) {
                mark(settings, keys, "", item);
            }
        }
    }

    /** Marks the key of an item as planned; returns what was known of it. */
    private static <I> int mark(Settings<I> settings, KeyTable keys, String lineage, I item) {
        String key = Intake.keyOf(settings, item);
        KeyHash hash = KeyHash.of(lineage, key);
        int known = keys.get(hash);
        if ((known & PastRun.PLANNED) != 0) {
            throw Intake.twice(key);
        }
        keys.put(hash, (byte) (known | PastRun.PLANNED));
        return known;
    }

    private static <I> Plan plan(Settings<I> settings, PastRun past) {
        String from = past.head().runId();
        if (settings.isLazy) {
            long interrupted = past.count(PastRun.STARTED);
            return new Plan(from, -1, -1, past.count(PastRun.DONE), interrupted, past.count(PastRun.FAILED));
        }
        long before = past.items().size();
        long[] known = new long[PastRun.STATE + 1];
        for (I item : settings.source) {
            known[mark(settings, past.items(), past.head().lineage(), item) & PastRun.STATE]++;
        }
        long there = 0;
        for (int state = PastRun.STARTED; state <= PastRun.DONE; state++) {
            there += known[state];
        }
        return new Plan(
                from, known[0], before - there, known[PastRun.DONE], known[PastRun.STARTED], known[PastRun.FAILED]);
    }

    private static void checkSameJob(Settings<?> settings, PastRun past, Plan plan) {
        if (settings.acceptsChanges) {
            return;
        }
        Map<String, ?> now = Summary.masked(settings.job);
        if (!Objects.equals(past.head().settings(), now)) {
            throw new IllegalStateException("Run " + past.head().runId() + " had the settings "
                    + past.head().settings() + ", this one has " + now
                    + "; resume it with acceptChanges() if that makes no other job of it.");
        }
        long before = past.items().size() - Math.max(0, plan.added());
        if (plan.gone() > 0 && plan.gone() == before) {
            throw new IllegalStateException(
                    "None of the " + before + " items of run " + past.head().runId()
                            + " is in the source: this looks like another job; resume it with acceptChanges() if it is not.");
        }
    }

    /** The run that is resumed, or null. */
    @Nullable
    PastRun past() {
        return past;
    }

    @Nullable
    Plan plan() {
        return plan;
    }

    KeyTable items() {
        return items;
    }

    /** Says what it goes on from. */
    void describe(EventBuilder event) {
        if (past != null) {
            event.detail("lineage", past.head().lineage())
                    .detail("resumed_from", past.head().runId())
                    .detail("plan", String.valueOf(plan));
        }
    }

    /** The name of the lineage of a run. */
    String nameFor(String runId) {
        return past == null ? runId : past.head().lineage();
    }

    /** Why an item runs again, or null when it is new. */
    @Nullable
    String reason(Attempt<?> attempt) {
        if (past == null || attempt.number() > 1) {
            return null;
        }
        String run = past.head().runId();
        return switch (attempt.past()) {
            case PastRun.STARTED -> "interrupted in run " + run;
            case PastRun.FAILED -> "failed in run " + run;
            default -> null;
        };
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
