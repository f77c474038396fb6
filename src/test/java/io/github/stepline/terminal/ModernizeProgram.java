package io.github.stepline.terminal;

import io.github.stepline.Events;
import io.github.stepline.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of three phases as the picture of the console shows it, in seconds; says numbered log lines meanwhile. Arguments:
 * how many items, how long one takes in milliseconds, and what to do at the end: {@code end}, {@code throw}, {@code exit}
 * or {@code hang}.
 */
final class ModernizeProgram {
    private static final Logger LOG = LoggerFactory.getLogger("com.example.Modernizer");
    private static final List<String> NAMES = List.of(
            "invoices-2026-first-quarter-report.pdf", "minutes.docx", "議事録二〇二六年十一月.docx", "🎉 party 👩‍👩‍👧.md");

    private final int items;
    private final int itemMs;
    private final AtomicInteger said = new AtomicInteger();

    private ModernizeProgram(int items, int itemMs) {
        this.items = items;
        this.itemMs = itemMs;
    }

    public static void main(String[] arguments) throws Exception {
        String directory = System.getenv("STEPLINE_LOG_DIR");
        if (directory != null) {
            Files.writeString(Path.of(directory, "pid"), ProcessHandle.current().pid() + "\n");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LOG.warn("a hook of the application ran")));
        ModernizeProgram program = new ModernizeProgram(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        Step run = Events.runStarted("modernize-codebase", e -> e.children("setup", "map", "reduce"));
        program.setup(run);
        program.map(run, arguments[2]);
        Step reduce = run.child("reduce");
        Thread.sleep(program.itemMs);
        reduce.succeeded();
        run.succeeded();
        System.out.println("The program is done.");
    }

    private void setup(Step run) throws InterruptedException {
        Step setup = run.child("setup", e -> e.total(12).unit("tables"));
        for (int i = 0; i < 12; i++) {
            Thread.sleep(itemMs / 20);
            setup.advance(1);
        }
        setup.succeeded();
    }

    private void map(Step run, String end) throws InterruptedException {
        Step map = run.child("map", e -> e.items(items));
        for (int i = 1; i <= items / 20; i++) {
            int index = i;
            map.childSkipped(String.format("%04d", i), "done yesterday", e -> e.index(index, items));
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService workers =
                Executors.newFixedThreadPool(6, task -> new Thread(task, "worker-" + number.incrementAndGet()));
        for (int i = items / 20 + 1; i <= items; i++) {
            int index = i;
            workers.execute(() -> item(map, index));
        }
        workers.shutdown();
        if (!end.equals("end")) {
            Thread.sleep(3L * itemMs);
            endEarly(end);
        }
        while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
            LOG.info("still at it");
        }
        map.succeeded();
    }

    private static void endEarly(String how) throws InterruptedException {
        switch (how) {
            case "throw" -> throw new IllegalStateException("something went wrong in main");
            case "exit" -> System.exit(3);
            default -> Thread.sleep(3_600_000);
        }
    }

    private void item(Step map, int index) {
        String key = String.format("%04d", index) + (index % 5 == 0 ? " " + NAMES.get(index / 5 % NAMES.size()) : "");
        String worker = Thread.currentThread().getName();
        Step item = map.child(key, e -> e.index(index, items).worker(worker));
        try {
            work(item, index);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Step item, int index) throws InterruptedException {
        Random random = new Random(index);
        if (index % 3 == 0) {
            LOG.info("line {} of the log, said while item {} runs", said.incrementAndGet(), index);
        }
        if (index % 17 == 0) {
            item.retryScheduled(1, 3, Duration.ofMillis(itemMs), new IOException("rate limited by provider"));
            Thread.sleep(itemMs / 4);
            item.restarted();
        }
        long bytes = 1_000_000L + random.nextInt(400_000_000);
        if (index % 7 != 0) {
            item.total(bytes, "bytes");
        }
        for (int i = 0; i < 10; i++) {
            Thread.sleep(itemMs / 10 + random.nextInt(1 + itemMs / 10));
            if (index % 7 != 0) {
                item.advance(bytes / 10);
            }
        }
        if (index % 7 == 0) {
            System.out.println("printed by other code at item " + index);
        }
        if (index % 31 == 0) {
            item.failed(new IOException("HTTP 404 for https://host.example/" + index + " which is not there any more"));
        } else {
            item.succeeded();
        }
    }
}
