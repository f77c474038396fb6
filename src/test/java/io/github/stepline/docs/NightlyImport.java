package io.github.stepline.docs;

import static java.time.Duration.ofSeconds;

import io.github.stepline.ApiCall;
import io.github.stepline.Command;
import io.github.stepline.Events;
import io.github.stepline.Scope;
import io.github.stepline.Step;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that says what it does: what the recipes of {@code docs/jq.md} are asked about. Nothing is measured. */
final class NightlyImport {
    private static final Logger LOG = LoggerFactory.getLogger("com.example.NightlyImport");
    private static final String MODEL = "gpt-4-turbo";
    private static final String SMALL_MODEL = "gpt-4o-mini";

    private int calls;

    /** A night without trouble. */
    void quietNight() {
        Step run = Events.runStarted("nightly-import", e -> e.children("load"));
        Step load = run.child("load");
        for (String file : new String[] {"a.csv", "b.csv"}) {
            Step item = load.child(file, e -> e.stepType("file"));
            on("worker-1", item, () -> Events.fileRead(Path.of("in", file), 48_211));
            ended(item, 9_310.4);
        }
        ended(load, 18_702.9);
        ended(run, 18_711.2);
    }

    /** A night on which files can't be read, a service is busy and a command fails. */
    void badNight() {
        LOG.info("Settings read from import.toml");
        Step run = Events.runStarted("nightly-import", e -> e.children("load", "summarise", "publish"));
        load(run.child("load", e -> e.description("Read the invoices.")));
        summarise(run.child("summarise"));
        publish(run.child("publish"));
        run.failed("2 of 3 phases failed", e -> e.durationMs(241_655.3));
    }

    private void load(Step load) {
        Step a = file(load, "a.csv", 1);
        on("worker-1", a, () -> Events.fileRead(Path.of("in/a.csv"), 48_211));
        Step b = file(load, "b.csv", 2);
        on("worker-2", b, () -> {
            LOG.warn("Connection to the share is slow: {} ms", 2_100);
            b.retryScheduled(1, 3, ofSeconds(4), connectionReset(), e -> e.durationMs(8_004.1));
        });
        ended(a, 12_400.6);
        Step c = file(load, "c.csv", 3);
        on("worker-1", c, () -> c.failed(denied("in/c.csv"), e -> e.durationMs(3.2)));
        on("worker-2", b, () -> {
            b.restarted(e -> e.attempt(2, 4));
            b.retryScheduled(2, 3, ofSeconds(8), connectionReset(), e -> e.durationMs(20_118.0));
        });
        load.childSkipped("d.csv", "the result is there already");
        pause(load);
        on("worker-2", b, () -> {
            b.restarted(e -> e.attempt(3, 4));
            Events.fileRead(Path.of("in/b.csv"), 1_048_576);
        });
        ended(b, 64_250.9);
        load.succeeded(e -> e.durationMs(66_020.4).detail("failed", 1));
    }

    private static void pause(Step load) {
        on("main", load, () -> {
            Events.executionPauseRequested("load", e -> e.by("anna").reason("the share is being moved"));
            load.paused(e -> e.by("anna"));
            Events.executionResumeRequested("load", e -> e.by("anna"));
            load.resumed(e -> e.by("anna"));
        });
    }

    private void summarise(Step summarise) {
        Step first = page(summarise, 1);
        on("worker-1", first, () -> ask(MODEL, 1_200).received(200, 850, 2_050, e -> e.durationMs(6_400.5)));
        ended(first, 6_431.0);
        Step second = page(summarise, 2);
        on("worker-2", second, () -> {
            ask(MODEL, 1_350).received(200, 410, 1_760, e -> e.durationMs(4_020.8));
            ask(SMALL_MODEL, 300).received(200, 95, 395, e -> e.durationMs(900.2));
        });
        ended(second, 5_203.7);
        Step third = page(summarise, 3);
        on("worker-1", third, () -> {
            String reason = "Too many requests: try again in 20 s.";
            ask(SMALL_MODEL, 280).failed(429, "RateLimitError", reason, e -> e.durationMs(112.9));
            Events.stepFailed("summarise/page-3", 130.4, "RateLimitError", reason);
        });
        summarise.failed("1 of 3 pages has no summary", e -> e.durationMs(11_820.3));
    }

    private ApiCall ask(String model, int promptTokens) {
        String id = String.format("ai_call_%03d_req", ++calls);
        return Events.apiRequestSent("OpenAI", model, promptTokens, 1_000, e -> e.eventId(id));
    }

    private static void publish(Step publish) {
        on("main", publish, () -> {
            Command report = Events.commandStarted("make report", Path.of("out"));
            Events.fileWritten(Path.of("out/report.pdf"), 120_400, false);
            Events.fileWritten(Path.of("out/report.pdf"), 131_072, true);
            Events.fileWritten(Path.of("out/summary.json"), 4_096, false);
            report.completed(0, 1_500, 0, e -> e.durationMs(31_007.7));
            Events.commandStarted("grep -c TODO out/report.txt").completed(1, 2, 0, e -> e.durationMs(14.2));
            Events.commandStarted("rsync -a out/ backup:/reports").failed(23, 0, 310, e -> e.durationMs(102_850.1));
            LOG.error("The backup is incomplete", connectionReset());
        });
        Step forgotten = publish.child("mail");
        on("mailer", forgotten, () -> LOG.info("Waiting for the mail server"));
        publish.failed("rsync ended with 23", e -> e.durationMs(160_330.6));
    }

    private static Step file(Step load, String name, int index) {
        return load.child(name, e -> e.stepType("file").index(index, 4));
    }

    private static Step page(Step summarise, int number) {
        return summarise.child("page-" + number, e -> e.stepType("page").index(number, 3));
    }

    private static void ended(Step step, double durationMs) {
        step.succeeded(e -> e.durationMs(durationMs));
    }

    /** Does it on a thread of this name, with the step as the current one. */
    private static void on(String thread, Step step, Runnable work) {
        Thread worker = new Thread(
                () -> {
                    try (Scope scope = step.makeCurrent()) {
                        assert scope != null;
                        work.run();
                    }
                },
                thread);
        worker.start();
        try {
            worker.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static IOException connectionReset() {
        return thrown(new SocketException("Connection reset"), "com.example.Share", "read");
    }

    private static IOException denied(String file) {
        return thrown(new AccessDeniedException(file), "com.example.Invoices", "parse");
    }

    /** Its frames are made up, so that its hash is the same on every JDK. */
    private static IOException thrown(IOException error, String type, String method) {
        error.setStackTrace(new StackTraceElement[] {new StackTraceElement(type, method, null, -1)});
        return error;
    }
}
