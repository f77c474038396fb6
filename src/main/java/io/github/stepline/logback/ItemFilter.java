package io.github.stepline.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.stepline.Action;
import io.github.stepline.LogEvent;

/**
 * Keeps the starts, successes and skips of items off an appender, so that a run over ten thousand files is ten lines on
 * a console and not twenty thousand. An item is a step that says its place among its siblings ({@code progress.index}), or
 * whose parent is a step and not the run itself. Failures, retries, warnings, phases and plain lines pass; so does
 * everything on the other appenders.
 */
public final class ItemFilter extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        LogEvent typed = Translator.typed(event);
        return isStarted() && typed != null && isRoutine(typed) && isItem(typed)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean isRoutine(LogEvent event) {
        Action action = Action.of(event.action());
        return action == Action.STEP_EXECUTION_STARTED
                || action == Action.STEP_EXECUTION_SUCCEEDED
                || action == Action.STEP_EXECUTION_SKIPPED;
    }

    private static boolean isItem(LogEvent event) {
        boolean hasPlace = event.progress() != null && event.progress().index() != null;
        return event.parentId() != null && (hasPlace || !event.parentId().equals(event.runId()));
    }
}
