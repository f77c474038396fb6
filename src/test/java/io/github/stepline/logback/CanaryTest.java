package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.ApiCall;
import io.github.stepline.Component;
import io.github.stepline.Events;
import io.github.stepline.Step;
import io.github.stepline.logback.Canaries.Canary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A secret of every class in every place, through every shipped configuration: none is found in any output. */
class CanaryTest {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryTest.class);
    private static final Component ZOO = Component.of("zoo");

    @TempDir
    private Path directory;

    private static Map<String, Consumer<String>> places() {
        Map<String, Consumer<String>> places = new LinkedHashMap<>();
        places.put("message", text -> LOG.info(text));
        places.put("argument", text -> LOG.info("got {}", text));
        places.put("argument that is not used", text -> LOG.info("got nothing", text));
        places.put("key-value", text -> LOG.atInfo().addKeyValue("k", text).log("pair"));
        places.put("typed message", text -> Events.event(ZOO, "z", e -> e.message(text)));
        places.put("nested value", text -> Events.event(ZOO, "z", e -> e.detail("a", Map.of("b", List.of(text)))));
        places.put("nested key", text -> Events.event(ZOO, "z", e -> e.detail("a", Map.of(text, 1))));
        places.put("mdc value", text -> withMdc("k", text));
        places.put("mdc key", text -> withMdc(text, "v"));
        places.put("exception", text -> LOG.error("failed", new IllegalStateException(text)));
        places.put("cause", text -> LOG.error("failed", new RuntimeException("outer", new IOException(text))));
        places.put("suppressed", CanaryTest::suppressed);
        places.put("typed error", text -> Events.stepFailed("s", 1, new IOException("outer", new IOException(text))));
        places.put("thread name", CanaryTest::inThread);
        places.put("logger name", text -> LoggerFactory.getLogger("x." + text).info("hello"));
        places.put("step id", text -> Events.stepStarted(text).succeeded());
        places.put(
                "command line",
                text -> Events.commandStarted("curl '" + text + "'").completed(0, text, text));
        places.put("file", text -> Events.fileRead(Path.of("a", text.replace('/', '_')), 1));
        places.put("context", text -> Events.contextAddedByUser("s", text));
        places.put("api", CanaryTest::apiCall);
        return places;
    }

    private static void withMdc(String key, String value) {
        MDC.put(key, value);
        LOG.info("with MDC");
        MDC.remove(key);
    }

    private static void suppressed(String text) {
        RuntimeException outer = new RuntimeException("outer");
        outer.addSuppressed(new IllegalStateException(text));
        LOG.error("failed", outer);
    }

    private static void inThread(String text) {
        Thread thread = new Thread(() -> LOG.info("in a thread"), text);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException ending) {
            throw new IllegalStateException(ending);
        }
    }

    private static void apiCall(String text) {
        ApiCall call = Events.apiRequestSent("provider", "model", e -> e.detail("prompt", text));
        call.failed(401, "Unauthorized", text);
        Step step = Events.stepStarted("with-reason");
        step.failed(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rotating-text.xml",
                "rotating-json.xml",
                "console.xml",
                "live-console.xml",
                "container-json.xml",
                "logstash-encoder.xml",
                "everything.xml",
                "async-redacted.xml"
            })
    void secret_ofEveryClassInEveryPlace_isInNoOutput(String example) throws Exception {
        long seed = System.nanoTime();
        System.out.println("CanaryTest " + example + " seed: " + seed);
        Random random = new Random(seed);
        Map<String, String> said = new LinkedHashMap<>();
        Map<String, String> settings = Map.of(
                "STEPLINE_LOG_DIR", directory.toString(), "STEPLINE_CONSOLE_LEVEL", "DEBUG", "STEPLINE_LEVEL", "DEBUG");
        List<byte[]> outputs = new ArrayList<>();
        try (Configured configured = Configured.withExample(example, settings)) {
            places().forEach((place, log) -> {
                for (Canaries kind : Canaries.values()) {
                    if (kind == Canaries.URL_USER && place.equals("file")) {
                        continue; // a path has no double slash: what stands in it is no URL any more
                    }
                    Canary canary = kind.next(random);
                    said.put(canary.secret(), kind + " as " + place);
                    log.accept(canary.text());
                }
            });
            outputs.add(configured.out().getBytes(StandardCharsets.UTF_8));
            outputs.add(configured.err().getBytes(StandardCharsets.UTF_8));
        }
        outputs.addAll(files());
        String everything = String.join(
                "\n",
                outputs.stream()
                        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                        .toList());
        assertThat(said).hasSizeGreaterThanOrEqualTo(200);
        assertThat(everything.length()).isGreaterThan(10_000);
        assertThat(said.entrySet().stream()
                        .filter(entry -> leaks(everything, entry.getKey()))
                        .map(entry -> entry.getValue() + ": " + entry.getKey())
                        .toList())
                .isEmpty();
    }

    private static boolean leaks(String everything, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return everything.contains(secret)
                || everything.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes));
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
