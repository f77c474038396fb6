package io.github.stepline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stepline.Action;
import io.github.stepline.LogEvent;
import io.github.stepline.logback.JsonLineEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * {@code docs/events.md} is what this test would write: the calls of {@link EventSamples} and the lines they give. When
 * the two differ, the new text lies in {@code target/docs/events.md}: look at it and copy it.
 */
class EventsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/events.md");
    private static final Path SAMPLES = Path.of("src/test/java/io/github/stepline/docs/EventSamples.java");
    private static final String MARK = "// sample ";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ListAppender<ILoggingEvent> captured = new ListAppender<>();

    @BeforeEach
    void capture() {
        context.reset();
        Logger events = context.getLogger("events");
        events.setLevel(Level.DEBUG);
        captured.setContext(context);
        captured.start();
        events.addAppender(captured);
    }

    @AfterEach
    void release() {
        context.reset();
    }

    @Test
    void document_everyEvent_isWhatTheCallsGive() throws IOException {
        EventSamples.all();
        String expected = document(calls(), lines());
        String found = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
        if (!found.equals(expected)) {
            Path written = Path.of("target/docs/events.md");
            Files.createDirectories(written.getParent());
            Files.writeString(written, expected);
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void document_everyActionOfTheVocabulary_hasASample() throws IOException {
        Map<String, String> calls = calls();
        for (Action action : Action.values()) {
            assertThat(calls).containsKey(action.wireName());
        }
    }

    /** By sample: the code between its mark and the next. */
    private static Map<String, String> calls() throws IOException {
        Map<String, String> calls = new LinkedHashMap<>();
        String sample = null;
        for (String line : Files.readAllLines(SAMPLES)) {
            if (line.contains(MARK)) {
                sample = line.substring(line.indexOf(MARK) + MARK.length());
                calls.put(sample, "");
            } else if (line.strip().equals("// end")) {
                sample = null;
            } else if (sample != null) {
                calls.merge(sample, line.replaceFirst("^ {8}", "") + "\n", String::concat);
            }
        }
        return calls;
    }

    /** By action: the first line that the samples gave. */
    private Map<String, String> lines() {
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.setContext(context);
        encoder.start();
        return captured.list.stream()
                .collect(Collectors.toMap(
                        event -> String.valueOf(event(event).action()),
                        event -> normal(new String(encoder.encode(event), StandardCharsets.UTF_8)),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static LogEvent event(ILoggingEvent event) {
        LogEvent typed = LogEvent.from(event.getKeyValuePairs());
        assertThat(typed).isNotNull();
        return java.util.Objects.requireNonNull(typed);
    }

    /** What differs from one run to the next, in place of it something that looks like it. */
    private static String normal(String line) {
        return line.strip()
                .replaceAll("\"timestamp\":\"[^\"]+\"", "\"timestamp\":\"2026-11-20T12:00:01.123Z\"")
                .replaceAll("\\d{8}-\\d{6}-nightly-import(-\\d+)?", "20261120-120001-nightly-import")
                .replaceAll("\"duration_ms\":[0-9.]+", "\"duration_ms\":2530.7")
                .replaceAll("ai_call_[0-9a-z]+_\\d+_", "ai_call_k3f9_1_")
                .replaceAll("(paused|completed|failed) \\d\\d:\\d\\d:\\d\\d", "$1 12:00:01")
                .replaceAll("(\"stack_trace\":\"[^\\\\]*)[^\"]*\"", "$1\\\\n\\\\tat …\"")
                .replaceAll("\"hash\":\"[0-9a-f]+\"", "\"hash\":\"5f0c1a2e\"")
                .replaceAll("\"thread\":\"[^\"]+\"", "\"thread\":\"main\"")
                .replaceAll("\"writer\":\"[^\"]+\",\"seq\":\\d+", "\"writer\":\"host-4711-t3x9kq-a41c\",\"seq\":1");
    }

    private static String document(Map<String, String> calls, Map<String, String> lines) {
        StringBuilder document = new StringBuilder("""
                # Events

                Every event: the call that says it, and the line it gives. Times, ids of runs and calls, hashes and the writer
                are examples; traces are cut. Keys come in the order shown and are absent when there is nothing to say; the
                [schema](schema/log-event.schema.json) describes each of them.

                Every method has a shorter form, `Events.stepStarted("load")`, and takes more through its last argument:
                `level`, `message`, `stepId`, `eventId`, `detail(key, value)`, `by`, `reason`, `total`, `unit`, `worker` and
                whatever else `EventBuilder` knows. All words are in `io.github.stepline`. A step belongs to a run when it is a
                `child` of it or said inside `run.run(…)` or `run.makeCurrent()`; the calls below stand alone. What happens to what is given stands in [design.md](design.md#the-line).
                """);
        calls.forEach((sample, call) -> {
            Action action = Action.of(sample);
            String line = lines.get(action == null ? "invoice_sent" : sample);
            document.append("\n## ")
                    .append(action == null ? "Events of " + sample : "`" + sample + "`")
                    .append("\n\n");
            if (action != null) {
                document.append(about(action)).append("\n\n");
            }
            document.append("```java\n")
                    .append(call)
                    .append("```\n\n```json\n")
                    .append(line)
                    .append("\n```\n");
        });
        return document.toString();
    }

    private static String about(Action action) {
        String states = action.stateAfter() == null ? "" : ", " + action.stateBefore() + " → " + action.stateAfter();
        List<String> words =
                List.of("`" + action.component() + "`", action.level().name());
        return String.join(", ", words) + states + ".";
    }
}
