package io.github.stepline.progress;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * When a line was said and by whom: what decides which of two words about one step is the newer one. Of one writer it is
 * the number; its clock may have been put back. Of different writers it is the time.
 */
record Said(long at, @Nullable String writer, @Nullable Long seq) {
    /** A total order of lines, as far as their envelopes tell them apart. */
    static final Comparator<Said> BY_TIME = Said::compare;

    static Said of(Fact fact) {
        return new Said(fact.at(), fact.writer(), fact.seq());
    }

    private static int compare(Said one, Said other) {
        if (one.at != other.at) {
            return Long.compare(one.at, other.at);
        }
        int byWriter = (one.writer == null ? "" : one.writer).compareTo(other.writer == null ? "" : other.writer);
        return byWriter != 0
                ? byWriter
                : Long.compare(one.seq == null ? -1 : one.seq, other.seq == null ? -1 : other.seq);
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
