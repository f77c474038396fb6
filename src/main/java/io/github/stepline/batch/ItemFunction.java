package io.github.stepline.batch;

import org.jspecify.annotations.Nullable;

/**
 * What a batch does with one item. Called on a worker's thread, for several items at once.
 *
 * <p>It may run more than once for an item: after a retry, and after a crash. See {@link ItemStep#mayHaveRunBefore} and
 * {@link ItemStep#idempotencyKey}. It is interrupted when it takes longer than it may and when the run is cancelled.
 *
 * @param <I> the items
 */
@FunctionalInterface
public interface ItemFunction<I> {
    /**
     * Does the work.
     *
     * @return the result, which is copied into {@code results.jsonl} as the details of an event are; null for none
     * @throws Exception when the item failed
     */
    @Nullable
    Object apply(I item, ItemStep step) throws Exception;
}
