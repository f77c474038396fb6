package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to the disk costs events that are counted, never a line that is not whole, and never the file. */
class LineOutputStreamTest {
    private static final int EVENT_BYTES = 100;

    @TempDir
    private Path directory;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2)); // it wraps around
    private final List<String> said = new ArrayList<>();
    private long lost;
    private int written;

    /** Events of this many lines each, so that a cut after any line feed is not yet a cut after an event. */
    private int linesPerEvent = 1;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private LineOutputStream open(Path file) throws IOException {
        LineOutputStream stream = new LineOutputStream(file.toFile(), events -> lost += events, said::add, nanos::get);
        stream.open();
        return stream;
    }

    /** Writes events with growing numbers, flushed ten at a time, a tenth of a second in all. */
    private void write(LineOutputStream stream, int events) {
        for (int i = 0; i < events; i++) {
            byte[] event = event(++written).getBytes(StandardCharsets.UTF_8);
            stream.write(event, 0, event.length);
            if (written % 10 == 0) {
                stream.flush();
            }
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100) / events);
        }
        stream.flush();
    }

    private String event(int number) {
        StringBuilder event = new StringBuilder();
        for (int line = 1; line <= linesPerEvent; line++) {
            String start = number + "/" + line + " ";
            event.append(start)
                    .append("x".repeat(EVENT_BYTES / linesPerEvent - start.length() - 1))
                    .append('\n');
        }
        return event.toString();
    }

    private void afterASecond() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    /** The numbers of the events in a file, each of which must be whole. */
    private List<Integer> eventsIn(Path file) throws IOException {
        String text = Files.readString(file);
        List<Integer> numbers = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int number = Integer.parseInt(text.substring(at, text.indexOf('/', at)));
            assertThat(text.substring(at)).startsWith(event(number));
            at += event(number).length();
            numbers.add(number);
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void disk_fullAndFreed_losesWhatTheBufferCannotHoldAndGoesOn(int lines) throws Exception {
        linesPerEvent = lines;
        try (SmallDisk disk = SmallDisk.mountOn(directory.resolve("small"))) {
            if (disk == null) {
                return; // disk_thatTakesNothing covers the rest
            }
            Path file = disk.root().resolve("app.jsonl");
            LineOutputStream stream = open(file);
            for (int round = 0; round < 2; round++) {
                write(stream, 333);
                disk.fill();
                for (int i = 0; i < 10; i++) {
                    write(stream, 333);
                    afterASecond();
                }
                disk.free();
                afterASecond();
                write(stream, 100);
            }
            stream.close();
            List<Integer> numbers = eventsIn(file);
            System.out.printf("disk full: %d said, %d in the file, %d lost%n", written, numbers.size(), lost);
            assertThat(lost).isPositive();
            assertThat(numbers.size() + lost).isEqualTo(written);
            assertThat(numbers).contains(written, written - 50);
            assertThat(said).hasSize(4);
            assertThat(said.get(0)).contains("can't be written").contains("No space left");
            assertThat(said.get(1)).isEqualTo("is written again");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void disk_fullAtTheEnd_losesWholeEvents(int lines) throws Exception {
        linesPerEvent = lines;
        try (SmallDisk disk = SmallDisk.mountOn(directory.resolve("small"))) {
            if (disk == null) {
                return; // disk_thatTakesNothing covers the rest
            }
            LineOutputStream stream = open(disk.root().resolve("app.jsonl"));
            write(stream, 4_321);
            stream.close();
            List<Integer> numbers = eventsIn(disk.root().resolve("app.jsonl"));
            assertThat(lost).isPositive();
            assertThat(numbers.size() + lost).isEqualTo(written);
        }
    }

    @Test
    void disk_thatTakesNothing_losesWhatTheBufferCannotHoldAndGoesOn() throws Exception {
        Path file = Files.createSymbolicLink(directory.resolve("app.jsonl"), Path.of("/dev/full"));
        LineOutputStream stream = open(file);
        write(stream, 2_000);
        Files.delete(file);
        afterASecond();
        write(stream, 100);
        stream.close();
        assertThat(lost).isBetween(1L, 1_999L);
        assertThat(eventsIn(file).size() + lost).isEqualTo(written);
        assertThat(said).hasSize(2);
    }

    @Test
    void file_deleted_isMadeAnewWithinASecond() throws Exception {
        Path file = directory.resolve("app.jsonl");
        LineOutputStream stream = open(file);
        write(stream, 100);
        afterASecond();
        write(stream, 50);
        Files.delete(file);
        write(stream, 50);
        afterASecond();
        write(stream, 100);
        stream.close();
        assertThat(eventsIn(file)).hasSize(100).contains(201, 300);
        assertThat(lost).isEqualTo(100); // 50 that nobody could see any more, and 50 before, said since the last look
        assertThat(said).singleElement().asString().contains("is gone");
    }

    @Test
    void directory_removed_isMadeAnew() throws Exception {
        Path file = directory.resolve("logs/deep/app.jsonl");
        LineOutputStream stream = open(file);
        write(stream, 100);
        Files.delete(file);
        Files.delete(file.getParent());
        Files.delete(java.util.Objects.requireNonNull(file.getParent()).getParent());
        afterASecond();
        write(stream, 100);
        stream.close();
        assertThat(eventsIn(file).size() + lost).isEqualTo(written);
        assertThat(eventsIn(file)).hasSize(100);
    }

    @Test
    void directory_replacedByAFileAndGivenBack_losesOnlyWhatTheBufferCannotHold() throws Exception {
        Path file = directory.resolve("logs/app.jsonl");
        LineOutputStream stream = open(file);
        write(stream, 100);
        afterASecond();
        write(stream, 10);
        Files.move(file.getParent(), directory.resolve("moved"));
        Files.writeString(file.getParent(), "in the way");
        afterASecond();
        write(stream, 2_000);
        Files.delete(file.getParent());
        afterASecond();
        write(stream, 100);
        stream.close();
        assertThat(eventsIn(directory.resolve("moved/app.jsonl"))).hasSize(110);
        assertThat(eventsIn(file)).contains(written);
        assertThat(eventsIn(file).size() + 100 + lost).isEqualTo(written); // the last 10 in moved are counted as lost
        assertThat(said).hasSize(3);
    }

    @Test
    void file_truncated_holdsNoNulAndWholeLines() throws Exception {
        Path file = directory.resolve("app.jsonl");
        LineOutputStream stream = open(file);
        write(stream, 500);
        Files.newOutputStream(file).close();
        write(stream, 100);
        afterASecond();
        write(stream, 100);
        stream.close();
        assertThat(eventsIn(file)).hasSize(200);
        assertThat(lost).isZero();
        assertThat(said).isEmpty();
    }

    @Test
    void file_tornByAKill_getsALineFeedFirst() throws Exception {
        Path file = Files.writeString(directory.resolve("app.jsonl"), event(0) + "{\"timestamp\":\"2026-");
        LineOutputStream stream = open(file);
        write(stream, 10);
        stream.close();
        assertThat(Files.readString(file).lines()).hasSize(12).element(1).isEqualTo("{\"timestamp\":\"2026-");
        assertThat(Files.readString(file)).endsWith(event(9) + event(10));
    }

    @Test
    void event_largerThanTheBuffer_isWritten() throws Exception {
        Path file = directory.resolve("app.jsonl");
        LineOutputStream stream = open(file);
        byte[] large = ("y".repeat(5 * LineOutputStream.BUFFER_SIZE) + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 10; i++) {
            stream.write(new byte[] {'a', '\n'}, 0, 2);
            stream.write(large, 0, large.length);
        }
        stream.close();
        assertThat(Files.readString(file)).isEqualTo(("a\n" + new String(large, StandardCharsets.UTF_8)).repeat(10));
        assertThat(lost).isZero();
    }

    @Test
    void event_largerThanTheBufferWhileTheDiskIsFull_isLostOrWrittenWhole() throws Exception {
        Path file = Files.createSymbolicLink(directory.resolve("app.jsonl"), Path.of("/dev/full"));
        LineOutputStream stream = open(file);
        byte[] large = ("y".repeat(5 * LineOutputStream.BUFFER_SIZE) + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            stream.write(large, 0, large.length);
            stream.flush();
        }
        Files.delete(file);
        afterASecond();
        stream.write(new byte[] {'a', '\n'}, 0, 2);
        stream.close();
        String text = Files.readString(file);
        assertThat(text.lines().count() + lost).isEqualTo(4);
        assertThat(text.replace("y", "")).matches("\n*(a\n)?");
    }

    @Test
    void thread_interrupted_writesAndOpensAnew() throws Exception {
        Path file = directory.resolve("app.jsonl");
        LineOutputStream stream = open(file);
        Thread.currentThread().interrupt();
        write(stream, 100);
        Files.delete(file);
        afterASecond();
        write(stream, 100);
        assertThat(Thread.interrupted()).isTrue();
        stream.close();
        assertThat(eventsIn(file)).hasSize(100);
        assertThat(said).hasSize(1);
    }
}
