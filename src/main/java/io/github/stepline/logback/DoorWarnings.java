package io.github.stepline.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import io.github.stepline.redact.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is dangerous in a configuration with a door: ways around it, and rules that were switched off. */
final class DoorWarnings {
    private DoorWarnings() {}

    static List<LogEvent> of(LoggerContext context, Redactor redactor) {
        List<LogEvent> warnings = new ArrayList<>();
        Set<String> around = appendersAroundTheDoor(context);
        if (!around.isEmpty()) {
            warnings.add(warning(
                    "appender-ref",
                    around,
                    "Appenders " + around + " are reached around the redacting door: what they write is not redacted"
                            + " by it. Name them in the door's <appender-ref>."));
        }
        if (!redactor.unmaskedRules().isEmpty()) {
            warnings.add(warning(
                    "unmask",
                    redactor.unmaskedRules(),
                    "Redaction rules " + redactor.unmaskedRules() + " are switched off by the configuration."));
        }
        if (!redactor.allowedKeys().isEmpty()) {
            warnings.add(warning(
                    "allowKey",
                    redactor.allowedKeys(),
                    "Keys " + redactor.allowedKeys() + " are exempt from redaction by name."));
        }
        return warnings;
    }

    private static Set<String> appendersAroundTheDoor(LoggerContext context) {
        Set<String> around = new TreeSet<>();
        for (Logger logger : context.getLoggerList()) {
            Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
            while (appenders.hasNext()) {
                Appender<ILoggingEvent> appender = appenders.next();
                if (!(appender instanceof RedactingAsyncAppender)) {
                    around.add(String.valueOf(appender.getName()));
                }
            }
        }
        return around;
    }

    private static LogEvent warning(String setting, Set<String> value, String message) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("setting", setting);
        details.put("value", List.copyOf(value));
        return LogEvent.of(
                Instant.ofEpochMilli(System.currentTimeMillis()),
                Level.WARN,
                Component.RUNNER,
                "configuration_warning",
                message,
                details);
    }
}
