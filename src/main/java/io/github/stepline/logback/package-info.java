/**
 * What people name in {@code logback.xml}: the line file appender, the JSON encoder, the text layout, a provider for
 * logstash-logback-encoder, filters and enrichers.
 */
@NullMarked
package io.github.stepline.logback;

import org.jspecify.annotations.NullMarked;
