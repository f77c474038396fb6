package io.github.stepline.progress;

import io.github.stepline.Progress;
import org.jspecify.annotations.Nullable;

/** What lines have said about a step for people to read. A later word replaces an earlier one, silence does not. */
final class Label {
    private @Nullable String name;
    private @Nullable Long of;
    private @Nullable Integer attempt;
    private @Nullable Integer maxAttempts;
    private @Nullable String doing;
    private @Nullable String problem;

    void take(@Nullable Progress progress) {
        if (progress != null) {
            of = progress.of() == null ? of : progress.of();
            attempt = progress.attempt() == null ? attempt : progress.attempt();
            maxAttempts = progress.maxAttempts() == null ? maxAttempts : progress.maxAttempts();
            doing = progress.name() == null ? doing : progress.name();
        }
    }

    void name(@Nullable String newName) {
        name = newName == null ? name : newName;
    }

    void problem(@Nullable String newProblem) {
        problem = newProblem == null ? problem : newProblem;
    }

    void forgetProblem() {
        problem = null;
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    Long of() {
        return of;
    }

    @Nullable
    Integer attempt() {
        return attempt;
    }

    @Nullable
    Integer maxAttempts() {
        return maxAttempts;
    }

    /** What is done now, by the program's own word. */
    @Nullable
    String doing() {
        return doing;
    }

    /** What went wrong last, or why it was called off. */
    @Nullable
    String problem() {
        return problem;
    }
}
