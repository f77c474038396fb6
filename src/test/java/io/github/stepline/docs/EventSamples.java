package io.github.stepline.docs;

import static java.time.Duration.ofSeconds;

import io.github.stepline.ApiCall;
import io.github.stepline.Command;
import io.github.stepline.Component;
import io.github.stepline.Events;
import io.github.stepline.Level;
import io.github.stepline.State;
import io.github.stepline.Step;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** One call for each event of {@code docs/events.md}; what stands between the marks is shown there. */
@SuppressWarnings("unused")
final class EventSamples {
    private static final Component BILLING = Component.of("billing");

    private EventSamples() {}

    static void runs() {
        // sample run_started
        Step run = Events.runStarted("nightly-import", e -> e.items(500).children("load", "publish"));
        // sample run_paused
        run.paused(e -> e.by("anna"));
        // sample run_resumed
        run.resumed(e -> e.by("anna"));
        // sample run_completed
        run.succeeded(e -> e.detail("new", 461).detail("existing", 20).detail("failed", 0));
        // end
        Step failing = Events.runStarted("nightly-import");
        // sample run_failed
        failing.failed("3 of 500 files could not be read", e -> e.detail("failed", 3));
        // end
        Step cancelled = Events.runStarted("nightly-import");
        // sample run_cancelled
        cancelled.cancelled("the process was asked to stop");
        // sample preflight_started
        Events.event(Component.RUNNER, "preflight_started");
        // sample preflight_passed
        Events.event(Component.RUNNER, "preflight_passed", e -> e.detail("preview", "{pages=12}"));
        // sample preflight_failed
        Events.event(
                Component.RUNNER, "preflight_failed", e -> e.level(Level.ERROR).reason("IOException: no such page"));
        // sample stall_detected
        Events.event(
                Component.RUNNER,
                "stall_detected",
                e -> e.level(Level.WARN)
                        .detail("idle_ms", 300_000)
                        .detail("oldest_step", "page-17")
                        .detail("stack", List.of("com.example.Page.load(Page.java:42)")));
        // sample stall_cleared
        Events.event(Component.RUNNER, "stall_cleared", e -> e.detail("idle_ms", 340_000));
        // sample resource_usage
        // Said by itself, every two seconds while a run or a step is open; files keep one every ten seconds.
        Events.event(
                Component.RUNNER,
                "resource_usage",
                e -> e.level(Level.DEBUG)
                        .detail("cpu", 0.65)
                        .detail("heap_bytes", 431_921_152)
                        .detail("rss_bytes", 1_203_765_248)
                        .detail("disk_written_bytes", 471_859_200));
        // end
    }

    static void steps() {
        // sample step_execution_started
        Step load = Events.stepStarted(
                "load", e -> e.description("Read all invoices.").total(500).unit("files"));
        // sample step_execution_paused
        load.paused(e -> e.by("anna").reason("the disk is full"));
        // sample step_execution_resumed
        load.resumed(e -> e.by("anna"));
        // sample step_execution_succeeded
        load.succeeded(e -> e.detail("rows", 81_204));
        // end
        Step page = Events.stepStarted("page-17");
        // sample step_retry_scheduled
        page.retryScheduled(1, 3, ofSeconds(4), new IOException("connection reset"));
        // end
        page.restarted();
        // sample step_execution_failed
        page.failed(new NoSuchFileException("pages/17.html"));
        // end
        // sample step_dead_lettered
        page.deadLettered(4, null);
        // end
        Step slow = Events.stepStarted("slow");
        // sample step_timed_out
        slow.timedOut(ofSeconds(300), null);
        // end
        Step stuck = Events.stepStarted("stuck");
        // sample step_abandoned
        stuck.abandoned("its thread worker-3 does not stop", null);
        // end
        Step mail = Events.stepStarted("mail");
        // sample step_execution_cancelled
        mail.cancelled("nobody needs it any more");
        // sample step_execution_skipped
        Events.stepSkipped("page-16", "the result is there already");
        // sample step_progress
        Events.stepProgress("page-18", 150, 332, e -> e.unit("MB"));
        // end
    }

    static void aiService() {
        // sample api_request_sent
        ApiCall call = Events.apiRequestSent("OpenAI", "gpt-4-turbo", 1_200, 1_000);
        // sample api_response_received
        call.received(200, 850, 2_050);
        // end
        ApiCall limited = Events.apiRequestSent("OpenAI", "gpt-4-turbo");
        // sample api_response_failed
        limited.failed(429, "RateLimitError", "API rate limit exceeded. Please try again later.");
        // end
    }

    static void files() {
        Path file = Path.of("out/report.pdf");
        // sample file_created
        Events.fileCreated(file);
        // sample file_create_failed
        Events.fileCreateFailed(file, "FileAlreadyExistsException", null);
        // sample file_read
        Events.fileRead(file, 4_096);
        // sample file_read_failed
        Events.fileReadFailed(file, new NoSuchFileException("out/report.pdf"));
        // sample file_written
        Events.fileWritten(file, 4_096, false);
        // sample file_write_failed
        Events.fileWriteFailed(file, "AccessDeniedException", null);
        // sample file_deleted
        Events.fileDeleted(file);
        // sample file_delete_failed
        Events.fileDeleteFailed(file, "DirectoryNotEmptyException", null);
        // end
    }

    static void commands() {
        // sample command_execution_started
        Command tests = Events.commandStarted("pytest -v", Path.of("tests"));
        // sample command_execution_completed
        tests.completed(0, 1_500, 0);
        // end
        Command build = Events.commandStarted("make all");
        // sample command_execution_failed
        build.failed(2, 310, 77);
        // end
    }

    static void user() {
        // sample execution_pause_requested
        Events.executionPauseRequested("load", e -> e.by("anna"));
        // sample execution_resume_requested
        Events.executionResumeRequested("load", e -> e.by("anna"));
        // sample execution_cancel_requested
        Events.executionCancelRequested("load", e -> e.by("anna").reason("wrong input"));
        // sample execution_retry_requested
        Events.executionRetryRequested("page-17", e -> e.by("anna"));
        // sample context_added_by_user
        Events.contextAddedByUser("load", "Look at the invoices of March first.");
        // end
    }

    static void states() {
        // sample state_changed
        Events.stateChanged("connection to warehouse", State.RUNNING, State.FAILED);
        // end
        Step done = Events.stepStarted("publish");
        done.succeeded();
        // sample illegal_transition
        done.resumed();
        // sample your own
        Events.event(BILLING, "invoice_sent", e -> e.detail("invoice", 17).detail("positions", List.of("a", "b")));
        // end
    }

    static void all() {
        runs();
        steps();
        aiService();
        files();
        commands();
        user();
        states();
    }
}
