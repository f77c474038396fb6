package io.github.stepline.progress;

import io.github.stepline.State;
import org.jspecify.annotations.Nullable;

/** How many items are where: the numbers behind {@link Counts}. Additions only, so it does not matter in which order. */
final class Tally {
    /** Where an item is counted. */
    enum Place {
        NOWHERE,
        EXISTING,
        PROCESSING,
        RETRYING,
        COMPLETED,
        FAILED,
        CANCELLED;

        /** The place of a state; a step that waits and was not tried yet has none. */
        static Place of(@Nullable State state, boolean wasTried) {
            if (state == null) {
                return NOWHERE;
            }
            return switch (state) {
                case PENDING -> wasTried ? RETRYING : NOWHERE;
                case RUNNING, PAUSED -> PROCESSING;
                case COMPLETED -> COMPLETED;
                case FAILED -> FAILED;
                case CANCELLED -> CANCELLED;
                case SKIPPED -> EXISTING;
            };
        }
    }

    private static final int PLACES = Place.values().length;

    private final long[] at = new long[PLACES];
    private long deadLettered;
    private long timedOut;
    private long retries;
    private long micros;
    private long measured;

    /** Adds an item as it stands {@code times} times, which may be negative. */
    void add(StepNode item, int times) {
        at[item.place().ordinal()] += times;
        retries += (long) times * item.retries();
        if (item.isDeadLettered()) {
            deadLettered += times;
        }
        if (item.isTimedOut()) {
            timedOut += times;
        }
        if (item.completedMicros() >= 0) {
            micros += times * item.completedMicros();
            measured += times;
        }
    }

    /** Adds the other one {@code times} times, which may be negative. */
    void add(Tally other, int times) {
        for (int i = 0; i < PLACES; i++) {
            at[i] += times * other.at[i];
        }
        deadLettered += times * other.deadLettered;
        timedOut += times * other.timedOut;
        retries += times * other.retries;
        micros += times * other.micros;
        measured += times * other.measured;
    }

    long at(Place place) {
        return at[place.ordinal()];
    }

    long seen() {
        return ended() + at(Place.PROCESSING) + at(Place.RETRYING);
    }

    long ended() {
        return at(Place.EXISTING) + at(Place.COMPLETED) + at(Place.FAILED) + at(Place.CANCELLED);
    }

    @Nullable
    Double averageMs() {
        return measured == 0 ? null : micros / 1_000.0 / measured;
    }

    Counts counts(@Nullable Long total) {
        return new Counts(
                total,
                at(Place.EXISTING),
                at(Place.PROCESSING),
                at(Place.COMPLETED),
                at(Place.FAILED),
                at(Place.CANCELLED),
                at(Place.RETRYING),
                deadLettered,
                timedOut,
                retries);
    }
}
