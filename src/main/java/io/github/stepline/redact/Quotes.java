package io.github.stepline.redact;

/**
 * Quotation marks as they stand in logs: plain ones, escaped ones of JSON in JSON at any depth, and those of HTML and of
 * URLs.
 */
final class Quotes {
    private static final int MOST_BACKSLASHES = 8;

    private Quotes() {}

    /** The index behind a quotation mark that may stand here, else the same index. */
    static int openingEnd(Scan scan, int from) {
        int i = from;
        while (i - from < MOST_BACKSLASHES && scan.at(i) == '\\') {
            i++;
        }
        char c = scan.at(i);
        if (isQuote(c)) {
            return i + 1;
        }
        if (i > from + 1) {
            return from;
        }
        int escape = Math.max(scan.escapeLength(from, '"'), scan.escapeLength(from, '\''));
        if (escape > 0) {
            return from + escape;
        }
        return c == '&' && (scan.has(from, "&quot;") || scan.has(from, "&apos;")) ? from + 6 : from;
    }

    static int closingEnd(Scan scan, int from) {
        return openingEnd(scan, from);
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /**
     * Where the text ends whose opening mark stands from {@code from} until {@code to}: at the next equal mark that is
     * not escaped more deeply, or at the end of everything.
     */
    static int contentEnd(Scan scan, int from, int to) {
        char mark = scan.at(to - 1);
        int depth = to - from - 1;
        if (!isQuote(mark)) {
            return literalEnd(scan, from, to);
        }
        int backslashes = 0;
        for (int i = to; i < scan.end(); i++) {
            char c = scan.at(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            if (c == mark && (backslashes <= depth || isEvenlyEscaped(backslashes, depth))) {
                return i - Math.min(backslashes, depth);
            }
            backslashes = 0;
        }
        return scan.end();
    }

    /** At depth 0 {@code \\"} ends a text that ends in a backslash, at depth 1 {@code \\\\\"} does. */
    private static boolean isEvenlyEscaped(int backslashes, int depth) {
        return (backslashes - depth) % (2 * (depth + 1)) == 0;
    }

    private static int literalEnd(Scan scan, int from, int to) {
        String mark = scan.text().substring(from, to);
        for (int i = to; i < scan.end(); i++) {
            if (scan.at(i) == mark.charAt(0) && scan.has(i, mark)) {
                return i;
            }
        }
        return scan.end();
    }
}
