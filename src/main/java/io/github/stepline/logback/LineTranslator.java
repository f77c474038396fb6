package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.ContextAware;
import io.github.stepline.json.Line;

/**
 * Makes of a Logback event the line that the JSON file holds, for appenders that fold. One that came through the door is
 * masked; any other is masked here. Safe between threads.
 */
public final class LineTranslator {
    private final Translator translator;

    /** @param owner says what goes wrong in Logback's status */
    public LineTranslator(ContextAware owner) {
        this.translator = new Translator(owner);
    }

    /** The line of an event; call it on the thread that said it where there is no door. */
    public Line translate(ILoggingEvent event) {
        DoorEvent read = translator.read(event);
        return new Line(read.event(), Envelopes.numbered(read));
    }
}
