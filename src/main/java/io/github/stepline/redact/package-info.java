/**
 * Finds secrets in names, values and text and masks them: {@link io.github.stepline.redact.Redactor}.
 *
 * <p>Nothing here knows an event, Logback or JSON. What is clean comes back as the same object; what is not comes back
 * as a masked copy; what cannot be judged within its limits comes back as a marker, never as it was.
 */
@NullMarked
package io.github.stepline.redact;

import org.jspecify.annotations.NullMarked;
