package io.github.stepline.logback;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What did not get through, counted by reason. */
final class Losses {
    /** Why an event, or a copy of it, is not where it should be. */
    enum Reason {
        /** The queue was full. */
        DROPPED,
        /** It was said from inside an appender that was writing an event said from inside an appender. */
        RECURSIVE,
        /** It could not be read on its caller's thread. */
        UNREADABLE,
        /** An appender behind the door threw, said an error, or has stopped. */
        SINK_FAILED,
        /** The queue of an appender that is no file was full. */
        SINK_BEHIND,
        /** A file could not be written. */
        WRITE_FAILED,
        /** It could not be masked, so its text was left out. */
        REDACTION_FAILED,
        /** The process ended first. */
        AT_EXIT
    }

    private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

    Losses() {
        for (Reason reason : Reason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    void count(Reason reason) {
        count(reason, 1);
    }

    void count(Reason reason, long events) {
        adder(reason).add(events);
    }

    long get(Reason reason) {
        return adder(reason).sum();
    }

    private LongAdder adder(Reason reason) {
        LongAdder adder = counts.get(reason);
        return adder == null ? new LongAdder() : adder;
    }
}
