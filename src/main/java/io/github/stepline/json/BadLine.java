package io.github.stepline.json;

/**
 * A line that could not be read. Neither text holds control characters, so both can be shown as they are.
 *
 * @param lineNumber its number in the stream, from 1
 * @param reason the field, the rule and the value: {@code level: 'FOO' is not one of TRACE, DEBUG, …}
 * @param start the first 200 characters of the line
 */
public record BadLine(long lineNumber, String reason, String start) {
    static final int MAX_START = 200;
}
