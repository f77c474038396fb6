package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.ContextAware;
import io.github.stepline.json.Line;

/**
 * Makes of a Logback event the line that a fold takes in. One that came through the door is
 * masked; any other is masked here. Safe between threads.
 */
public final class LineTranslator {
    private final Translator translator;

    /** @param owner says what goes wrong in Logback's status */
    public LineTranslator(ContextAware owner) {
        this.translator = new Translator(owner);
    }

    /**
     * The event as it may be shown: masked, once. What makes a text of the result, a layout of ours for example, need not
     * mask it again. Call it on the thread that said the event where there is no door.
     */
    public ILoggingEvent mask(ILoggingEvent event) {
        return translator.read(event);
    }

    /** The line of an event, without the caller, which no picture shows. */
    public Line translate(ILoggingEvent event) {
        DoorEvent read = translator.read(event);
        return new Line(read.event(), Envelopes.numbered(read));
    }
}
