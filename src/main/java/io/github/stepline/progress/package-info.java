/**
 * Folds the lines of a log into a picture of what runs: {@link io.github.stepline.progress.Fold} takes lines, and its
 * {@link io.github.stepline.progress.Snapshot} is what consoles, dashboards and reports draw.
 *
 * <p>Nothing here has a clock, a thread, a file or a screen: the same lines make the same picture, whether they come
 * from this process, from a file that another one writes, or from a finished run.
 */
@NullMarked
package io.github.stepline.progress;

import org.jspecify.annotations.NullMarked;
