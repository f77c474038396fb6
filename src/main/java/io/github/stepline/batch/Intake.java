package io.github.stepline.batch;

import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the source, item by item, and says which of them have to run. One thread at a time. */
final class Intake<I> {
    /** Told of what need not run. */
    interface Skipped {
        void existing(long index, String key);
    }

    private final Settings<I> settings;
    private final String lineage;
    private final KeyTable known;
    private final Skipped skipped;
    private final Iterator<I> source;
    private long index;

    Intake(Settings<I> settings, String lineage, KeyTable known, Skipped skipped) {
        this.settings = settings;
        this.lineage = lineage;
        this.known = known;
        this.skipped = skipped;
        this.source = settings.source.iterator();
    }

    /**
     * Reads one item. Returns an attempt at it, or null when it need not run; {@link #hasNext} says whether there is more.
     *
     * @throws IllegalStateException when its key came before
     */
    @Nullable
    Attempt<I> read() {
        I item = source.next();
        index++;
        String key = keyOf(settings, item);
        KeyHash hash = KeyHash.of(lineage, key);
        int past = known.get(hash);
        if ((past & PastRun.SEEN) != 0) {
            throw twice(key);
        }
        known.put(hash, (byte) (past | PastRun.SEEN));
        int state = past & PastRun.STATE;
        if (state == PastRun.DONE) {
            skipped.existing(index, key);
            return null;
        }
        boolean isLeftOut = settings.resume == Settings.Resume.DEAD_LETTERS && state != PastRun.FAILED;
        return isLeftOut ? null : new Attempt<>(index, item, key, hash, past);
    }

    boolean hasNext() {
        return source.hasNext();
    }

    /** The key of an item. */
    static <I> String keyOf(Settings<I> settings, I item) {
        Function<? super I, String> function = settings.key;
        if (function == null) {
            throw new IllegalStateException("Batch '" + settings.name
                    + "' has no key: say with key(...) what its items are known by from run to run.");
        }
        String key = function.apply(item);
        if (key == null) {
            throw new IllegalStateException("The key of item '" + item + "' is null; every item needs one.");
        }
        return key;
    }

    static IllegalStateException twice(String key) {
        return new IllegalStateException("The key '" + key + "' comes twice; every item needs one of its own.");
    }
}
