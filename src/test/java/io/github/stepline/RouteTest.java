package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** The way into Logback: levels and filters are asked, nothing comes back out, foreign appenders see ordinary things. */
class RouteTest {
    private static final Component BILLING = Component.of("billing");

    @RegisterExtension
    final Captured events = new Captured();

    @Test
    void level_off_saysNothing() {
        events.logger().setLevel(ch.qos.logback.classic.Level.OFF);
        Step run = Events.runStarted("silent", e -> e.detail("a", 1));
        Step step = run.child("s");
        step.advance(1);
        step.succeeded();
        step.succeeded();
        Events.apiRequestSent("p", "m").failed(new IOException());
        Events.event(BILLING, "x", e -> e.level(Level.CRITICAL));
        run.succeeded();

        assertThat(events.raw()).isEmpty();
    }

    @Test
    void level_ofOneComponent_isAsked() {
        ch.qos.logback.classic.Logger billing =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("events.billing");
        billing.setLevel(ch.qos.logback.classic.Level.WARN);
        try {
            Events.event(BILLING, "at_info");
            Events.event(BILLING, "at_warn", e -> e.level(Level.WARN));
            Events.event(Component.RUNNER, "at_info");
        } finally {
            billing.setLevel(null);
        }

        assertThat(events.actions()).containsExactly("at_warn", "at_info");
        assertThat(events.raw())
                .extracting(ILoggingEvent::getLoggerName)
                .containsExactly("events.billing", "events.runner");
    }

    @Test
    void handle_startedWhileOff_endsAsItself() {
        events.logger().setLevel(ch.qos.logback.classic.Level.WARN);
        Step run = Events.runStarted("quiet");
        Step load = run.child("load");
        Step item = load.child("a");
        ApiCall call = Events.apiRequestSent("p", "m");
        item.failed("broken");
        call.failed(new IOException("reset"));

        LogEvent failed = events.all().get(0);
        assertThat(List.of(
                        String.valueOf(failed.runId()),
                        String.valueOf(failed.stepId()),
                        String.valueOf(failed.parentId())))
                .containsExactly(run.id(), "load/a", "load");
        assertThat(events.last().eventId()).isNull();
    }

    @Test
    void critical_onItsWay_isAnErrorWithAMarker() {
        Events.event(BILLING, "x", e -> e.level(Level.CRITICAL).error(new IOException("gone")));

        ILoggingEvent event = events.raw().get(0);
        assertThat(event.getLevel()).isEqualTo(ch.qos.logback.classic.Level.ERROR);
        assertThat(event.getMarkerList()).containsExactly(Markers.CRITICAL);
        assertThat(event.getThrowableProxy().getMessage()).isEqualTo("gone");
        assertThat(events.only().level()).isEqualTo(Level.CRITICAL);
    }

    @Test
    void message_withBraces_isTakenAsItIs() {
        Events.event(BILLING, "x", e -> e.message("{} and {}"));
        Events.fileRead(java.nio.file.Path.of("{}"), 1);

        assertThat(events.raw())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("{} and {}", "Read 1 bytes from '{}'.");
    }

