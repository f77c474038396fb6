package io.github.stepline.progress;

/**
 * What a line speaks of. A console lets starts and ends of {@link #ITEM}s and {@link #PART}s pass unseen while they
 * succeed, {@link #TICK}s and {@link #REPEAT}s always, and everything else scroll.
 *
 * <p>Whether a step is a phase or an item is known for sure when it ends. At its start it is taken for an item when it
 * has a place among its siblings ({@code progress.index}), or lies below a phase, or when steps beside it have turned
 * out to be items.
 */
public enum Subject {
    /** The life of a run. */
    RUN,
    /** The life of a step that has steps below it, or lies directly under a run beside such ones. */
    PHASE,
    /** The life of an item. */
    ITEM,
    /** The life of a step below an item; it is not counted. */
    PART,
    /** How far something is, and what the process uses: {@code step_progress}, {@code resource_usage}, {@code heartbeat}. */
    TICK,
    /** A line that has come before, by its number, or is too old to tell; it changed nothing. */
    REPEAT,
    /** Anything else: a plain line, a request, a call, a file, a warning. */
    OTHER
}
