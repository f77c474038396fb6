/**
 * The words of Stepline: what happened ({@link io.github.stepline.LogEvent}) and how a program says it
 * ({@link io.github.stepline.Events}, {@link io.github.stepline.Step}).
 *
 * <p>Nothing here knows Logback, JSON or a screen: an event leaves through SLF4J and every view is made from the lines
 * that come out at the other end.
 */
@NullMarked
package io.github.stepline;

import org.jspecify.annotations.NullMarked;
