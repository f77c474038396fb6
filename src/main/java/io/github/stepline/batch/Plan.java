package io.github.stepline.batch;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * What a resume is about to do.
 *
 * @param from the run that it resumes
 * @param added items that no run of the lineage knew; -1 when the source is lazy, so that nobody knows yet
 * @param gone items of former runs that the source has no longer; -1 when the source is lazy
 * @param existing items whose result is there
 * @param interrupted items that had started and not ended, which run again
 * @param failed items that had failed, which run again
 */
public record Plan(String from, long added, long gone, long existing, long interrupted, long failed) {
    /** {@code "+12 new, -3 gone, 4,811 existing, 7 interrupted → again, 23 failed → retry"}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        if (added >= 0) {
            text.add(String.format(Locale.ROOT, "+%,d new", added)).add(String.format(Locale.ROOT, "-%,d gone", gone));
        }
        return text.add(String.format(Locale.ROOT, "%,d existing", existing))
                .add(String.format(Locale.ROOT, "%,d interrupted → again", interrupted))
                .add(String.format(Locale.ROOT, "%,d failed → retry", failed))
                .toString();
    }
}
