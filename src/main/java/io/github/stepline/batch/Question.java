package io.github.stepline.batch;

import io.github.stepline.Component;
import io.github.stepline.EventBuilder;
import io.github.stepline.Events;
import io.github.stepline.Level;
import io.github.stepline.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the other items shall go on after the first one; asked on a thread of its own, so that the run still obeys. For
 * one thread.
 */
final class Question implements AutoCloseable {
    private static final long LEAVE_MS = 1_000;

    private final Preflight preflight;
    private final Step run;
    private final Runnable wake;
    private @Nullable CompletableFuture<Boolean> answer;
    private @Nullable Thread asking;
    private boolean isPassed;

    /** @param wake is called on another thread when the answer is there */
    Question(Preflight preflight, Step run, Runnable wake) {
        this.preflight = preflight;
        this.run = run;
        this.wake = wake;
    }

    /** Says that the first item goes alone. */
    void announce() {
        say("preflight_started", Level.INFO, e -> {});
    }

    /** Says how the first item did, and asks; a first item that was none (null) needs no question. */
    void ask(Preflight.@Nullable Report report) {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        answer = asked;
        if (report == null) {
            asked.complete(true);
            return;
        }
        isPassed = report.isPassed();
        if (isPassed) {
            say("preflight_passed", Level.INFO, e -> e.detail("preview", report.text()));
        } else {
            say("preflight_failed", Level.ERROR, e -> e.reason(report.text()));
        }
        asking = WorkerThreads.start(() -> answer(asked, report), "stepline-batch-question", false);
    }

    private void say(String action, Level level, Consumer<EventBuilder> more) {
        Events.event(
                Component.RUNNER,
                action,
                e -> more.accept(e.level(level).runId(run.id()).stepId(run.id())));
    }

    private void answer(CompletableFuture<Boolean> asked, Preflight.Report report) {
        try {
            asked.complete(preflight.goesOn(report));
        } catch (Throwable broken) {
            asked.completeExceptionally(broken);
        }
        wake.run();
    }

    boolean isAsked() {
        return answer != null;
    }

    boolean isAnswered() {
        return answer != null && answer.isDone();
    }

    /** Why the run ends here, or null when it goes on; to be called when it {@link #isAnswered}. */
    @Nullable
    Ending refusal() {
        try {
            boolean goesOn = answer == null || answer.join();
            return goesOn ? null : Ending.refused("the pre-flight " + (isPassed ? "was declined" : "failed"));
        } catch (CompletionException broken) {
            return Ending.stopped("the question of the pre-flight broke: " + broken.getCause());
        }
    }

    /** Whoever asks when nobody wants to know any more gets a moment to leave the terminal. */
    @Override
    public void close() {
        if (asking != null) {
            asking.interrupt();
            try {
                asking.join(LEAVE_MS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
