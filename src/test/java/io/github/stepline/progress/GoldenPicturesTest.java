package io.github.stepline.progress;

import static io.github.stepline.progress.Log.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run from its start to its summary, as JSON. Where a picture differs from {@code golden/progress}, the new one lies in
 * {@code target/golden/progress}: look at it and copy it.
 */
class GoldenPicturesTest {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final int ITEMS = 12;

    private final Log log = new Log();

    private void begin() {
        log.run("run_started", words().detail("name", "nightly").detail("children", List.of("setup", "map", "reduce")));
        log.pass(0.5).started("setup", words().parent(Log.RUN).count(null, 3L, "checks"));
        log.pass(0.7).tick("setup", words().parent(Log.RUN).count(2L, 3L, "checks"));
    }

    private void goOn() {
        log.pass(0.8)
                .step(
                        "step_execution_succeeded",
                        "setup",
                        words().parent(Log.RUN).ms(1_500).count(3L, 3L, "checks"));
        log.started(
                "map",
                words().parent(Log.RUN).count(null, (long) ITEMS, "files").detail("description", "Read all invoices."));
        log.step("step_execution_skipped", "map/01", words().parent("map").index(1, ITEMS));
        log.step("step_execution_skipped", "map/02", words().parent("map").index(2, ITEMS));
        for (int i = 3; i <= 7; i++) {
            log.started(id(i), item(i)).pass(1.25);
            log.tick(id(i), words().parent("map").count(150_000L * i, 2_000_000L, "bytes"));
            log.pass(1.25);
            if (i == 5) {
                log.step(
                        "step_retry_scheduled",
                        id(i),
                        words().parent("map").attempt(1, 3).error("java.io.IOException", "connection reset"));
            } else if (i == 6) {
                log.step(
                        "step_timed_out", id(i), words().parent("map").ms(2_500).detail("reason", "no answer in 2 s"));
                log.step("step_dead_lettered", id(i), words().parent("map"));
            } else {
                log.step(
                        "step_execution_succeeded",
                        id(i),
                        words().parent("map").ms(2_500).count(2_000_000L, 2_000_000L, "bytes"));
            }
        }
        log.started(id(8), item(8)).started(id(9), item(9));
        log.started(id(8) + "/download", words().parent(id(8))).pass(1);
        log.tick(id(9), words().parent("map").doing("connecting").count(1L, 2_000_000L, "bytes"));
        log.say(
                "resource_usage",
                null,
                words().detail("cpu", 0.65)
                        .detail("heap_bytes", 412_000_000)
                        .detail("rss_bytes", 1_200_000_000)
                        .detail("disk_written_bytes", 450_000_000));
    }

    private void finish() {
        log.step("step_execution_succeeded", id(8), words().parent("map").ms(4_000));
        log.step("step_execution_cancelled", id(9), words().parent("map").ms(4_000));
        log.started(id(5), item(5)).pass(2);
        log.step("step_execution_succeeded", id(5), words().parent("map").ms(9_000));
        log.step(
                "step_execution_failed",
                "map",
                words().parent(Log.RUN).ms(20_000).detail("reason", "2 failed"));
        log.run("run_failed", words().ms(30_000).detail("reason", "2 of 12 files could not be read"));
    }

    private static String id(int i) {
        return String.format("map/%02d", i);
    }

    private static Log.Words item(int i) {
        return words().parent("map").index(i, ITEMS).worker("worker-" + (1 + i % 2));
    }

    @Test
    void start_phaseThatCounts_isDrawn() throws IOException {
        begin();
        check(log.snapshot(), "start.json");
    }

    @Test
    void middle_itemsOfAllKinds_areDrawn() throws IOException {
        begin();
        goOn();
        check(log.snapshot(), "middle.json");
    }

    @Test
    void pause_run_isDrawn() throws IOException {
        begin();
        goOn();
        log.run("run_paused", words().detail("by", "anna").detail("reason", "the disk is full"));
        check(log.fold().snapshot(log.now().plusSeconds(63)), "paused.json");
    }

    @Test
    void stall_aMinuteOfNothing_isDrawn() throws IOException {
        begin();
        goOn();
        check(log.fold().snapshot(log.now().plusSeconds(60)), "stalled.json");
    }

    @Test
    void end_failedRun_isDrawn() throws IOException {
        begin();
        goOn();
        finish();
        check(log.snapshot(), "end.json");
    }

    private static void check(Snapshot snapshot, String name) throws IOException {
        JsonNode node = ProgressSchema.check(snapshot);
        String found = PRETTY.writeValueAsString(node) + "\n";
        String expected = "";
        try (InputStream golden = GoldenPicturesTest.class.getResourceAsStream("/golden/progress/" + name)) {
            expected = golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!found.equals(expected)) {
            Path written = Path.of("target/golden/progress", name);
            Files.createDirectories(written.getParent());
            Files.writeString(written, found);
        }
        assertThat(found).isEqualTo(expected);
    }
}
