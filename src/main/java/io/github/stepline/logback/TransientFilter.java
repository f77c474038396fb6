package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps the progress ticks that are meant for live views off an appender whose encoder is none of ours. {@link
 * JsonLineEncoder} and {@link TextLayout} leave them out by themselves.
 */
public final class TransientFilter extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return isStarted() && Translator.isTransient(event) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
