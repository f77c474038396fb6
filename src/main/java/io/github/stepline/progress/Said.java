package io.github.stepline.progress;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * When a line was said and by whom: what decides which of two words about one step is the newer one. Of one writer it is
 * the number; its clock may have been put back. Of different writers it is the time.
 */
record Said(long at, @Nullable String writer, @Nullable Long seq) {
    /** A total order of lines, as far as their envelopes tell them apart. */
    static final Comparator<Said> BY_TIME = Comparator.comparingLong(Said::at)
            .thenComparing(said -> said.writer == null ? "" : said.writer)
            .thenComparingLong(said -> said.seq == null ? -1 : said.seq);

    static Said of(Fact fact) {
        return new Said(fact.at(), fact.writer(), fact.seq());
    }

    /** Whether this is newer than the fact. What can't be told apart counts in the order of arrival. */
    boolean isAfter(Fact fact) {
        if (writer == null || fact.writer() == null) {
            return false;
        }
        if (writer.equals(fact.writer())) {
            return seq != null && fact.seq() != null && fact.seq() < seq;
        }
        return fact.at() < at;
    }
}
