package io.github.stepline.json;

/** Says why a line cannot be read; ends the parsing of that line and nothing else. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLineException(String reason) {
        super(reason, null, false, false);
    }
}
