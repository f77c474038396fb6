package io.github.stepline.logback;

import io.github.stepline.LogEvent;

/**
 * Adds to events what their callers do not know: a region, a tenant, a build number. Named in {@code logback.xml} inside
 * an encoder or layout; several run in the order of the file.
 *
 * <pre>{@code
 * <encoder class="io.github.stepline.logback.JsonLineEncoder">
 *   <enricher class="com.example.AddRegion"/>
 * </encoder>
 * }</pre>
 *
 * <p>It needs a public constructor without arguments, is called for every event that is written, plain log lines
 * included (their component and action are null), perhaps from several threads at once, and should be fast. What it
 * throws is reported once; the event is then written as it was.
 */
@FunctionalInterface
public interface Enricher {
    /** The event to write in place of {@code event}, most often {@link LogEvent#withDetail one with a detail more}. */
    LogEvent enrich(LogEvent event);
}
