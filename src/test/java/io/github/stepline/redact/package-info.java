/** What is masked, what is not, and what it costs. */
@NullMarked
package io.github.stepline.redact;

import org.jspecify.annotations.NullMarked;
