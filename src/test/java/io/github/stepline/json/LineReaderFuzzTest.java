package io.github.stepline.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, the reader reads on: no exception at all is allowed. */
@Tag("fuzz")
class LineReaderFuzzTest {
    /** How long each test goes on; one round at least. */
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Long.getLong("stepline.fuzz.seconds", 0));

    private final long seed = Long.getLong("stepline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomLines lines = new RandomLines(seed);

    LineReaderFuzzTest() {
        System.out.println("LineReaderFuzzTest seed: " + seed);
    }

    @Test
    void randomBytes_areBadLinesOrNothing() {
        repeat("files of random bytes", 20_000, () -> {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(Wire.readAll(bytes).lines()).isEmpty();
        });
    }

    @Test
    void mutatedLines_neverHarmTheirNeighbours() {
        repeat("files with mutated lines", 100, () -> {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (int j = 0; j < 100; j++) {
                byte[] line = line("good");
                file.writeBytes(line);
                file.writeBytes(mutated(line("mutated")));
                file.write('\n');
            }
            check(Wire.readAll(file.toByteArray()));
        });
    }

    private static void repeat(String what, int atLeast, Runnable round) {
        long start = System.nanoTime();
        int rounds = 0;
        while (rounds < atLeast || System.nanoTime() - start < NANOS) {
            round.run();
            rounds++;
        }
        System.out.println("fuzz: " + rounds + " " + what + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private static void check(Wire.Reading reading) {
        assertThat(reading.torn()).isFalse();
        assertThat(reading.lines())
                .filteredOn(line -> "good".equals(line.envelope().writer()))
                .hasSize(100);
        reading.lines().forEach(line -> LineSchema.check(Wire.text(line.event(), line.envelope())));
    }

    private byte[] line(String writer) {
        return Wire.bytes(lines.event(), new Envelope(null, null, null, null, null, Map.of(), writer, 1L));
    }

    private byte[] mutated(byte[] line) {
        byte[] bytes = line.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] = (byte) "{}[]\",:\\0e.-tn ".charAt(random.nextInt(15));
                case 2 -> System.arraycopy(line, at, bytes, at / 2, line.length - at);
                default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return bytes;
    }
}
