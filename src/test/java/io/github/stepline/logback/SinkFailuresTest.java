package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures that appenders of Logback's keep to themselves are counted and said, and their neighbours get everything. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SinkFailuresTest {
    private final Sink.Kept kept = new Sink.Kept();

    private static void failOn(ILoggingEvent event) {
        if (event.getFormattedMessage().equals("2")) {
            throw new IllegalStateException("no such table");
        }
    }

    private static Appender<ILoggingEvent> unsynchronized() {
        return new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                failOn(event);
            }
        };
    }

    private static Appender<ILoggingEvent> synchronised() {
        return new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                failOn(event);
            }
        };
    }

    /** Its stream breaks at the third event, and Logback stops it. */
    private static OutputStreamAppender<ILoggingEvent> brokenStream() {
        return new OutputStreamAppender<>() {
            @Override
            public void start() {
                PatternLayoutEncoder encoder = new PatternLayoutEncoder();
                encoder.setContext(getContext());
                encoder.setPattern("%msg%n");
                encoder.start();
                setEncoder(encoder);
                setOutputStream(new OutputStream() {
                    private int lines;

                    @Override
                    public void write(int oneByte) throws IOException {
                        lines += oneByte == '\n' ? 1 : 0;
                        if (lines == 3) {
                            throw new IOException("broken pipe");
                        }
                    }
                });
                super.start();
            }
        };
    }

    private long failed(int events, Appender<ILoggingEvent> appender) {
        appender.setName("SINK");
        try (TestDoor test = new TestDoor(door -> {}, appender, Sink.file(kept))) {
            for (int i = 0; i < events; i++) {
                test.log().info("{}", i);
            }
        }
        assertThat(kept.messages()).hasSize(events);
        return kept.reported("sink_failed");
    }

    @Test
    void exception_thatLogbackSwallows_isCounted() {
        assertThat(failed(5, unsynchronized())).isEqualTo(1);
    }

    @Test
    void exception_thatLogbacksSynchronizedBaseSwallows_isCounted() {
        assertThat(failed(5, synchronised())).isEqualTo(1);
    }

    @Test
    void stream_thatBreaks_costsEveryEventFromThenOn() {
        assertThat(failed(20, brokenStream())).isBetween(18L, 19L); // the report of the losses is one event more
    }

    @Test
    void appender_thatCouldNotStart_hasSaidSoAndLosesNothing() {
        Appender<ILoggingEvent> never = new AppenderBase<>() {
            @Override
            public void start() {
                addError("no table");
            }

            @Override
            protected void append(ILoggingEvent event) {
                throw new AssertionError("not started");
            }
        };
        assertThat(failed(5, never)).isZero();
        assertThat(kept.reports()).isZero();
    }
}
