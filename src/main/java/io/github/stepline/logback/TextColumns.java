package io.github.stepline.logback;

import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import io.github.stepline.State;
import org.jspecify.annotations.Nullable;

/*
 * The columns of a line for people, as they were written before
 *
 * The lines of a step have the same level, source, step and states again and again. What the same objects gave twice is
 * kept and copied from then on: one copy instead of five, two of them with spaces. Objects are compared by identity, and
 * each hash has two places, so of two that take turns both are kept.
 *
 * The plain twin is a line without a past: TextLayoutTest compares the two.
 */
final class TextColumns {
    private static final int SLOTS = 128;

    private final TextLine line;
    private final @Nullable Columns[] kept = new Columns[SLOTS];

    /** The hash of what was met last in a slot and is not kept yet. */
    private final int[] candidates = new int[SLOTS];

    private record Columns(
            Level level,
            Object source,
            @Nullable String step,
            @Nullable String run,
            @Nullable State before,
            @Nullable State after,
            byte[] bytes) {
        boolean isOf(LogEvent event, Object otherSource) {
            return step == event.stepId()
                    && after == event.stateAfter()
                    && before == event.stateBefore()
                    && level == event.level()
                    && source == otherSource
                    && run == event.runId();
        }
    }

    TextColumns(TextLine line) {
        this.line = line;
    }

    /** Writes the columns of an event; false when they are not kept. */
    boolean write(LogEvent event, Object source) {
        int slot = slot(hash(event, source));
        Columns found = kept[slot];
        if (found == null || !found.isOf(event, source)) {
            found = kept[slot + 1];
        }
        if (found == null || !found.isOf(event, source)) {
            return false;
        }
        line.raw(found.bytes);
        return true;
    }

    /** The columns of an event were written from {@code start} on; they are kept when they come again. */
    void written(LogEvent event, Object source, int start) {
        int hash = hash(event, source);
        int slot = slot(hash);
        if (candidates[slot] == hash) {
            kept[slot] = columns(event, source, start);
        } else if (candidates[slot + 1] == hash) {
            kept[slot + 1] = columns(event, source, start);
        } else {
            candidates[slot + 1] = candidates[slot];
            candidates[slot] = hash;
        }
    }

    private Columns columns(LogEvent event, Object source, int start) {
        return new Columns(
                event.level(),
                source,
                event.stepId(),
                event.runId(),
                event.stateBefore(),
                event.stateAfter(),
                line.copyFrom(start));
    }

    private static int hash(LogEvent event, Object source) {
        String step = event.stepId();
        State after = event.stateAfter();
        int hash = 31 * source.hashCode() + (step == null ? 0 : step.hashCode());
        return 31 * (31 * hash + event.level().ordinal()) + (after == null ? 0 : after.ordinal() + 1);
    }

    /** The first place of two. */
    private static int slot(int hash) {
        return (hash ^ hash >>> 7 ^ hash >>> 14) & SLOTS - 2;
    }
}
