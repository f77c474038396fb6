/**
 * Shows a run on a terminal: log lines scroll above, a live region stands below. What people name in {@code logback.xml}
 * is {@link io.github.stepline.terminal.LiveConsoleAppender}.
 *
 * <p>The picture is folded from the same events that the log files hold; nothing here asks the code that works.
 */
@NullMarked
package io.github.stepline.terminal;

import org.jspecify.annotations.NullMarked;
