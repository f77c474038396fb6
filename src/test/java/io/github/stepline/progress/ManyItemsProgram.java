package io.github.stepline.progress;

import static io.github.stepline.progress.Log.RUN;
import static io.github.stepline.progress.Log.words;

import io.github.stepline.json.Line;
import java.util.Objects;

/** {@code ITEMS}: folds a run of so many items, of which some are there already, fail or are tried again. */
final class ManyItemsProgram {
    private ManyItemsProgram() {}

    public static void main(String[] arguments) {
        long items = Long.parseLong(arguments[0]);
        Fold fold = new Fold();
        Log log = new Log();
        log.run("run_started", words().items(items)).started("map", words().parent(RUN));
        for (long i = 1; i <= items; i++) {
            item(log, i, items);
            for (Line line : log.lines()) {
                fold.accept(line);
            }
            log.lines().clear();
        }
        RunSnapshot run = Objects.requireNonNull(fold.snapshot().run());
        System.out.printf(
                "%s existing=%d completed=%d failed=%d listed=%d/%d/%d trend=%d%n",
                run.step().work(),
                run.step().counts().existing(),
                run.step().counts().completed(),
                run.step().counts().failed(),
                run.existing().size(),
                run.completed().size(),
                run.failed().size(),
                run.step().trend().done().size());
    }

    private static void item(Log log, long i, long items) {
        String id = "map/" + i;
        Log.Words start = words().parent("map").index(i, items).worker("virtual-" + i);
        log.pass(0.001);
        if (i % 10 == 0) {
            log.step("step_execution_skipped", id, start);
            return;
        }
        log.started(id, start);
        if (i % 100 == 7) {
            log.step("step_retry_scheduled", id, words().parent("map").attempt(1, 3))
                    .started(id, start);
        }
        if (i % 1_000 == 1) {
            log.step("step_execution_failed", id, words().parent("map").error("E", "item " + i + " is gone"));
        } else {
            log.step("step_execution_succeeded", id, words().parent("map").ms(1));
        }
    }
}
