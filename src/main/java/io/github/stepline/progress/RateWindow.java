package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/*
 * How the remaining time is estimated
 *
 * Work that is done falls into samples of a fixed width; the newest ones make the recent rate, measured from the end of
 * the oldest of them to the end of the newest. The time since the newest one does not count: between two items nothing
 * is known. Where work is so slow that the window's time holds few samples, older ones are taken until there are half as
 * many as it has room for.
 *
 * A gap in which nothing got on for much longer than usual is a stall. Its time is cut out of all rates, as pauses are:
 * what is left will go on at the rate of work, not at that of waiting.
 *
 * Recent rate and average rate disagree for two reasons: chance, or a change. Where they are close it is chance, and the
 * average is the better one; where they are far apart it is a change, and the average knows nothing of it. So the
 * estimate goes from the one to the other with their distance (on a logarithmic scale, as twice is to half).
 */
/**
 * Estimates how long work takes from when how much of it was done. All times are in milliseconds without pauses, as far
 * as the caller knows them.
 */
final class RateWindow {
    private static final double TRUST_IN_AVERAGE = 0.9;
    private static final double DISTANCE = 0.3;
    private static final double RANGE_FROM = 1.1;
    private static final int GAPS_OF_A_STALL = 4;
    private static final long STALL_WITHOUT_EVIDENCE_MS = 300_000;
    private static final long EVIDENCE_MS = 3_000;

    private final FoldSettings settings;
    private final long sampleMs;
    private final long[] sampleEnd;
    private final long[] sampleWork;
    private int oldest;
    private int samples;

    private long cut;
    private long start;
    private long last;
    private long alive;
    private long work;

    /** @param at when the work began */
    RateWindow(FoldSettings settings, long at) {
        this.settings = settings;
        this.sampleMs = Math.max(1, settings.etaWindow().toMillis() / settings.etaWindowSize());
        this.sampleEnd = new long[settings.etaWindowSize() + 1];
        this.sampleWork = new long[settings.etaWindowSize() + 1];
        this.start = at;
        this.last = at;
        this.alive = at;
    }

    /** Something turned out to be done already: while there is nothing else, the work begins now. */
    void skip(long at) {
        if (work == 0) {
            start = Math.max(start, at);
            last = start;
        }
        touch(at);
    }

    /** There was a sign of life, without work that counts. */
    void touch(long at) {
        cutStall(at);
        alive = Math.max(alive, at - cut);
    }

    /** So much work was done, which ended at that time. */
    void add(long at, long amount) {
        touch(at);
        work += amount;
        long time = at - cut;
        if (samples > 0 && time < last) {
            addLate(time, amount);
            return;
        }
        start = Math.min(start, time);
        last = Math.max(last, time);
        if (samples > 0 && slot(time) == slot(sampleEnd[index(samples - 1)])) {
            sampleWork[index(samples - 1)] += amount;
        } else {
            append(amount);
        }
        sampleEnd[index(samples - 1)] = last;
    }

    private void append(long amount) {
        if (samples == sampleEnd.length) {
            oldest = (oldest + 1) % sampleEnd.length;
            samples--;
        }
        samples++;
        sampleWork[index(samples - 1)] = amount;
    }

    /** Into the sample of its time; work older than all samples counts for the average alone. */
    private void addLate(long time, long amount) {
        start = Math.min(start, time);
        for (int i = samples - 1; i >= 0; i--) {
            if (slot(sampleEnd[index(i)]) <= slot(time)) {
                sampleWork[index(i)] += amount;
                return;
            }
        }
    }

    private void cutStall(long at) {
        long idle = at - cut - alive;
        if (work > 0 && idle > stallAfter()) {
            cut += idle - usualGap();
        }
    }

    private long slot(long time) {
        return Math.floorDiv(time, sampleMs);
    }

    private int index(int sample) {
        return (oldest + sample) % sampleEnd.length;
    }

    /** How long nothing must have got on before that is a stall. */
    long stallAfter() {
        long least = settings.stallAfter().toMillis();
        return samples < 2 ? Math.max(least, STALL_WITHOUT_EVIDENCE_MS) : Math.max(least, GAPS_OF_A_STALL * usualGap());
    }

    private long usualGap() {
        return samples < 2 ? 0 : (last - sampleEnd[oldest]) / (samples - 1);
    }

    /** For how long nothing has got on, where that is a stall; otherwise 0. */
    long stalledMs(long now) {
        long idle = now - cut - alive;
        return idle > stallAfter() ? idle : 0;
    }

    /** Work a second in the newest samples, or null when there are not two of them. */
    @Nullable
    Double recentPerSecond() {
        int first = firstOfWindow();
        long time = samples < 2 ? 0 : last - sampleEnd[index(first)];
        if (time <= 0) {
            return null;
        }
        long done = 0;
        for (int i = first + 1; i < samples; i++) {
            done += sampleWork[index(i)];
        }
        return done * 1_000.0 / time;
    }

    private int firstOfWindow() {
        int fewest = Math.max(2, settings.etaWindowSize() / 2);
        long from = last - settings.etaWindow().toMillis();
        int first = 0;
        while (samples - first > fewest && sampleEnd[index(first)] < from) {
            first++;
        }
        return first;
    }

    /** Work a second from the beginning to the newest work, or null before there is any. */
    @Nullable
    Double averagePerSecond() {
        return work <= 0 || last <= start ? null : work * 1_000.0 / (last - start);
    }

    /** How long so much more will take. */
    Eta eta(long now, long remaining) {
        Double average = averagePerSecond();
        if (average == null || work < 2 || last - start < EVIDENCE_MS) {
            return stalledMs(now) > 0 ? stalled(now, 0) : Eta.ESTIMATING;
        }
        Double recent = recentPerSecond();
        double fast = recent == null ? average : Math.max(recent, average);
        double slow = recent == null ? average : Math.min(recent, average);
        long likely = millis(remaining, recent == null ? average : likely(recent, average));
        if (stalledMs(now) > 0) {
            return stalled(now, likely);
        }
        return fast / slow < RANGE_FROM
                ? new Eta(Eta.Kind.REMAINING, likely, likely, likely, 0)
                : new Eta(Eta.Kind.REMAINING, likely, millis(remaining, fast), millis(remaining, slow), 0);
    }

    private Eta stalled(long now, long likely) {
        return new Eta(Eta.Kind.STALLED, likely, 0, 0, stalledMs(now));
    }

    private static double likely(double recent, double average) {
        double distance = Math.log(recent / average) / DISTANCE;
        double trust = TRUST_IN_AVERAGE * Math.exp(-distance * distance);
        return Math.exp((1 - trust) * Math.log(recent) + trust * Math.log(average));
    }

    private static long millis(long remaining, double perSecond) {
        return Math.round(remaining * 1_000.0 / perSecond);
    }
}
