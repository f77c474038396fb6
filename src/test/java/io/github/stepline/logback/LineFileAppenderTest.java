package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files behind the door whose disk is full, whose directory goes, and whose archive can't be made. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LineFileAppenderTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private final LineFileAppender file = new LineFileAppender();

    private TestDoor door(Path logs, String maxFileSize) {
        return door(file, logs, maxFileSize);
    }

    static TestDoor door(LineFileAppender file, Path logs, String maxFileSize) {
        file.setName("JSON");
        file.setFile(logs.resolve("app.jsonl").toString());
        file.setMaxFileSize(maxFileSize);
        return new TestDoor(
                door -> {
                    file.setContext(door.getContext());
                    JsonLineEncoder encoder = new JsonLineEncoder();
                    encoder.setContext(door.getContext());
                    encoder.start();
                    file.setEncoder(encoder);
                },
                file);
    }

    private static void say(TestDoor test, int from, int to) {
        for (int i = from; i < to; i++) {
            test.log().info("{}", i);
        }
    }

    static void awaitQuiet(TestDoor test) throws InterruptedException {
        while (test.door().getInFlight() > 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** The numbers said, out of every file there is, archived or not; each line must be whole. */
    static List<Integer> numbers(Path logs) throws IOException {
        return jsonIn(logs)
                .filter(line -> !line.has("action"))
                .map(line -> Integer.parseInt(line.get("message").asString()))
                .sorted()
                .toList();
    }

    private static Stream<JsonNode> jsonIn(Path logs) throws IOException {
        try (Stream<Path> files = Files.walk(logs)) {
            return files
                    .filter(file -> Files.isRegularFile(file) && file.toString().contains(".jsonl"))
                    .toList()
                    .stream()
                    .flatMap(LineFileAppenderTest::lines)
                    .map(JSON::readTree);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (file.toString().endsWith(".gz")) {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).matches("(?s)|.*\n");
            return text.lines();
        } catch (IOException unreadable) {
            throw new AssertionError(file.toString(), unreadable);
        }
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void archive_whoseNameIsTaken_losesNothing() throws Exception {
        String today = directory.resolve("app-" + LocalDate.now()).toString();
        TestDoor test = door(directory, "4KB");
        for (int i = 0; i < 3; i++) {
            Files.createDirectories(Path.of(today + "." + i + ".jsonl.gz/in-the-way"));
            Files.createDirectories(Path.of(today + "." + i + ".jsonl/in-the-way"));
        }
        say(test, 0, 500);
        awaitQuiet(test);
        assertThat(test.door().getDropped()).isZero();
        test.close();
        assertThat(numbers(directory)).isEqualTo(upTo(500));
        assertThat(file.getLost()).isZero();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains(".tmp"));
        }
    }

    @Test
    void disk_fullWhileFilesRollOver_losesOnlyWhatIsCounted() throws Exception {
        try (SmallDisk disk = SmallDisk.mountOn(directory.resolve("small"))) {
            if (disk == null) {
                return; // the stream's own test with a device that is always full covers the rest
            }
            TestDoor test = door(disk.root(), "32KB");
            say(test, 0, 1_000);
            awaitQuiet(test);
            TimeUnit.MILLISECONDS.sleep(200); // for the last archive
            disk.fill();
            say(test, 1_000, 5_000);
            awaitQuiet(test);
            disk.free();
            TimeUnit.MILLISECONDS.sleep(1_100);
            say(test, 5_000, 5_100);
            test.close();
            assertThat(numbers(disk.root())).doesNotHaveDuplicates().contains(0, 999, 5_099);
            assertNothingLostInSilence(disk.root(), "disk full while rolling");
        }
    }

    /** Each event took a number, the reports of losses too, and the last ones are there. */
    private void assertNothingLostInSilence(Path logs, String what) throws IOException {
        long[] numbers =
                jsonIn(logs).mapToLong(line -> line.get("seq").asLong()).toArray();
        long last = LongStream.of(numbers).max().orElse(0);
        System.out.printf("%s: %d said, %d in files, %d lost%n", what, last, numbers.length, file.getLost());
        assertThat(LongStream.of(numbers).distinct().count()).isEqualTo(numbers.length);
        assertThat(file.getLost()).isPositive();
        assertThat(numbers.length + file.getLost()).isEqualTo(last);
    }

    @Test
    void directory_removedWhileWriting_isMadeAnewWithinASecondOrSo() throws Exception {
        Path logs = directory.resolve("logs");
        TestDoor test = door(logs, "10MB");
        say(test, 0, 100);
        awaitQuiet(test);
        TimeUnit.MILLISECONDS.sleep(1_050);
        say(test, 100, 150);
        awaitQuiet(test);
        Files.delete(logs.resolve("app.jsonl"));
        Files.delete(logs);
        say(test, 150, 200);
        awaitQuiet(test);
        TimeUnit.MILLISECONDS.sleep(1_050);
        say(test, 200, 300);
        test.close();
        List<Integer> numbers = numbers(logs);
        assertThat(numbers).contains(200, 299);
        assertThat(numbers.size() + 100 + file.getLost()).isEqualTo(300); // 100 were in the file before the last look
    }

    @Test
    void buffer_keptByABrokenDisk_isWrittenWithoutAnotherEvent() throws Exception {
        Path logs = directory.resolve("logs");
        Path app = logs.resolve("app.jsonl");
        TestDoor test = door(logs, "10MB");
        Files.delete(app);
        Files.delete(logs);
        Files.writeString(logs, "in the way");
        TimeUnit.MILLISECONDS.sleep(1_050);
        say(test, 0, 100);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (test.said("can't be written") == 0) { // the flush comes after the last event was handed on
            assertThat(System.nanoTime() - deadline).isNegative();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Files.delete(logs);
        while (!Files.exists(app) || Files.size(app) == 0) {
            assertThat(System.nanoTime() - deadline).isNegative();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        test.close();
        assertThat(numbers(logs)).isEqualTo(upTo(100));
        assertThat(file.getLost()).isZero();
        assertThat(test.said("can't be written")).isEqualTo(1);
        assertThat(test.said("is written again")).isEqualTo(1);
    }
}
