package io.github.stepline.batch;

import java.nio.file.Path;
import java.util.stream.IntStream;

/** A program that resumes a batch; its end may come at any moment. */
final class KilledBatch {
    private KilledBatch() {}

    /** @param arguments the directory of the runs, how many items, how many milliseconds each takes */
    public static void main(String[] arguments) {
        int items = Integer.parseInt(arguments[1]);
        long millis = Long.parseLong(arguments[2]);
        BatchResult result = Batch.of(
                        "killed", IntStream.range(0, items).boxed().toList())
                .key(item -> "item-" + item)
                .workers(4)
                .runs(Path.of(arguments[0]))
                .resume()
                .run((item, step) -> {
                    Thread.sleep(millis);
                    return item;
                });
        System.exit(result.exitCode());
    }
}
