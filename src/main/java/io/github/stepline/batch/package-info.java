/**
 * Does the work of a long job: {@link io.github.stepline.batch.Batch} hands items to workers, tries them again, stops
 * when nothing succeeds, and after a crash goes on where it was.
 *
 * <p>It says what happens with events and obeys {@link io.github.stepline.Control}; it knows no view.
 */
@NullMarked
package io.github.stepline.batch;

import org.jspecify.annotations.NullMarked;
