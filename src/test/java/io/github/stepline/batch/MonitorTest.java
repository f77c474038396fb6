package io.github.stepline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The line that says every now and then how far a run is, where there is no console that shows it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MonitorTest {
    private final ManualTime time = new ManualTime();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Batch.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(said);
    }

    private List<String> progress() {
        synchronized (said) {
            return List.copyOf(said.list).stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(message -> message.startsWith("[Progress]"))
                    .toList();
        }
    }

    private @Nullable Object work(int item) throws Exception {
        if (item == 10) {
            throw new IOException("bad");
        }
        if (item == 11) {
            throw new TimeoutException("slow");
        }
        if (item == 15) {
            time.pass(Duration.ofSeconds(332));
            Await.until(() -> !progress().isEmpty());
        }
        return null;
    }

    @Test
    void monitor_ofAKnownNumber_saysPartsOfIt() {
        Batch.of("catalog", IntStream.range(0, 50).boxed().toList())
                .key(String::valueOf)
                .time(time)
                .monitor(Duration.ofMinutes(2))
                .run((item, step) -> work(item));
        assertThat(progress())
                .containsExactly("[Progress] catalog: 15/50 completed (30%) | Success: 13/15 (86%) | Errors: 2"
                        + " | Timeouts: 0 | Runtime: 5m 32s");
    }

    @Test
    void monitor_ofALazySource_saysWhatItKnows() {
        Batch.of("catalog", Stream.iterate(0, item -> item + 1).limit(20))
                .key(String::valueOf)
                .time(time)
                .monitor(Duration.ofMinutes(5))
                .run((item, step) -> work(item));
        assertThat(progress())
                .containsExactly("[Progress] catalog: 15/? completed | Success: 13/15 (86%) | Errors: 2"
                        + " | Timeouts: 0 | Runtime: 5m 32s");
    }

    @Test
    void monitor_notAskedFor_saysNothing() {
        Batch.of("catalog", List.of(1, 2)).key(String::valueOf).time(time).run((item, step) -> {
            time.pass(Duration.ofHours(1));
            return null;
        });
        assertThat(progress()).isEmpty();
    }
}
