package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.logback.Canaries.Canary;
import io.github.stepline.redact.Redactor;
import io.github.stepline.redact.Registration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A secret of every class in every place, and registered ones in every form, through every shipped configuration: no part
 * of one is found in any output, in no form.
 */
class CanaryTest {
    private static final String MASK = "[redacted:";

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("stepline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Leaks leaks = new Leaks();
    private final Set<String> said = new HashSet<>();
    private final List<Registration> registrations = new ArrayList<>();

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("logback-examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    @AfterEach
    void forget() {
        registrations.forEach(Registration::close);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void secret_ofEveryClassInEveryPlace_isInNoOutput(String example) throws Exception {
        List<byte[]> outputs = new ArrayList<>();
        Map<String, String> settings = Map.of(
                "STEPLINE_LOG_DIR", directory.toString(), "STEPLINE_CONSOLE_LEVEL", "DEBUG", "STEPLINE_LEVEL", "DEBUG");
        try (Configured configured = Configured.withExample(example, settings)) {
            CanaryPlaces.all().forEach(this::sayEveryClass);
            CanaryPlaces.all().forEach(this::sayEveryForm);
            CanaryPlaces.ofNumbers().forEach((place, log) -> say("card as " + place, Canaries.card(random), log));
            outputs.add(configured.out().getBytes(StandardCharsets.UTF_8));
            outputs.add(configured.err().getBytes(StandardCharsets.UTF_8));
        }
        outputs.addAll(files());
        check(example, outputs);
    }

    private void sayEveryClass(String place, Consumer<String> log) {
        for (Canaries kind : Canaries.values()) {
            Canary canary = kind.next(random);
            note(kind + " as " + place, canary.secret());
            log.accept(canary.text());
        }
    }

    private void sayEveryForm(String place, Consumer<String> log) {
        for (Form form : Form.values()) {
            String secret = Canaries.awkward(random);
            registrations.add(Redactor.shared().register(secret));
            note("registered, " + form + ", as " + place, secret);
            log.accept("before " + form.of(secret) + " after");
        }
    }

    private void say(String what, String secret, Consumer<String> log) {
        note(what, secret);
        log.accept(secret);
    }

    private void note(String what, String secret) {
        assertThat(said.add(secret)).isTrue();
        leaks.lookFor(secret, what);
    }

    private void check(String example, List<byte[]> outputs) {
        long bytes = outputs.stream().mapToLong(output -> output.length).sum();
        long masks = outputs.stream().mapToLong(CanaryTest::masksIn).sum();
        System.out.printf(
                "CanaryTest %s, seed %d: %d canaries (%d classes and %d forms in %d places), %d bytes with %d masks%n",
                example,
                seed,
                said.size(),
                Canaries.values().length,
                Form.values().length,
                CanaryPlaces.all().size(),
                bytes,
                masks);
        assertThat(said).hasSizeGreaterThanOrEqualTo(200);
        assertThat(masks).isGreaterThan(said.size() / 2);
        assertThat(outputs.stream().flatMap(output -> leaks.in(output).stream()).distinct())
                .as("seed %d", seed)
                .isEmpty();
    }

    private static long masksIn(byte[] output) {
        return new String(output, StandardCharsets.ISO_8859_1).split(Pattern.quote(MASK), -1).length - 1;
    }

    private List<byte[]> files() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                contents.add(
                        file.toString().endsWith(".gz")
                                ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                                : bytes);
            }
        }
        return contents;
    }
}
