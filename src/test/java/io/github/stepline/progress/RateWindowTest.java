package io.github.stepline.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rates and remaining times from when work was done. */
class RateWindowTest {
    private final RateWindow window = new RateWindow(FoldSettings.DEFAULTS, 0);
    private long now;

    private void work(int times, long everyMs) {
        for (int i = 0; i < times; i++) {
            now += everyMs;
            window.add(now, 1);
        }
    }

    @Test
    void eta_nothingDone_isEstimating() {
        assertThat(window.eta(10_000, 5)).isEqualTo(Eta.ESTIMATING);
        assertThat(window.recentPerSecond()).isNull();
        assertThat(window.averagePerSecond()).isNull();
    }

    @Test
    void eta_beforeThereIsEvidence_isEstimating() {
        work(1, 60_000);
        assertThat(window.eta(now, 5)).isEqualTo(Eta.ESTIMATING);
        RateWindow early = new RateWindow(FoldSettings.DEFAULTS, 0);
        early.add(1_000, 100);
        early.add(2_999, 100);
        assertThat(early.eta(3_000, 5)).isEqualTo(Eta.ESTIMATING);
        early.add(3_000, 100);
        assertThat(early.eta(3_000, 300).kind()).isEqualTo(Eta.Kind.REMAINING);
    }

    @Test
    void eta_steadyWork_isOneTime() {
        work(100, 500);

        assertThat(window.recentPerSecond()).isCloseTo(2, within(0.05));
        assertThat(window.averagePerSecond()).isEqualTo(2);
        Eta eta = window.eta(now, 240);
        assertThat(eta.kind()).isEqualTo(Eta.Kind.REMAINING);
        assertThat(eta.isRange()).isFalse();
        assertThat(eta.remainingMs()).isCloseTo(120_000, within(2_000L));
    }

    @Test
    void eta_ratesThatDisagree_isARange() {
        work(500, 100);
        work(20, 1_000);

        Eta eta = window.eta(now, 100);
        assertThat(eta.isRange()).isTrue();
        assertThat(eta.lowMs()).isLessThan(14_000);
        assertThat(eta.highMs()).isGreaterThan(25_000);
        assertThat(eta.remainingMs()).isBetween(eta.lowMs(), eta.highMs());
    }

    @Test
    void eta_slowItems_areSeenBeyondTheWindowsTime() {
        work(12, 60_000);

        assertThat(window.recentPerSecond()).isCloseTo(1 / 60.0, within(1e-9));
        assertThat(window.eta(now, 10).remainingMs()).isEqualTo(600_000);
    }

    @Test
    void eta_noProgress_isAStallThatKeepsTheLastTime() {
        work(100, 500);
        assertThat(window.eta(now + 9_000, 240).kind()).isEqualTo(Eta.Kind.REMAINING);

        Eta eta = window.eta(now + 60_000, 240);
        assertThat(eta.kind()).isEqualTo(Eta.Kind.STALLED);
        assertThat(eta.stalledMs()).isEqualTo(60_000);
        assertThat(eta.remainingMs()).isCloseTo(120_000, within(2_000L));
    }

    @Test
    void stall_ofSlowItems_comesLater() {
        work(12, 60_000);

        assertThat(window.stalledMs(now + 200_000)).isZero();
        assertThat(window.stalledMs(now + 300_000)).isEqualTo(300_000);
    }

    @Test
    void stall_withoutEvidence_comesAfterFiveMinutes() {
        assertThat(window.stalledMs(299_000)).isZero();
        assertThat(window.eta(301_000, 5)).isEqualTo(new Eta(Eta.Kind.STALLED, 0, 0, 0, 301_000));
    }

    @Test
    void stall_whileSomethingBelowGetsOn_isNone() {
        work(100, 500);
        for (int i = 0; i < 60; i++) {
            window.touch(now + i * 1_000);
        }

        assertThat(window.stalledMs(now + 60_000)).isZero();
    }

    @Test
    void stall_thatIsOver_isNoTimeOfWork() {
        work(100, 500);
        now += 600_000;
        work(100, 500);

        assertThat(window.averagePerSecond()).isCloseTo(2, within(0.05));
        assertThat(window.eta(now, 240).remainingMs()).isCloseTo(120_000, within(3_000L));
    }

    @Test
    void skip_beforeTheFirstWork_movesTheStart() {
        for (int i = 0; i < 1_000; i++) {
            now += 50;
            window.skip(now);
        }
        work(10, 1_000);

        assertThat(window.averagePerSecond()).isEqualTo(1);
        assertThat(window.eta(now, 60).remainingMs()).isCloseTo(60_000, within(1_000L));
    }

    @Test
    void skip_amongWork_isNoWork() {
        for (int i = 0; i < 10; i++) {
            work(1, 1_000);
            window.skip(now);
        }

        assertThat(window.averagePerSecond()).isEqualTo(1);
    }

    @Test
    void add_outOfOrder_isCountedWhereItBelongs() {
        work(100, 500);
        window.add(now - 10_000, 20);
        window.add(-50_000, 40);

        assertThat(window.recentPerSecond()).isCloseTo(2 + 20 / 30.0, within(0.1));
        assertThat(window.averagePerSecond()).isEqualTo(1.6);
    }

    @Test
    void settings_otherWindow_isUsed() {
        RateWindow two = new RateWindow(FoldSettings.DEFAULTS.withEtaWindow(2, Duration.ofSeconds(2)), 0);
        for (int i = 1; i <= 10; i++) {
            two.add(i * 1_000, 1);
        }
        two.add(12_000, 10);

        assertThat(two.recentPerSecond()).isEqualTo(5);
    }
}