    static Stream<Throwable> hostileThrowables() {
        return Stream.of(
                new RuntimeException() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("no message");
                    }
                },
                new RuntimeException() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public synchronized Throwable getCause() {
                        return new IllegalStateException(this);
                    }
                },
                new IOException("outer", new IOException() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public StackTraceElement[] getStackTrace() {
                        throw new StackOverflowError();
                    }
                }),
                deepCauses(100_000));
    }

    private static Throwable deepCauses(int depth) {
        Throwable chain = new IOException("root");
        for (int i = 0; i < depth; i++) {
            chain = new Exception("outer", chain, false, false) {
                private static final long serialVersionUID = 1;
            };
        }
        return chain;
    }

    @ParameterizedTest
    @MethodSource("hostileThrowables")
    void throwable_thatBackendsStumbleOver_losesNoEvent(Throwable throwable) {
        Events.stepStarted("s").failed(throwable);

        LogError error = events.last().error();
        assertThat(error == null ? null : error.type())
                .isEqualTo(throwable.getClass().getName());
        assertThat(error == null ? null : error.stackTrace())
                .startsWith(throwable.getClass().getName());
    }

    static Stream<Throwable> backendFaults() {
        return Stream.of(
                new IllegalStateException("backend"), new StackOverflowError(), new NoClassDefFoundError("gone"));
    }

    @ParameterizedTest
    @MethodSource("backendFaults")
    void backend_thatThrows_neverReachesTheCaller(Throwable fault) {
        ListAppender<ILoggingEvent> broken = new ListAppender<>() {
            @Override
            public void doAppend(ILoggingEvent event) {
                throw RouteTest.<RuntimeException>sneaky(fault);
            }
        };
        events.logger().addAppender(broken);
        try {
            assertThatCode(() -> {
                        Step step = Events.runStarted("broken").child("s");
                        step.advance(1);
                        events.ticker.tick(1);
                        step.succeeded();
                        Events.commandStarted("make").completed(0);
                    })
                    .doesNotThrowAnyException();
        } finally {
            events.logger().detachAppender(broken);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> RuntimeException sneaky(Throwable fault) throws X {
        throw (X) fault;
    }

    /** Answers every question in one way, or throws when that is null. */
    private static final class Always extends TurboFilter {
        private final @Nullable FilterReply reply;
        private final List<@Nullable Marker> asked = new ArrayList<>();

        Always(@Nullable FilterReply reply) {
            this.reply = reply;
        }

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                ch.qos.logback.classic.Logger logger,
                ch.qos.logback.classic.Level level,
                @Nullable String format,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            if (reply == null) {
                throw new IllegalStateException("broken filter");
            }
            if (logger.getName().startsWith("events")) {
                asked.add(marker);
                return reply;
            }
            return FilterReply.NEUTRAL;
        }
    }

    private static void with(TurboFilter filter, Runnable calls) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.addTurboFilter(filter);
        try {
            calls.run();
        } finally {
            context.getTurboFilterList().remove(filter);
        }
    }

    @Test
    void turboFilter_denying_isObeyed() {
        with(new Always(FilterReply.DENY), () -> Events.stepStarted("s"));

        assertThat(events.raw()).isEmpty();
    }

    @Test
    void turboFilter_accepting_isObeyed() {
        events.logger().setLevel(ch.qos.logback.classic.Level.OFF);
        with(new Always(FilterReply.ACCEPT), () -> Events.stepStarted("s"));

        assertThat(events.actions()).containsExactly("step_execution_started");
    }

    @Test
    void turboFilter_onCritical_seesTheMarker() {
        Always filter = new Always(FilterReply.NEUTRAL);
        with(filter, () -> Events.event(BILLING, "x", e -> e.level(Level.CRITICAL)));

        assertThat(filter.asked).isNotEmpty().containsOnly(Markers.CRITICAL);
    }

    @Test
    void turboFilter_thatThrows_neverReachesTheCaller() {
        with(new Always(null), () -> Events.stepStarted("s").succeeded());

        assertThat(events.raw()).isEmpty();
    }

    @Test
    void keyValuePairs_forAForeignAppender_haveTheNamesOfTheLine() {
        Step step = Events.runStarted("pairs")
                .child(
                        "s",
                        e -> e.index(2, 9)
                                .current(3)
                                .total(4)
                                .unit("rows")
                                .doing("reading")
                                .attempt(1, 3)
                                .worker("w-1")
                                .eventId("e")
                                .durationMs(1.5)
                                .detail("a", 1));

        List<KeyValuePair> pairs = events.raw().get(1).getKeyValuePairs();
        assertThat(pairs.stream().map(pair -> pair.key))
                .containsExactly(
                        "component",
                        "action",
                        "run_id",
                        "step_id",
                        "parent_id",
                        "event_id",
                        "state_before",
                        "state_after",
                        "duration_ms",
                        "progress",
                        "details");
        assertThat(pairs.stream().map(pair -> pair.value))
                .containsExactly(
                        "execution_engine",
                        "step_execution_started",
                        step.runId(),
                        "s",
                        step.runId(),
                        "e",
                        "Pending",
                        "Running",
                        1.5,
                        progress(),
                        Map.of("a", 1));
        assertThat(LogEvent.from(List.copyOf(pairs))).isNull();
        assertThat(LogEvent.from(null)).isNull();
    }

    private static Map<String, Object> progress() {
        return Map.of(
                "name",
                "reading",
                "index",
                2L,
                "of",
                9L,
                "current",
                3L,
                "total",
                4L,
                "unit",
                "rows",
                "attempt",
                1,
                "max_attempts",
                3,
                "worker",
                "w-1");
    }
}
