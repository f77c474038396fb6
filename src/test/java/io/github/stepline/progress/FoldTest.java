package io.github.stepline.progress;

import static io.github.stepline.progress.Log.RUN;
import static io.github.stepline.progress.Log.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Level;
import io.github.stepline.State;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What lines become. */
class FoldTest {
    private final Log log = new Log();

    private RunSnapshot run() {
        return run(log.snapshot());
    }

    private static RunSnapshot run(Snapshot snapshot) {
        RunSnapshot run = Objects.requireNonNull(snapshot.run());
        ProgressSchema.check(snapshot);
        return run;
    }

    private StepSnapshot phase(String id) {
        return run().step().steps().stream()
                .filter(step -> id.equals(step.id()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(List<ItemSnapshot> items) {
        return items.stream().map(ItemSnapshot::id).toList();
    }

    private Log begin() {
        return log.run("run_started", words().detail("name", "nightly"))
                .pass(1)
                .started("map", words().parent(RUN))
                .pass(1);
    }

    // ---- runs

    @Test
    void run_started_hasNameStateAndTimes() {
        log.run("run_started", words().detail("name", "nightly").items(500)).pass(2.5);

        assertThat(run().id()).isEqualTo(RUN);
        assertThat(run().step().name()).isEqualTo("nightly");
        assertThat(run().step().state()).isEqualTo(State.RUNNING);
        assertThat(run().step().elapsedMs()).isEqualTo(2_500);
        assertThat(run().step().counts().total()).isEqualTo(500);
        assertThat(run().step().counts().waiting()).isEqualTo(500);
        assertThat(run().step().eta().kind()).isEqualTo(Eta.Kind.ESTIMATING);
    }

    @Test
    void run_ended_keepsItsOwnDuration() {
        log.run("run_started").pass(5).run("run_completed", words().ms(4_321.5)).pass(60);

        assertThat(run().step().state()).isEqualTo(State.COMPLETED);
        assertThat(run().step().elapsedMs()).isEqualTo(4_321.5);
        assertThat(run().step().endedAt()).isEqualTo(Log.START.plusSeconds(5));
        assertThat(run().step().eta().kind()).isEqualTo(Eta.Kind.NONE);
    }

    @Test
    void runs_several_activeComeFirstThenTheNewest() {
        log.ofRun("a").run("run_started").pass(1);
        log.ofRun("b").run("run_started").pass(1).run("run_completed").pass(1);
        log.ofRun("c").run("run_started").pass(1).run("run_completed").pass(1);
        log.ofRun("d").run("run_started");

        assertThat(log.snapshot().runs()).extracting(RunSnapshot::id).containsExactly("d", "a", "c", "b");
        assertThat(run().id()).isEqualTo("d");
    }

    @Test
    void runs_manyEnded_theLastFourAreKept() {
        for (int i = 0; i < 20; i++) {
            log.ofRun("r" + i).run("run_started").pass(1).run("run_completed").pass(1);
        }
        log.ofRun("r3").tick("late", words().count(1L, null, null));

        assertThat(log.snapshot().runs()).extracting(RunSnapshot::id).containsExactly("r19", "r18", "r17", "r16");
        assertThat(log.snapshot().lines().late()).isEqualTo(1);

        log.ofRun("r3")
                .run("run_started")
                .ofRun("r19")
                .run("run_failed")
                .ofRun("r3")
                .started("again");
        assertThat(run().id()).isEqualTo("r3");
        assertThat(run().step().counts().processing()).isEqualTo(1);
    }

    @Test
    void lines_thatTellOfNothing_makeNoRun() {
        log.ofRun(null).say("step_execution_started", null, words()).say("stall_detected", null, words());

        assertThat(log.snapshot().runs()).isEmpty();
    }

    @Test
    void steps_withoutRun_areTakenTogether() {
        log.ofRun(null).started("extract", words().count(0L, 500L, "files")).pass(1);
        log.tick("extract", words().count(50L, 500L, "files"));

        assertThat(run().id()).isNull();
        assertThat(run().step().name()).isEmpty();
        assertThat(run().step().state()).isEqualTo(State.RUNNING);
        assertThat(run().processing())
                .hasSize(1)
                .first()
                .satisfies(item -> assertThat(item.amount()).isEqualTo(new Amount(50, 500L, "files")));
        assertThat(run().processing().get(0).parentId()).isNull();
    }

    @Test
    void steps_withoutRun_idleIsPending() {
        log.ofRun(null).started("extract").pass(1).succeeded("extract");

        assertThat(run().step().state()).isEqualTo(State.PENDING);
        assertThat(run().step().counts().completed()).isEqualTo(1);
    }

    // ---- phases

    @Test
    void phases_announced_waitInTheirOrder() {
        log.run("run_started", words().detail("children", List.of("scan", "hash", "report")));
        log.pass(1).started("scan", words().parent(RUN));

        assertThat(run().step().steps()).extracting(StepSnapshot::id).containsExactly("scan", "hash", "report");
        assertThat(run().step().steps())
                .extracting(StepSnapshot::state)
                .containsExactly(State.RUNNING, State.PENDING, State.PENDING);
        assertThat(run().step().fraction()).isEqualTo(0.0);
    }

    @Test
    void phases_someOfUnknownSize_fractionIsOfTheKnownItemsAndNeverAll() {
        log.run("run_started", words().detail("children", List.of("setup", "map", "reduce")));
        log.started("setup", words().parent(RUN)).pass(1).succeeded("setup");
        log.started("map", words().parent(RUN).items(4));
        log.item("map/1", "map", 1, 4, 1);
        assertThat(run().step().counts().processed()).isEqualTo(1);
        assertThat(run().step().fraction()).isEqualTo(0.25);

        for (int i = 2; i <= 4; i++) {
            log.item("map/" + i, "map", i, 4, 1);
        }
        assertThat(run().step().fraction()).isEqualTo(0.99);

        log.succeeded("map").run("run_completed");
        assertThat(run().step().fraction()).isEqualTo(1.0);
    }

    @Test
    void phase_withoutItems_countsForNothingBesideOneThatHasSome() {
        log.run("run_started");
        log.started("setup", words().parent(RUN)).pass(1).succeeded("setup");
        assertThat(run().step().counts().completed()).isEqualTo(1);

        log.started("map", words().parent(RUN)).item("map/1", "map", 1, 10, 1);

        assertThat(run().step().counts().completed()).isEqualTo(1);
        assertThat(run().step().counts().total()).isEqualTo(10);
        assertThat(run().step().steps()).extracting(StepSnapshot::id).containsExactly("setup", "map");
        assertThat(ids(run().completed())).containsExactly("map/1");
        assertThat(run().step().trend().done()).containsExactly(1L);
    }

    @Test
    void phase_thatFailedWithoutItems_isAmongTheFailures() {
        log.run("run_started");
        log.started("setup", words().parent(RUN)).pass(1).failed("setup", "java.io.IOException", "no disk");
        log.started("map", words().parent(RUN)).item("map/1", "map", 1, 10, 1);

        assertThat(run().failed()).hasSize(1).first().satisfies(failure -> {
            assertThat(failure.id()).isEqualTo("setup");
            assertThat(failure.error()).isEqualTo("IOException: no disk");
        });
        assertThat(run().step().counts().failed()).isZero();
    }

    @Test
    void run_withoutPhases_countsItsSteps() {
        log.run("run_started", words().items(100));
        for (int i = 1; i <= 60; i++) {
            log.started("page-" + i, words().parent(RUN)).pass(1).succeeded("page-" + i);
        }
        log.started("page-61", words().parent(RUN));

        assertThat(run().step().counts().completed()).isEqualTo(60);
        assertThat(run().step().work()).isEqualTo(new Amount(60, 100L, "items"));
        assertThat(run().step().steps()).isEmpty();
        assertThat(run().processing())
                .hasSize(1)
                .first()
                .satisfies(item -> assertThat(item.index()).isEqualTo(61));
    }

    @Test
    void phase_totalOfItems_isTheirNumber() {
        begin();
        log.started("reduce", words().parent(RUN).count(null, 50L, "files"));
        log.started("reduce/1", words().parent("reduce")).pass(1).succeeded("reduce/1");

        assertThat(phase("reduce").counts().total()).isEqualTo(50);
        assertThat(phase("reduce").work()).isEqualTo(new Amount(1, 50L, "files"));
    }

    @Test
    void phase_totalInBytes_isNotTheNumberOfItems() {
        begin();
        log.started("reduce", words().parent(RUN).count(null, 1_000_000L, "bytes"));
        log.started("reduce/1", words().parent("reduce")).pass(1).succeeded("reduce/1");

        assertThat(phase("reduce").counts().total()).isNull();
        assertThat(phase("reduce").amount()).isEqualTo(new Amount(0, 1_000_000L, "bytes"));
    }

    @Test
    void phase_thatCountsAndHasAFailingStep_showsWhatItCounts() {
        log.run("run_started");
        log.started("scan", words().parent(RUN).count(null, null, "files")).pass(1);
        log.started("scan/locked", words().parent("scan")).failed("scan/locked", "E", "locked");
        log.tick("scan", words().parent(RUN).count(1_234L, null, "files"));

        assertThat(phase("scan").work()).isEqualTo(new Amount(1_234, null, "files"));
        assertThat(phase("scan").counts().failed()).isEqualTo(1);
    }

    @Test
    void total_smallerThanWhatCame_growsWithIt() {
        begin();
        for (int i = 1; i <= 5; i++) {
            log.item("map/" + i, "map", i, 3, 1);
        }

        assertThat(phase("map").counts().total()).isEqualTo(5);
        assertThat(phase("map").fraction()).isEqualTo(1.0);
    }

    @Test
    void steps_ofFourLevels_areCountedAtEach() {
        begin();
        for (int s = 1; s <= 3; s++) {
            String step = "map/" + s;
            log.started(step, words().parent("map"));
            for (int i = 1; i <= 4; i++) {
                log.item(step + "/" + i, step, i, 4, 0.5);
            }
            log.succeeded(step);
        }

        assertThat(run().step().counts().completed()).isEqualTo(12);
        assertThat(phase("map").counts().completed()).isEqualTo(12);
        assertThat(phase("map").steps())
                .hasSize(3)
                .allSatisfy(step -> assertThat(step.counts().total()).isEqualTo(4));
    }

    @Test
    void groups_thousands_theNewestAreKeptAndAllAreCounted() {
        begin();
        for (int s = 1; s <= 1_000; s++) {
            log.started("map/" + s, words().parent("map"));
            log.started("map/" + s + "/x", words().parent("map/" + s)).succeeded("map/" + s + "/x");
            log.succeeded("map/" + s).pass(0.01);
        }

        assertThat(phase("map").counts().completed()).isEqualTo(1_000);
        assertThat(phase("map").steps()).hasSize(100);
        assertThat(phase("map").steps().get(99).id()).isEqualTo("map/1000");
        assertThat(phase("map").hiddenSteps()).isEqualTo(900);
    }

    @Test
    void steps_aThousandLevelsDeep_areHungInWhereItEnds() {
        begin();
        String parent = "map";
        for (int i = 0; i < 1_000; i++) {
            log.started("d" + i, words().parent(parent));
            parent = "d" + i;
        }
        log.succeeded(parent);

        assertThat(run().step().counts().completed()).isEqualTo(1);
    }

    // ---- items

    @Test
    void item_started_hasEverythingThatWasSaid() {
        begin();
        log.started(
                "map/7",
                words().parent("map")
                        .index(7, 488)
                        .worker("worker-3")
                        .attempt(1, 3)
                        .doing("connecting")
                        .count(10L, 332L, "MB")
                        .detail("description", "invoices of March"));
        log.pass(12).tick("map/7", words().count(150L, 332L, "MB"));

        ItemSnapshot item = run().processing().get(0);
        assertThat(item.name()).isEqualTo("invoices of March");
        assertThat(item.index()).isEqualTo(7);
        assertThat(item.of()).isEqualTo(488);
        assertThat(item.state()).isEqualTo(State.RUNNING);
        assertThat(item.amount()).isEqualTo(new Amount(150, 332L, "MB"));
        assertThat(item.attempt()).isEqualTo(1);
        assertThat(item.maxAttempts()).isEqualTo(3);
        assertThat(item.worker()).isEqualTo("worker-3");
        assertThat(item.doing()).isEqualTo("connecting");
        assertThat(item.elapsedMs()).isEqualTo(12_000);
    }

    @Test
    void items_ofEveryFate_areCountedWhereTheyAre() {
        begin();
        log.step("step_execution_skipped", "map/1", words().parent("map").index(1, 9));
        log.item("map/2", "map", 2, 9, 2);
        log.started("map/3", words().parent("map").index(3, 9)).failed("map/3", "E", "gone");
        log.started("map/4", words().parent("map").index(4, 9)).step("step_execution_cancelled", "map/4");
        log.started("map/5", words().parent("map").index(5, 9))
                .step("step_retry_scheduled", "map/5", words().attempt(1, 3));
        log.started("map/6", words().parent("map").index(6, 9)).step("step_execution_paused", "map/6");
        log.started("map/7", words().parent("map").index(7, 9));

        assertThat(run().step().counts()).isEqualTo(new Counts(9L, 1, 2, 1, 1, 1, 1, 0, 0, 1));
        assertThat(run().step().counts().processed()).isEqualTo(4);
        assertThat(run().step().counts().successRate()).isEqualTo(0.5);
        assertThat(run().step().counts().waiting()).isEqualTo(2);
        assertThat(ids(run().existing())).containsExactly("map/1");
        assertThat(ids(run().processing())).containsExactly("map/6", "map/7");
        assertThat(ids(run().completed())).containsExactly("map/2");
        assertThat(ids(run().retrying())).containsExactly("map/5");
        assertThat(run().failed()).extracting(FailureSnapshot::id).containsExactly("map/3");
        assertThat(run().step().speed().averageItemMs()).isEqualTo(2_000);
    }

    @Test
    void items_many_aFewExamplesAreKept() {
        begin();
        for (int i = 1; i <= 1_000; i++) {
            log.pass(0.01);
            String id = "map/" + i;
            if (i % 2 == 0) {
                log.step("step_execution_skipped", id, words().parent("map").index(i, 1_000));
            } else if (i % 5 == 0) {
                log.started(id, words().parent("map").index(i, 1_000)).failed(id, "E", "gone");
            } else {
                log.item(id, "map", i, 1_000, 0.01);
            }
        }

        assertThat(ids(run().existing())).containsExactly("map/2", "map/4", "map/6", "map/8", "map/10");
        assertThat(ids(run().completed())).containsExactly("map/999", "map/997", "map/993", "map/991", "map/989");
        assertThat(run().failed()).hasSize(100);
        assertThat(run().failed().get(0).id()).isEqualTo("map/5");
        assertThat(run().failed().get(99).id()).isEqualTo("map/995");
        assertThat(run().step().counts().failed()).isEqualTo(100);
        assertThat(run().step().counts().existing()).isEqualTo(500);
    }

    @Test
    void items_thousandsActive_theOldestAreListed() {
        begin();
        for (int i = 1; i <= 5_000; i++) {
            log.pass(0.001).started("map/" + i, words().parent("map").index(i, 5_000));
        }

        assertThat(run().step().counts().processing()).isEqualTo(5_000);
        assertThat(run().processing())
                .hasSize(100)
                .first()
                .satisfies(item -> assertThat(item.id()).isEqualTo("map/1"));
    }

    @Test
    void parts_ofAnItem_areNotCountedAndSayWhatItDoes() {
        begin();
        log.started("map/1", words().parent("map").index(1, 10));
        log.started("map/1/download", words().parent("map/1").detail("description", "download"));
        assertThat(run().processing().get(0).doing()).isEqualTo("download");
        log.succeeded("map/1/download").started("map/1/parse", words().parent("map/1"));

        assertThat(run().processing())
                .hasSize(1)
                .first()
                .satisfies(item -> assertThat(item.doing()).isEqualTo("map/1/parse"));
        assertThat(run().step().counts()).isEqualTo(new Counts(10L, 0, 1, 0, 0, 0, 0, 0, 0, 0));
        log.succeeded("map/1");
        assertThat(run().processing()).isEmpty();
        assertThat(run().step().counts().completed()).isEqualTo(1);
    }

    @Test
    void phase_withAPlaceOfItsOwn_isAPhaseAllTheSame() {
        log.run("run_started");
        log.started("map", words().parent(RUN).index(1, 2)).pass(1);
        log.item("map/1", "map", 1, 30, 1).item("map/2", "map", 2, 30, 1);

        assertThat(run().step().steps()).hasSize(1);
        assertThat(run().step().counts().completed()).isEqualTo(2);
        assertThat(phase("map").counts().total()).isEqualTo(30);
    }

    @Test
    void item_whoseIdIsUsedAgain_isAnotherItem() {
        log.ofRun(null);
        for (int i = 0; i < 3; i++) {
            log.started("request").pass(1).succeeded("request").pass(1);
        }

        assertThat(run().step().counts().completed()).isEqualTo(3);
        assertThat(log.snapshot().lines().illegal()).isZero();
    }

    // ---- retries, dead letters, timeouts

    @Test
    void retry_thatSucceeds_isCompletedAndKnowsItsRetries() {
        begin();
        log.started("map/1", words().parent("map").index(1, 2).worker("w"));
        log.pass(1).step("step_retry_scheduled", "map/1", words().attempt(1, 3).error("T", "timeout"));
        assertThat(run().retrying().get(0).error()).isEqualTo("T: timeout");
        log.pass(4).started("map/1", words().parent("map").index(1, 2).worker("w"));
        assertThat(run().processing().get(0).retries()).isEqualTo(1);
        assertThat(run().processing().get(0).attempt()).isEqualTo(1);
        log.pass(1).succeeded("map/1");

        assertThat(run().step().counts()).isEqualTo(new Counts(2L, 0, 0, 1, 0, 0, 0, 0, 0, 1));
        assertThat(log.snapshot().lines().illegal()).isZero();
    }

    @Test
    void deadLetter_afterFailure_addsToIt() {
        begin();
        log.started("map/1", words().parent("map").index(1, 2));
        log.step("step_timed_out", "map/1", words().detail("reason", "no answer in 300 s"));
        log.step("step_abandoned", "map/1")
                .step("step_execution_failed", "map/1")
                .step("step_dead_lettered", "map/1");

        assertThat(run().step().counts()).isEqualTo(new Counts(2L, 0, 0, 0, 1, 0, 0, 1, 1, 0));
        assertThat(run().failed()).hasSize(1).first().satisfies(failure -> {
            assertThat(failure.deadLettered()).isTrue();
            assertThat(failure.timedOut()).isTrue();
            assertThat(failure.error()).isEqualTo("no answer in 300 s");
        });
        assertThat(log.snapshot().lines().illegal()).isZero();
    }

    @Test
    void failure_retriedOnRequest_leavesTheFailures() {
        begin();
        log.started("map/1", words().parent("map").index(1, 2)).failed("map/1", "E", "gone");
        log.step("step_retry_scheduled", "map/1", words().states(State.FAILED, State.PENDING));
        assertThat(run().failed()).isEmpty();
        assertThat(run().step().counts()).isEqualTo(new Counts(2L, 0, 0, 0, 0, 0, 1, 0, 0, 1));
        log.started("map/1", words().parent("map").index(1, 2)).succeeded("map/1");

        assertThat(run().step().counts()).isEqualTo(new Counts(2L, 0, 0, 1, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void failure_forgottenLongAgo_canBeRetriedAndSetAside() {
        begin();
        for (int i = 1; i <= 1_000; i++) {
            log.started("map/" + i, words().parent("map")).pass(0.01).failed("map/" + i, "E", "gone");
        }
        log.step("step_retry_scheduled", "map/500", words().parent("map").states(State.FAILED, State.PENDING));
        log.step("step_dead_lettered", "map/501", words().parent("map"));

        assertThat(run().step().counts().failed()).isEqualTo(999);
        assertThat(run().step().counts().retrying()).isEqualTo(1);
        assertThat(run().step().counts().deadLettered()).isEqualTo(1);
        assertThat(run().step().counts().seen()).isEqualTo(1_000);
    }

    @Test
    void failure_inDetails_isReadToo() {
        begin();
        log.started("map/1", words().parent("map"));
        log.step(
                "step_execution_failed",
                "map/1",
                words().detail("error_type", "Http404").detail("error_message", "gone"));
        log.started("map/2", words().parent("map")).failed("map/2", "E", "x".repeat(2_000));

        assertThat(run().failed().get(0).error()).isEqualTo("Http404: gone");
        assertThat(run().failed().get(1).error()).hasSize(512).endsWith("x…");
    }

    // ---- workers

    @Test
    void workers_atWork_areKnownWithTheirItems() {
        begin();
        for (int i = 1; i <= 12; i++) {
            log.started("map/" + i, words().parent("map").index(i, 20).worker("worker-" + i));
        }
        log.pass(3).succeeded("map/2").failed("map/3", "E", "gone");

        assertThat(run().workers()).hasSize(12);
        assertThat(run().workers().get(1).name()).isEqualTo("worker-2");
        assertThat(run().workers().get(9).name()).isEqualTo("worker-10");
        assertThat(run().workers().get(0).isActive()).isTrue();
        assertThat(run().workers().get(1))
                .isEqualTo(new WorkerSnapshot("worker-2", "host-1-a-0000", null, "map/2", log.now(), 1, 0, false));
        assertThat(run().workers().get(2).lastFailed()).isTrue();
        assertThat(phase("map").workersActive()).isEqualTo(10);
        assertThat(phase("map").workersKnown()).isEqualTo(12);
    }

    @Test
    void workers_aNewOneForEachItem_areNotAllKept() {
        begin();
        for (int i = 1; i <= 5_000; i++) {
            log.started("map/" + i, words().parent("map").worker("virtual-" + i))
                    .succeeded("map/" + i);
        }

        assertThat(run().workers().size()).isBetween(256, 257);
        assertThat(phase("map").workersActive()).isZero();
    }

    // ---- pauses

    @Test
    void pause_ofTheRun_saysSinceWhenAndByWhom() {
        begin();
        log.started("map/1", words().parent("map").index(1, 9)).pass(1);
        log.run("run_paused", words().detail("by", "anna").detail("reason", "lunch"))
                .pass(63);

        assertThat(run().step().state()).isEqualTo(State.PAUSED);
        assertThat(run().step().pausedAt()).isEqualTo(log.now().minusSeconds(63));
        assertThat(run().step().pausedBy()).isEqualTo("anna");
        assertThat(run().step().reason()).isEqualTo("lunch");
        assertThat(run().step().eta().kind()).isEqualTo(Eta.Kind.PAUSED);
        assertThat(phase("map").eta().kind()).isEqualTo(Eta.Kind.PAUSED);
        assertThat(run().processing().get(0).state()).isEqualTo(State.RUNNING);
        log.run("run_resumed");
        assertThat(run().step().pausedAt()).isNull();
        assertThat(run().step().reason()).isNull();
        assertThat(run().step().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void pause_longOne_isNoTimeOfWork() {
        begin();
        Runnable tenItems = () -> {
            for (int i = 0; i < 10; i++) {
                log.item("map/" + log.lines().size(), "map", 1, 30, 1);
            }
        };
        tenItems.run();
        log.run("run_paused").pass(600).run("run_resumed");
        tenItems.run();

        assertThat(phase("map").speed().averagePerSecond()).isBetween(0.9, 1.1);
        assertThat(phase("map").eta().remainingMs()).isBetween(9_000L, 11_000L);
    }

    @Test
    void pause_ofAPhaseWithinThatOfTheRun_countsOnce() {
        begin();
        log.started("map/1", words().parent("map").index(1, 9)).pass(8).succeeded("map/1");
        log.step("step_execution_paused", "map").pass(5).run("run_paused").pass(5);
        log.step("step_execution_resumed", "map").pass(5).run("run_resumed");
        log.started("map/2", words().parent("map").index(2, 9)).pass(8).succeeded("map/2");

        assertThat(phase("map").speed().averagePerSecond()).isEqualTo(2 / 17.0);
    }

    // ---- what does not belong

    @Test
    void requests_ofTheUser_moveNothing() {
        begin();
        Snapshot before = log.snapshot();
        log.step("execution_pause_requested", "map").step("execution_cancel_requested", "map");
        log.run("execution_pause_requested");

        assertThat(log.snapshot().runs()).isEqualTo(before.runs());
        assertThat(log.snapshot().lines().illegal()).isZero();
    }

    @Test
    void plainLines_leaveCountsAlone() {
        begin();
        Snapshot before = log.snapshot();
        log.plain(Level.WARN, "careful").plain(Level.ERROR, "bad").plain(Level.INFO, "so so");

        assertThat(log.snapshot().runs()).isEqualTo(before.runs());
        assertThat(log.snapshot().lines().plain()).isEqualTo(3);
        assertThat(log.snapshot().lines().warnings()).isEqualTo(1);
        assertThat(log.snapshot().lines().errors()).isEqualTo(1);
    }

    @Test
    void eventsInsideAStep_leaveItAlone() {
        begin();
        log.started("map/1", words().parent("map").index(1, 9));
        Snapshot before = log.snapshot();
        log.step("file_written", "map/1").step("api_response_failed", "map/1").step("invoice_sent", "map/1");

        assertThat(log.snapshot().runs()).isEqualTo(before.runs());
    }

    @Test
    void nothing_atAll_isAnEmptyPicture() {
        assertThat(log.snapshot().run()).isNull();
        assertThat(log.snapshot().runs()).isEmpty();
        ProgressSchema.check(log.snapshot());
        ProgressSchema.check(new Fold().snapshot());
    }

    // ---- disorder

    @Test
    void ends_withoutStarts_areCountedAndSaid() {
        log.step("step_execution_succeeded", "map/1", words().parent("map").ms(100));
        log.step("step_execution_failed", "map/2", words().parent("map"));
        log.run("run_completed");

        assertThat(run().step().counts()).isEqualTo(new Counts(2L, 0, 0, 1, 1, 0, 0, 0, 0, 0));
        assertThat(run().step().state()).isEqualTo(State.COMPLETED);
        assertThat(log.snapshot().lines().unknown()).isEqualTo(3);
    }

    @Test
    void start_afterItsChildren_makesOnePhaseOfBoth() {
        log.started("map/1", words().parent("map").index(1, 10)).pass(1).succeeded("map/1");
        assertThat(phase("map").state()).isEqualTo(State.PENDING);
        log.started("map", words().parent(RUN).detail("description", "Map."));
        log.run("run_started", words().detail("name", "nightly"));

        assertThat(run().step().steps()).hasSize(1);
        assertThat(phase("map").name()).isEqualTo("Map.");
        assertThat(phase("map").state()).isEqualTo(State.RUNNING);
        assertThat(phase("map").counts().completed()).isEqualTo(1);
    }

    @Test
    void start_thatHangsAPhaseElsewhere_takesItsItemsAlong() {
        log.run("run_started").started("outer", words().parent(RUN));
        log.started("inner/1", words().parent("inner").index(1, 10)).succeeded("inner/1");
        log.started("inner", words().parent("outer"));

        assertThat(run().step().steps()).extracting(StepSnapshot::id).containsExactly("outer");
        assertThat(phase("outer").steps()).extracting(StepSnapshot::id).containsExactly("inner");
        assertThat(phase("outer").counts().completed()).isEqualTo(1);
        assertThat(run().step().counts().completed()).isEqualTo(1);
    }

    @Test
    void parents_inACircle_areCut() {
        log.started("a", words().parent("b")).started("b", words().parent("c")).started("c", words().parent("a"));
        log.started("d", words().parent("d")).succeeded("d");

        assertThat(run().step().steps()).extracting(StepSnapshot::id).contains("d");
        assertThat(run().step().counts().processing()).isEqualTo(1);
    }

    @Test
    void moves_thatTheLifecycleForbids_areCountedAndTheNewestWordIsShown() {
        begin();
        log.started("map/1", words().parent("map").index(1, 3))
                .succeeded("map/1")
                .failed("map/1", "E", "after all");

        assertThat(run().step().counts()).isEqualTo(new Counts(3L, 0, 0, 0, 1, 0, 0, 0, 0, 0));
        assertThat(run().completed()).isEmpty();
        assertThat(run().failed()).hasSize(1);
        assertThat(log.snapshot().lines().illegal()).isEqualTo(1);
    }

    @Test
    void end_thatIsMissing_leavesTheItemOpen() {
        begin();
        log.started("map/1", words().parent("map").index(1, 3)).pass(1);
        log.step("illegal_transition", "map/1", words().states(State.RUNNING, null));
        log.run("run_completed");

        assertThat(run().step().state()).isEqualTo(State.COMPLETED);
        assertThat(ids(run().processing())).containsExactly("map/1");
        assertThat(log.snapshot().lines().illegal()).isEqualTo(1);
    }

    @Test
    void tick_afterTheEnd_isLate() {
        begin();
        log.started("map/1", words().parent("map").index(1, 3).count(null, 10L, "MB"))
                .succeeded("map/1");
        log.tick("map/1", words().count(5L, 10L, "MB"));

        assertThat(run().step().counts()).isEqualTo(new Counts(3L, 0, 0, 1, 0, 0, 0, 0, 0, 0));
        assertThat(log.snapshot().lines().late()).isEqualTo(1);
    }

    @Test
    void tick_ofAnUnknownStep_isOneThatRuns() {
        log.tick("map/1", words().parent("map").count(5L, 10L, "MB"));

        assertThat(run().processing()).hasSize(1).first().satisfies(item -> {
            assertThat(item.amount()).isEqualTo(new Amount(5, 10L, "MB"));
            assertThat(item.startedAt()).isNull();
        });
        assertThat(log.snapshot().lines().unknown()).isEqualTo(1);
    }

    @Test
    void lines_thatCameBefore_changeNothing() {
        begin();
        log.item("map/1", "map", 1, 3, 1);
        Snapshot once = log.snapshot();
        List.copyOf(log.lines()).forEach(log::repeat);

        assertThat(log.snapshot().runs()).isEqualTo(once.runs());
        assertThat(log.snapshot().lines().repeated()).isEqualTo(once.lines().accepted());
        assertThat(log.snapshot().lines().illegal()).isZero();
    }

    @Test
    void lines_ofOneWriterOutOfOrder_theNewestNumberWins() {
        begin();
        log.started("map/1", words().parent("map").index(1, 3)).pass(1).succeeded("map/1");
        int last = log.lines().size() - 1;
        log.lines().add(last - 1, log.lines().remove(last));

        assertThat(run().step().counts()).isEqualTo(new Counts(3L, 0, 0, 1, 0, 0, 0, 0, 0, 0));
        assertThat(log.snapshot().lines().late()).isEqualTo(1);
    }

    @Test
    void numbers_thatAreMissing_areCounted() {
        begin();
        for (int i = 1; i <= 10; i++) {
            log.item("map/" + i, "map", i, 10, 1);
        }
        log.lines().subList(5, 9).clear();

        assertThat(log.snapshot().lines().missing()).isEqualTo(4);
    }

    @Test
    void clock_putBackByAnHour_losesNoEnd() {
        begin();
        log.started("map/1", words().parent("map").index(1, 3)).pass(-3_600).succeeded("map/1");

        assertThat(run().step().counts().completed()).isEqualTo(1);
        assertThat(run().step().elapsedMs()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void times_atTheEndsOfTheCalendar_areBorne() {
        log.at(java.time.Instant.MIN).run("run_started");
        log.at(java.time.Instant.MAX).started("map", words().parent(RUN)).item("map/1", "map", 1, 3, 0);
        log.at(java.time.Instant.EPOCH).item("map/2", "map", 2, 3, 1);

        assertThat(run().step().counts().completed()).isEqualTo(2);
        assertThat(run().step().trend().done().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2);
    }

    // ---- resources, stalls

    @Test
    void resources_ofEachProcess_areTheNewest() {
        log.say("resource_usage", null, words().detail("cpu", 0.5).detail("heap_bytes", 100));
        log.pass(2).say("resource_usage", null, words().detail("cpu", 0.65).detail("heap_bytes", 412_000_000L));
        Log other = new Log("host-2-b-0000");
        other.say("resource_usage", null, words().detail("rss_bytes", 7));
        other.lines().forEach(log::repeat);

        assertThat(log.snapshot().resources())
                .containsExactly(
                        new ResourceSnapshot("host-1-a-0000", log.now(), 0.65, 412_000_000L, null, null),
                        new ResourceSnapshot("host-2-b-0000", Log.START, null, null, 7L, null));
    }

    @Test
    void stall_thatTheRunnerSays_isShownUntilSomethingEnds() {
        begin();
        log.started("map/1", words().parent("map").index(1, 3)).pass(300);
        log.say("stall_detected", RUN, words().detail("idle_ms", 290_000L)).pass(10);

        assertThat(run().step().eta()).isEqualTo(new Eta(Eta.Kind.STALLED, 0, 0, 0, 300_000));
        log.say("stall_cleared", RUN, words());
        assertThat(run().step().eta().kind()).isEqualTo(Eta.Kind.ESTIMATING);
    }
}
