package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives that can't be made cost no line: their files stay, nobody waits for them, and they are made later. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArchivePolicyTest {
    private static final int MAX_FILE_SIZE = 64 * 1024;
    private static final int HEADROOM = 40 * 1024;
    private static final int NOISE_BYTES = 350;
    private static final String ROLLED = "app-\\d{4}-\\d\\d-\\d\\d\\.\\d+\\.jsonl";
    private static final String FIRST_ROLLED = "app-\\d{4}-\\d\\d-\\d\\d\\.0\\.jsonl";

    @TempDir
    private Path directory;

    private final LineFileAppender file = new LineFileAppender();
    private final Random random = new Random(17);
    private int said;

    /** Says lines of which half their size is noise, so that no archive is small, until something holds. */
    private void sayUntil(TestDoor test, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime() - deadline).as("time left").isNegative();
            say(test, 1);
            LineFileAppenderTest.awaitQuiet(test);
            file.flush();
        }
    }

    private void say(TestDoor test, int lines) {
        for (int i = 0; i < lines; i++) {
            byte[] noise = new byte[NOISE_BYTES];
            random.nextBytes(noise);
            String hex = HexFormat.of().formatHex(noise);
            test.log().atInfo().addKeyValue("noise", hex).log("{}", said++);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime() - deadline).as("time left").isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static List<Path> named(Path logs, String pattern) throws IOException {
        Pattern name = Pattern.compile(pattern);
        try (Stream<Path> files = Files.list(logs)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static boolean has(Path logs, String pattern) throws IOException {
        return !named(logs, pattern).isEmpty();
    }

    private void assertEverythingThere(Path logs) throws IOException {
        assertThat(LineFileAppenderTest.numbers(logs))
                .isEqualTo(IntStream.range(0, said).boxed().toList());
        assertThat(file.getLost()).isZero();
    }

    @Test
    void archive_whileTheDiskIsFull_costsNoLineAndIsMadeLater() throws Exception {
        try (SmallDisk disk = SmallDisk.mountOn(directory.resolve("small"))) {
            if (disk == null) {
                return; // archive_thatCanNotBeWritten covers the rest
            }
            Path logs = disk.root();
            Path headroom = Files.write(logs.resolve("headroom"), new byte[HEADROOM]);
            TestDoor test = LineFileAppenderTest.door(file, logs, MAX_FILE_SIZE / 1024 + "KB");
            sayUntil(test, () -> Files.size(logs.resolve("app.jsonl")) > MAX_FILE_SIZE / 2);
            disk.fill();
            Files.delete(headroom); // room for the rest of the file, none for the archive
            sayUntil(test, () -> has(logs, FIRST_ROLLED));
            await(() -> test.said("can't be made") > 0 && !has(logs, ".*\\.tmp"));

            assertThat(named(logs, FIRST_ROLLED)).hasSize(1);
            assertThat(named(logs, ".*\\.gz")).isEmpty();
            say(test, 20); // they find room or stay in the buffer
            LineFileAppenderTest.awaitQuiet(test);
            assertThat(test.door().getDropped()).isZero();

            disk.free();
            TimeUnit.MILLISECONDS.sleep(1_050); // a file that could not be written is tried again after a second
            sayUntil(test, () -> has(logs, FIRST_ROLLED + "\\.gz") && !has(logs, ROLLED));
            assertThat(test.said("can't be made")).isEqualTo(1);
            assertThat(test.said("Archives are made again")).isEqualTo(1);
            test.close();
            assertEverythingThere(logs);
        }
    }

    @Test
    void archive_thatCanNotBeWritten_isSaidOnceAndMadeLater() throws Exception {
        Path logs = Files.createDirectory(directory.resolve("logs"));
        TestDoor test = LineFileAppenderTest.door(file, logs, "8KB");
        for (int number = 0; number < 4; number++) {
            obstruct(logs, number);
        }
        sayUntil(test, () -> named(logs, ROLLED).size() >= 4);
        await(() -> test.said("can't be made") > 0);

        assertThat(named(logs, ".*\\.gz")).isEmpty();
        assertThat(test.door().getDropped()).isZero();
        Path aside = Files.createDirectory(directory.resolve("aside"));
        for (Path obstacle : named(logs, ".*\\.gz\\.tmp")) {
            Files.move(
                    obstacle, aside.resolve(obstacle.getFileName())); // at once: the policy removes what it finds empty
        }
        sayUntil(test, () -> named(logs, ".*\\.gz").size() >= 4 && !has(logs, ROLLED));
        assertThat(test.said("can't be made")).isEqualTo(1);
        assertThat(test.said("Archives are made again")).isEqualTo(1);
        test.close();
        assertEverythingThere(logs);
    }

    /** Something stands where an archive is written before it has its name; today's and tomorrow's, as it may be midnight. */
    private static void obstruct(Path logs, int number) throws IOException {
        for (int day = 0; day < 2; day++) {
            String name = "app-" + LocalDate.now().plusDays(day) + "." + number + ".jsonl.gz.tmp";
            Files.createDirectories(logs.resolve(name).resolve("in-the-way"));
        }
    }
}
