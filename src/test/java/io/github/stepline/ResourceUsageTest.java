package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the process uses, and when that is said: the rounds are made by the test. */
class ResourceUsageTest {
    @RegisterExtension
    final Captured events = new Captured();

    @TempDir
    private Path process;

    private ResourceUsage usage = new ResourceUsage();

    @BeforeEach
    void pretendAProcess() throws IOException {
        Files.writeString(process.resolve("status"), "Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  123456 kB\n");
        Files.writeString(process.resolve("io"), "rchar: 1\nwchar: 2\nread_bytes: 3\nwrite_bytes: 4096\n");
        usage = new ResourceUsage(process);
    }

    private void tickFor(int seconds) {
        for (int i = 0; i < 2 * seconds; i++) {
            usage.tick(events.nanos());
            events.pass(Duration.ofMillis(500));
        }
    }

    private List<ILoggingEvent> said() {
        return events.raw().stream()
                .filter(event -> event.getFormattedMessage().startsWith("The process uses"))
                .toList();
    }

    private static boolean isTransient(ILoggingEvent event) {
        return event.getMarkerList() != null && event.getMarkerList().contains(Markers.TRANSIENT);
    }

    @Test
    void tick_openStep_saysWhatTheProcessUses() {
        Events.stepStarted("s");
        tickFor(3);

        LogEvent event = events.of(Action.RESOURCE_USAGE).get(0);
        assertThat(event.component()).isEqualTo(Component.RUNNER);
        assertThat(event.level()).isEqualTo(Level.DEBUG);
        assertThat(event.details())
                .containsEntry("rss_bytes", 123_456L * 1_024)
                .containsEntry("disk_written_bytes", 4_096L)
                .containsKeys("cpu", "heap_bytes");
        assertThat((Long) Objects.requireNonNull(event.details().get("heap_bytes")))
                .isBetween(1L, Runtime.getRuntime().maxMemory());
        assertThat((Double) Objects.requireNonNull(event.details().get("cpu"))).isBetween(0.0, 1.0);
    }

    @Test
    void tick_busyProcess_saysItsShareOfTheProcessors() {
        Events.stepStarted("s");
        usage.tick(0);
        long start = System.nanoTime();
        long sum = 0;
        while (System.nanoTime() - start < 300_000_000L) {
            sum += Long.toString(sum).hashCode();
        }
        usage.tick(2_000_000_000L);

        double cpu = (Double) Objects.requireNonNull(
                events.of(Action.RESOURCE_USAGE).get(0).details().get("cpu"), () -> "no cpu after " + start);
        assertThat(cpu).isPositive().isCloseTo(0.5, within(0.5));
    }

    @Test
    void tick_openRun_saysItEveryTwoSecondsAndKeepsItEveryTen() {
        Step run = Events.runStarted("r");
        tickFor(31);
        run.succeeded();

        assertThat(said()).hasSize(15);
        assertThat(said().stream().filter(event -> !isTransient(event))).hasSize(3);
    }

    @Test
    void tick_nothingOpen_saysNothing() {
        Events.runStarted("r").succeeded();
        Events.stepStarted("s").succeeded();
        tickFor(10);

        assertThat(said()).isEmpty();
    }

    @Test
    void tick_afterAPause_startsAnew() {
        Events.runStarted("r").failed("reason");
        tickFor(10);
        Step run = Events.runStarted("r");
        tickFor(2);
        assertThat(said()).isEmpty();
        tickFor(1);
        run.succeeded();

        assertThat(said()).hasSize(1);
    }

    @Test
    void tick_atInfo_saysNothing() {
        Events.stepStarted("s");
        events.logger().setLevel(ch.qos.logback.classic.Level.INFO);
        tickFor(10);

        assertThat(said()).isEmpty();
    }

    @Test
    void tick_elsewhereThanOnLinux_leavesOutWhatNobodyTells() throws IOException {
        Files.delete(process.resolve("status"));
        Files.writeString(process.resolve("io"), "write_bytes: many\n");
        Events.stepStarted("s");
        tickFor(3);

        assertThat(events.of(Action.RESOURCE_USAGE).get(0).details())
                .containsKey("heap_bytes")
                .doesNotContainKeys("rss_bytes", "disk_written_bytes");
    }

    @Test
    void message_bytes_areReadable() {
        Events.event(
                Component.RUNNER,
                "resource_usage",
                e -> e.detail("cpu", 0.654).detail("heap_bytes", 412_345_678).detail("rss_bytes", 1_234_567_890));
        Events.event(Component.RUNNER, "resource_usage");

        assertThat(events.all())
                .extracting(LogEvent::formattedMessage)
                .containsExactly("The process uses 65% CPU, 412 MB heap, 1.2 GB memory.", "The process uses ?.");
    }
}
