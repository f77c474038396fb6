package io.github.stepline.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The ways in which progress bars estimate the remaining time, from the formulas that their projects publish. Times are
 * seconds since the start. NaN says that there is no estimate.
 */
interface Estimator {
    /** So many items are done, or were found done. */
    void done(double time, long count, boolean existing);

    /** A bar is drawn. */
    default void draw(double time) {}

    double remaining(double time);

    /** By the name of a project that does it so. Each takes the number of items. */
    static Map<String, LongFunction<Estimator>> all() {
        Map<String, LongFunction<Estimator>> all = new LinkedHashMap<>();
        all.put("enlighten", Average::new);
        all.put("tqdm", MeanOfSteps::new);
        all.put("rich", Window::new);
        all.put("indicatif", Decay::new);
        all.put("alive", SmoothedAverage::new);
        all.put("mpb", MeanOfItems::new);
        all.put("cli-progress", LastTen::new);
        return all;
    }

    /** What is left, at the pace since the start; enlighten, and me.tongfei's bar, which knows what was there before. */
    final class Average implements Estimator {
        private final long total;
        private long done;
        private long existing;

        Average(long total) {
            this.total = total;
        }

        @Override
        public void done(double time, long count, boolean wasThere) {
            done += count;
            existing += wasThere ? count : 0;
        }

        @Override
        public double remaining(double time) {
            long worked = done - existing;
            return worked == 0 ? Double.NaN : (total - done) * time / worked;
        }
    }

    /** Exponential means of the items and of the time between two drawings, alpha 0.3, at most ten drawings a second. */
    final class MeanOfSteps implements Estimator {
        private static final double ALPHA = 0.3;
        private static final double INTERVAL = 0.1;

        private final long total;
        private long done;
        private long drawn;
        private double drawnAt;
        private double items;
        private double seconds;

        MeanOfSteps(long total) {
            this.total = total;
        }

        @Override
        public void done(double time, long count, boolean existing) {
            done += count;
            drawn += existing ? count : 0;
        }

        @Override
        public void draw(double time) {
            if (time - drawnAt >= INTERVAL && done > drawn) {
                items = ALPHA * (done - drawn) + (1 - ALPHA) * items;
                seconds = ALPHA * (time - drawnAt) + (1 - ALPHA) * seconds;
                drawn = done;
                drawnAt = time;
            }
        }

        @Override
        public double remaining(double time) {
            return items == 0 ? Double.NaN : (total - done) * seconds / items;
        }
    }

    /** The samples of the last 30 s, at most 1,000, from the first to the last of them. */
    final class Window implements Estimator {
        private static final double SECONDS = 30;
        private static final int SIZE = 1_000;

        private record Sample(double time, long count) {}

        private final long total;
        private final Deque<Sample> samples = new ArrayDeque<>();
        private long done;
        private long fresh;
        private long sum;

        Window(long total) {
            this.total = total;
        }

        @Override
        public void done(double time, long count, boolean existing) {
            done += count;
            fresh += count;
        }

        @Override
        public void draw(double time) {
            if (fresh > 0) {
                while (!samples.isEmpty() && samples.getFirst().time < time - SECONDS || samples.size() >= SIZE) {
                    sum -= samples.removeFirst().count;
                }
                samples.addLast(new Sample(time, fresh));
                sum += fresh;
                fresh = 0;
            }
        }

        @Override
        public double remaining(double time) {
            if (samples.size() < 2) {
                return Double.NaN;
            }
            long count = sum - samples.getFirst().count;
            double seconds = samples.getLast().time - samples.getFirst().time;
            return seconds <= 0 ? Double.NaN : Math.ceil((total - done) * seconds / count);
        }
    }

    /** Exponential decay twice, to a tenth in 15 s, normalised for what was never seen; a gap counts as a rate of zero. */
    final class Decay implements Estimator {
        private static final double TENTH_AFTER = 15;

        private final long total;
        private long done;
        private long fresh;
        private double once;
        private double twice;
        private double at;

        Decay(long total) {
            this.total = total;
        }

        private static double weight(double seconds) {
            return Math.pow(0.1, seconds / TENTH_AFTER);
        }

        @Override
        public void done(double time, long count, boolean existing) {
            done += count;
            fresh += count;
        }

        @Override
        public void draw(double time) {
            if (fresh > 0 && time > at) {
                double weight = weight(time - at);
                once = once * weight + fresh / (time - at) * (1 - weight);
                twice = twice * weight + once / (1 - weight(time)) * (1 - weight);
                at = time;
                fresh = 0;
            }
        }

        @Override
        public double remaining(double time) {
            if (at == 0) {
                return Double.NaN;
            }
            double weight = weight(time - at);
            double seen = 1 - weight(time);
            double rate = (twice * weight + once * weight / seen * (1 - weight)) / seen;
            return (total - done) / rate;
        }
    }

    /** The pace since the start, smoothed, and what follows from it, smoothed again. */
    final class SmoothedAverage implements Estimator {
        private static final double OF_RATE = 0.3;
        private static final double OF_TIME = 0.5;

        private final long total;
        private long done;
        private long existing;
        private double rate;
        private double remaining = Double.NaN;

        SmoothedAverage(long total) {
            this.total = total;
        }

        @Override
        public void done(double time, long count, boolean wasThere) {
            done += count;
            existing += wasThere ? count : 0;
        }

        @Override
        public void draw(double time) {
            long worked = done - existing;
            if (time > 0 && worked > 0) {
                rate = rate == 0 ? worked / time : rate + OF_RATE * (worked / time - rate);
                double now = (total - done) / rate;
                remaining = Double.isNaN(remaining) ? now : remaining + OF_TIME * (now - remaining);
            }
        }

        @Override
        public double remaining(double time) {
            return remaining;
        }
    }

    /** An exponential mean of the time that an item takes, of age 30, begun with a plain mean of ten. */
    final class MeanOfItems implements Estimator {
        private static final int AGE = 30;
        private static final int WARM_UP = 10;

        private final long total;
        private long done;
        private double at;
        private double mean;
        private int seen;

        MeanOfItems(long total) {
            this.total = total;
        }

        @Override
        public void done(double time, long count, boolean existing) {
            double each = (time - at) / count;
            at = time;
            done += count;
            for (long i = 0; i < count; i++) {
                seen++;
                double weight = seen <= WARM_UP ? 1.0 / seen : 2.0 / (AGE + 1);
                mean += weight * (each - mean);
            }
        }

        @Override
        public double remaining(double time) {
            return seen == 0 ? Double.NaN : (total - done) * mean;
        }
    }

    /** A line through the last ten changes, drawn when something changes. */
    final class LastTen implements Estimator {
        private static final int SIZE = 10;

        private record Sample(double time, long done) {}

        private final long total;
        private final Deque<Sample> samples = new ArrayDeque<>();
        private double remaining = Double.NaN;

        LastTen(long total) {
            this.total = total;
            samples.add(new Sample(0, 0));
        }

        @Override
        public void done(double time, long count, boolean existing) {
            long done = samples.getLast().done + count;
            samples.addLast(new Sample(time, done));
            if (samples.size() > SIZE) {
                samples.removeFirst();
            }
            double seconds = time - samples.getFirst().time;
            remaining = Math.ceil((total - done) * seconds / (done - samples.getFirst().done));
        }

        @Override
        public double remaining(double time) {
            return remaining;
        }
    }
}
