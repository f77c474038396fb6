package io.github.stepline.batch;

import io.github.stepline.redact.Redactor;
import java.io.Console;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to do with the first item before the others: it goes alone, through all its retries, and counts as the item that
 * it is. Then it is decided whether the run goes on; no is exit code 3.
 */
public final class Preflight {
    private static final Preflight SKIP = new Preflight(null);

    private final @Nullable Function<Report, Boolean> question;

    private Preflight(@Nullable Function<Report, Boolean> question) {
        this.question = question;
    }

    /**
     * How the first item did.
     *
     * @param key its key
     * @param isPassed whether it succeeded
     * @param text the first 500 characters of its result, or its error; masked
     */
    public record Report(String key, boolean isPassed, String text) {
        private static final int LONGEST = 500;

        /** @param value the result or the error as they are: cut and masked here */
        static Report of(String key, boolean isPassed, @Nullable Object value) {
            Map<String, @Nullable Object> sample = new HashMap<>();
            sample.put("sample", value);
            String text = String.valueOf(Summary.masked(sample).get("sample"));
            return new Report(
                    Redactor.shared().redact(key),
                    isPassed,
                    text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        }
    }

    /** No preflight. */
    public static Preflight skip() {
        return SKIP;
    }

    /** Goes on after a success and stops after a failure, without a question. */
    public static Preflight require() {
        return ask(Report::isPassed);
    }

    /** Asks on the terminal. Without one it asks nobody: it goes on after a success and stops after a failure. */
    public static Preflight ask() {
        return ask(Preflight::answerOnTerminal);
    }

    /**
     * Asks a function, on a thread of its own; true goes on. A run that is cancelled in the meantime does not wait for
     * the answer, but interrupts who waits for it; a function that throws stops the run.
     */
    public static Preflight ask(Function<Report, Boolean> question) {
        return new Preflight(question);
    }

    boolean isSkipped() {
        return question == null;
    }

    boolean goesOn(Report report) {
        return question == null || question.apply(report);
    }

    /** The answer that {@link #ask()} gets, for a function that has to make room on the terminal first. */
    public static boolean answerOnTerminal(Report report) {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return report.isPassed();
        }
        String prompt = report.isPassed() ? "Enter to proceed, n to stop: " : "Continue anyway? (y/N) ";
        String answer = readLine(console, prompt);
        return answer != null && isYes(answer.strip().toLowerCase(Locale.ROOT), report.isPassed());
    }

    /** Reads on a thread that may be left alone, because an interrupt does not end reading; null for no answer. */
    private static @Nullable String readLine(Console console, String prompt) {
        CompletableFuture<@Nullable String> line = new CompletableFuture<>();
        Thread unused = WorkerThreads.start(
                () -> line.complete(console.readLine("%s", prompt)), "stepline-batch-answer", false);
        try {
            return line.get();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static boolean isYes(String answer, boolean isPassed) {
        return isPassed ? answer.isEmpty() || answer.startsWith("y") : answer.startsWith("y");
    }

    /** Since Java 22 there may be a console where there is no terminal. */
    private static boolean isTerminal(Console console) {
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
