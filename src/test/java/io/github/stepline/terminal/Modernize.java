package io.github.stepline.terminal;

import io.github.stepline.Action;
import io.github.stepline.Progress;
import java.util.List;
import java.util.Map;

/** The run of the pictures, event by event: 500 items in the second of three phases, on eight workers. */
final class Modernize {
    static final int ITEMS = 500;

    private static final Map<Integer, String> NAMES = Map.of(
            250, "invoices-2026-first-quarter-report.pdf",
            251, "minutes.docx",
            252, "議事録二〇二六年十一月の第三回.docx",
            253, "🎉 party 👩‍👩‍👧 photos.zip",
            254, "naïve café\u0007\u001b[31m.txt",
            10, "résumé 履歴書.pdf");

    private final Stage stage;

    Modernize(Stage stage) {
        this.stage = stage;
    }

    Modernize start() {
        stage.say(
                Action.RUN_STARTED,
                null,
                null,
                "name",
                "modernize-codebase",
                "children",
                List.of("setup", "map", "reduce"));
        stage.frame();
        stage.say(Action.STEP_EXECUTION_STARTED, "setup", Stage.amount(0, 12, "tables"))
                .pass(3)
                .say(Action.STEP_PROGRESS, "setup", Stage.amount(5, 12, "tables"))
                .frame();
        return this;
    }

    Modernize middle() {
        stage.say(Action.STEP_PROGRESS, "setup", Stage.amount(12, 12, "tables"))
                .pass(4.6)
                .say(Action.STEP_EXECUTION_SUCCEEDED, "setup", Stage.amount(12, 12, "tables"))
                .say(Action.STEP_EXECUTION_STARTED, "map", Stage.items(ITEMS));
        for (int i = 1; i <= 20; i++) {
            stage.say(Action.STEP_EXECUTION_SKIPPED, key(i), Stage.at(i, ITEMS, "worker-1"));
        }
        work(21, 248);
        stage.log("12:04:30.120 WARN  ai_service  rate limited by provider, retry in 4 s");
        for (int i = 249; i <= 256; i++) {
            begin(i);
        }
        stage.pass(1).say(Action.STEP_PROGRESS, key(249), Stage.amount(150_300_000, 332_100_000, "bytes"));
        stage.say(Action.STEP_PROGRESS, key(250), Stage.amount(42_500_000, 332_100_000, "bytes"));
        stage.say(Action.STEP_PROGRESS, key(251), doing("connecting"));
        retry(252);
        stage.say(Action.STEP_PROGRESS, key(252), Stage.amount(9_000_000, 10_000_000, "bytes"));
        stage.say(
                Action.RESOURCE_USAGE,
                null,
                null,
                "cpu",
                0.65,
                "heap_bytes",
                412_000_000L,
                "rss_bytes",
                1_200_000_000L,
                "disk_written_bytes",
                450_000_000L);
        stage.frame();
        return this;
    }

    Modernize stall() {
        stage.pass(312).frame();
        return this;
    }

    Modernize failure() {
        stage.fail(
                        key(249),
                        Stage.at(249, ITEMS, "worker-1"),
                        "no answer from https://host.example/0249 in 300 s, and nobody knows why")
                .frame();
        return this;
    }

    Modernize end() {
        for (int i = 250; i <= 256; i++) {
            finish(i);
        }
        work(257, ITEMS);
        stage.say(Action.STEP_EXECUTION_SUCCEEDED, "map", null)
                .say(Action.STEP_EXECUTION_STARTED, "reduce", null)
                .frame()
                .pass(2)
                .say(Action.STEP_EXECUTION_SUCCEEDED, "reduce", null)
                .say(Action.RUN_COMPLETED, null, null)
                .frame();
        return this;
    }

    private void work(int from, int to) {
        for (int i = from; i <= to; i++) {
            begin(i);
            stage.pass(1.07);
            if (i == 31) {
                stage.fail(key(i), Stage.at(i, ITEMS, worker(i)), "HTTP 404 for https://host.example/0031");
            } else {
                finish(i);
            }
        }
    }

    private void begin(int item) {
        stage.say(Action.STEP_EXECUTION_STARTED, key(item), Stage.at(item, ITEMS, worker(item)));
    }

    private void finish(int item) {
        stage.say(Action.STEP_EXECUTION_SUCCEEDED, key(item), Stage.at(item, ITEMS, worker(item)));
    }

    private void retry(int item) {
        Progress second = new Progress(null, (long) item, (long) ITEMS, null, null, null, 1, 3, worker(item));
        stage.say(Action.STEP_RETRY_SCHEDULED, key(item), second, "delay_ms", 4_000)
                .pass(0.2);
        stage.say(Action.STEP_EXECUTION_STARTED, key(item), second);
    }

    private static Progress doing(String word) {
        return new Progress(word, null, null, null, null, null, null, null, null);
    }

    private static String key(int item) {
        return "map/" + NAMES.getOrDefault(item, String.format("%04d", item));
    }

    private static String worker(int item) {
        return "worker-" + (item % 8 + 1);
    }
}
