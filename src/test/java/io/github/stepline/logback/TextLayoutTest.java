package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stepline.Component;
import io.github.stepline.Events;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import io.github.stepline.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TextLayoutTest {
    private static final String HOSTILE =
            "a\nb\r\n\t\u001b[31m\u0007\u0000\u007f\u009b2J\u2028\u2029\u0085\u202e\u2066\u200f\ufeff\ud800";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> captured = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getCallerData(); // is only to be had while the caller waits
            super.append(event);
        }
    };
    private final TextLayout layout = new TextLayout();

    @BeforeEach
    void capture() {
        context.reset();
        root.setLevel(ch.qos.logback.classic.Level.DEBUG);
        captured.setContext(context);
        captured.start();
        root.addAppender(captured);
        layout.setContext(context);
        layout.start();
    }

    @AfterEach
    void release() {
        context.reset();
    }

    /** What stands after the time. */
    private String line() {
        String line = layout.doLayout(captured.list.get(captured.list.size() - 1));
        assertThat(line).matches("(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*\n");
        return line.substring(25, line.length() - 1);
    }

    @Test
    void event_ofAStep_isAligned() {
        Events.stepSucceeded("extract", 2530.7, e -> e.detail("rows", 12).detail("files", List.of("a b", "c")));
        assertThat(line())
                .isEqualTo("INFO  execution_engine     extract           Running→Completed  "
                        + "Step 'extract' completed successfully.  duration_ms=2530.7 rows=12 files=[\"a b\", c]");
    }

    @Test
    void linesThatCameBefore_areTheSameAsByALayoutWithoutAPast() {
        long seed = System.nanoTime();
        System.out.println("TextLayoutTest seed: " + seed);
        Random random = new Random(seed);
        List<Component> components = List.of(Component.RUNNER, Component.AI_SERVICE, Component.of("a"));
        List<String> steps = List.of("extract", "load", "20261120-120000-nightly", "ä\n", "FB", "Ea", "s".repeat(40));
        for (int i = 0; i < 200; i++) {
            if (random.nextInt(4) == 0) {
                LoggerFactory.getLogger(random.nextBoolean() ? "com.example.A" : "b")
                        .info("plain");
                continue;
            }
            Events.event(
                    components.get(random.nextInt(3)),
                    "x",
                    e -> e.stepId(steps.get(random.nextInt(7)))
                            .runId(random.nextInt(3) == 0 ? "20261120-120000-nightly" : "other")
                            .level(Level.values()[random.nextInt(2) + 2])
                            .states(
                                    random.nextBoolean() ? State.PENDING : null,
                                    random.nextInt(3) == 0 ? null : State.values()[random.nextInt(3)]));
        }
        for (int i = 0; i < 20_000; i++) {
            ILoggingEvent event = captured.list.get(random.nextInt(captured.list.size()));
            TextLayout withoutAPast = new TextLayout();
            assertThat(layout.doLayout(event)).isEqualTo(withoutAPast.doLayout(event));
        }
    }

    @Test
    void numbers_areThoseOfJava() {
        Random random = new Random(7);
        List<Number> numbers = new ArrayList<>(List.of(0, 9, 10, 999, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE, -1));
        numbers.addAll(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31, 0.001, 0.0005, 0.0015, 1e7, 9_999_999.999));
        numbers.addAll(List.of(0.0, -0.0, -1.5, 1e-5, 1e300, Double.NaN, Double.POSITIVE_INFINITY, 0.1f, 100.0));
        for (int i = 0; i < 5_000; i++) {
            numbers.add(random.nextInt(1 << random.nextInt(31)));
            numbers.add(random.nextInt(20_000_000) / 1_000.0);
            numbers.add(random.nextDouble() * 1e4);
        }
        for (Number number : numbers) {
            assertThat(new TextLine().number(number).toString()).isEqualTo(number.toString());
        }
    }

    @Test
    void event_longTextOfItsMessage_isNotRepeated() {
        String preview = "x".repeat(60);
        Events.event(
                Component.RUNNER,
                "x",
                e -> e.message("Sample: " + preview).detail("preview", preview).detail("kind", "Sample"));
        assertThat(line()).endsWith("Sample: " + preview + "  kind=Sample");
    }

    @Test
    void event_longNames_pushTheRestToTheRight() {
        Events.event(
                Component.TERMINAL_INTERACTION,
                "x",
                e -> e.stepId("a/very/long/step/id").level(Level.CRITICAL));
        assertThat(line()).isEqualTo("CRITICAL terminal_interaction a/very/long/step/id  x");
    }

    @Test
    void plainLine_showsShortLoggerAndPairs() {
        LoggerFactory.getLogger("com.example.PriceService")
                .atWarn()
                .addKeyValue("days", 12)
                .addKeyValue("note", "")
                .addKeyValue("map", Map.of("k", "v"))
                .log("old");
        assertThat(line()).isEqualTo("WARN  PriceService                           old  days=12 note=\"\" map={k: v}");
    }

    @Test
    void data_hostileEverywhere_staysOnItsLineAndDrivesNoTerminal() {
        Events.event(
                Component.RUNNER,
                HOSTILE,
                e -> e.message(HOSTILE)
                        .stepId(HOSTILE)
                        .eventId(HOSTILE)
                        .states(State.RUNNING, State.PAUSED)
                        .worker(HOSTILE)
                        .detail(HOSTILE, HOSTILE)
                        .detail("nested", Map.of(HOSTILE, List.of(HOSTILE))));
        assertThat(line())
                .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\u200b-\\u200f\\ufeff]");
        assertThat(line()).contains("a\\nb\\r\\n\\t\\u001b[31m\\u0007\\u0000\\u007f\\u009b2J\\u2028");
    }

    @Test
    void error_withForgedLines_isIndentedBelow() {
        String forged = "boom\n2026-11-20T12:00:00.000Z ERROR runner all is lost\u001b[2J";
        LoggerFactory.getLogger("x.Y").error("failed", new IllegalStateException(forged));
        List<String> lines = line().lines().toList();
        assertThat(lines.get(0))
                .matches("ERROR Y +failed {2}error=\"IllegalStateException: boom.*\" error_hash=[0-9a-f]{8}");
        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(below -> assertThat(below).startsWith("    ").doesNotContain("\u001b"));
    }

    @Test
    void stackTrace_off_leavesOneLine() {
        layout.setStackTrace(false);
        LoggerFactory.getLogger("x.Y").error("failed", new IllegalStateException("boom"));
        assertThat(line().lines()).hasSize(1);
    }

    @Test
    void caller_on_namesThisTest() {
        layout.setIncludeCaller(true);
        Events.stepSucceeded("x", 1);
        assertThat(line()).contains("caller=" + getClass().getName() + ".caller_on_namesThisTest:");
    }

    @Test
    void timeOfDay_withZone_isShort() {
        layout.setTimeOfDay(true);
        layout.setTimeZone("Asia/Tokyo");
        layout.start();
        Events.stepSucceeded("x", 1);
        assertThat(layout.doLayout(captured.list.get(0))).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO .*\n");
    }

    @Test
    void enricher_thatThrows_costsNothing() {
        layout.addEnricher(event -> event.withDetail("region", "eu"));
        layout.addEnricher(event -> {
            throw new IllegalStateException();
        });
        Events.stepSucceeded("x", 1);
        Events.stepSucceeded("y", 1);
        assertThat(line()).endsWith("region=eu");
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getMessage().contains("Enricher"))
                .hasSize(1);
    }

    @Test
    void event_thatCannotBeLaidOut_isSaidInItsPlace() {
        layout.addEnricher(event -> new LogEvent(
                Instant.MAX,
                event.level(),
                null,
                null,
                "x",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null));
        Events.stepSucceeded("x", 1);
        assertThat(line()).matches("INFO \\[event could not be laid out: java\\.time\\.DateTimeException]");
    }
}
