package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run tells its journal, whatever the loggers do. */
class JournalTest {
    @RegisterExtension
    final Captured events = new Captured();

    private final Kept kept = new Kept();

    /** A journal that keeps what it is told, and refuses the ids that it is told to refuse. */
    private static final class Kept implements Journal {
        final List<String> claims = new ArrayList<>();
        final List<LogEvent> said = new ArrayList<>();
        int refusals;

        @Override
        public boolean claim(String runId) {
            claims.add(runId);
            return refusals-- <= 0;
        }

        @Override
        public void say(LogEvent event) {
            said.add(event);
        }

        List<String> actions() {
            return said.stream().map(event -> String.valueOf(event.action())).toList();
        }
    }

    @Test
    void journal_isToldOfTheRunAndItsSteps_whenTheLoggersLetNothingThrough() {
        events.logger().setLevel(Level.OFF);
        Step run = Events.runStarted("import", kept, e -> e.items(2));
        Step page = run.child("page-1");
        page.failed("torn");
        run.childSkipped("page-2", "done", null);
        run.failed("1 of 2 failed");
        assertThat(events.lines()).isEmpty();
        assertThat(kept.claims).containsExactly(run.id());
        assertThat(kept.actions())
                .containsExactly(
                        "run_started",
                        "step_execution_started",
                        "step_execution_failed",
                        "step_execution_skipped",
                        "run_failed");
        assertThat(kept.said).allSatisfy(event -> assertThat(event.runId()).isEqualTo(run.id()));
    }

    @Test
    void journal_knowsWhatIsSaidUnderTheRun_andNothingOfOthers() {
        Step run = Events.runStarted("import", kept, null);
        Step other = Events.runStarted("other");
        Scope scope = run.makeCurrent();
        Events.fileDeleted(Path.of("a"));
        scope.close();
        Events.fileDeleted(Path.of("b"));
        other.succeeded();
        run.succeeded();
        assertThat(kept.actions()).containsExactly("run_started", "file_deleted", "run_completed");
    }

    @Test
    void journal_afterTheEndOfItsRun_isNotCalled() {
        Step run = Events.runStarted("import", kept, null);
        run.succeeded();
        Events.fileDeleted(Path.of("late"));
        Scope scope = run.makeCurrent();
        Events.fileDeleted(Path.of("later"));
        scope.close();
        assertThat(kept.actions()).containsExactly("run_started", "run_completed");
    }

    @Test
    void idThatIsTaken_isNotUsed() {
        kept.refusals = 2;
        Step run = Events.runStarted("import", kept, null);
        assertThat(kept.claims).hasSize(3).doesNotHaveDuplicates().last().isEqualTo(run.id());
        assertThat(kept.said).singleElement().extracting(LogEvent::runId).isEqualTo(run.id());
        run.succeeded();
    }

    @Test
    void journal_thatThrows_reachesNobody() {
        Journal broken = new Journal() {
            @Override
            public boolean claim(String runId) {
                return true;
            }

            @Override
            public void say(LogEvent event) {
                throw new IllegalStateException("full");
            }
        };
        Step run = Events.runStarted("import", broken, null);
        run.child("page").succeeded();
        run.succeeded();
        assertThat(events.actions())
                .containsExactly("run_started", "step_execution_started", "step_execution_succeeded", "run_completed");
    }
}
