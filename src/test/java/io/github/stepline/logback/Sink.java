package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Appenders of tests: one that the door writes itself, as it does with files, and one with a hand-off of its own. */
final class Sink {
    /** What an appender does with an event; whatever it throws comes out of {@code doAppend}. */
    @FunctionalInterface
    interface Body {
        void take(ILoggingEvent event) throws Throwable;
    }

    private Sink() {}

    static Appender<ILoggingEvent> file(Body body) {
        FileAppender<ILoggingEvent> sink = new FileAppender<>() {
            @Override
            public void start() {
                started = true;
            }

            @Override
            public void stop() {
                started = false;
            }

            @Override
            public void doAppend(ILoggingEvent event) {
                pass(body, event);
            }
        };
        sink.setName("FILE");
        return sink;
    }

    static Appender<ILoggingEvent> other(Body body) {
        UnsynchronizedAppenderBase<ILoggingEvent> sink = new UnsynchronizedAppenderBase<>() {
            @Override
            public void doAppend(ILoggingEvent event) {
                pass(body, event);
            }

            @Override
            protected void append(ILoggingEvent event) {
                throw new AssertionError("doAppend does it all");
            }
        };
        sink.setName("OTHER");
        return sink;
    }

    private static void pass(Body body, ILoggingEvent event) {
        try {
            body.take(event);
        } catch (Throwable thrown) {
            Sink.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** Keeps what it gets. */
    static final class Kept implements Body {
        final List<DoorEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void take(ILoggingEvent event) {
            events.add((DoorEvent) event);
        }

        /** The messages of the program's own events. */
        List<String> messages() {
            return events.stream()
                    .filter(event -> !isHealth(event))
                    .map(DoorEvent::getFormattedMessage)
                    .toList();
        }

        /** What the reports of losses say about a reason, together. */
        long reported(String reason) {
            return events.stream()
                    .filter(Sink::isHealth)
                    .mapToLong(event ->
                            event.event().details().get(reason) instanceof Number count ? count.longValue() : 0)
                    .sum();
        }

        long reports() {
            return events.stream().filter(Sink::isHealth).count();
        }
    }

    static boolean isHealth(ILoggingEvent event) {
        return event instanceof DoorEvent door
                && "log_health".equals(door.event().action());
    }
}
