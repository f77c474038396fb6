/**
 * The wire form: one event as one line of JSON, written by {@link io.github.stepline.json.LineWriter} and read back by
 * {@link io.github.stepline.json.LineReader}.
 *
 * <p>The names and the order of the fields are those of {@code log-event.schema.json}, which lies beside these classes.
 * What the writer makes, the reader takes: {@code write(read(line))} is the line again, byte for byte.
 */
@NullMarked
package io.github.stepline.json;

import org.jspecify.annotations.NullMarked;
