package io.github.stepline.redact;

import io.github.stepline.redact.PairMatcher.Separator;
import org.jspecify.annotations.Nullable;

/** The extent of the value that belongs to a name. Where it is in doubt, more is taken rather than less. */
record Value(int from, int to, boolean isQuoted) {
    private static final int MOST_BLANKS = 8;
    private static final int LONGEST_NEXT_NAME = 48;

    static @Nullable Value read(Scan scan, NameWord word, int nameStart, Separator separator) {
        if (separator.sign() == Separator.ELEMENT) {
            return element(scan, nameStart, separator.end());
        }
        int from = scan.skipBlanks(separator.end(), MOST_BLANKS);
        int quoteEnd = Quotes.openingEnd(scan, from);
        if (quoteEnd > from) {
            int to = Quotes.contentEnd(scan, from, quoteEnd);
            return nonEmpty(credentials(scan, word, quoteEnd, to), to, true);
        }
        char first = scan.at(from);
        if ((first == '[' || first == '{') && Mask.endOfMask(scan, from) < 0 && !scan.has(from, "{{")) {
            return word.digits() > 0 ? null : new Value(from, bracketEnd(scan, from), false);
        }
        BareWord bare = BareWord.behind(scan, nameStart);
        int templateEnd = templateEnd(scan, from);
        if (templateEnd > 0) {
            return new Value(from, bare.end(templateEnd), false);
        }
        if (separator.sign() == '=' && from > separator.end() && BareWord.isPair(scan, from)) {
            return null;
        }
        if (separator.sign() == Separator.OPTION && first == '-') {
            return null;
        }
        if (word.isLine()) {
            return line(scan, word, bare, from, separator);
        }
        boolean isPhrase = word.rule().equals("password") && separator.mayBePhrase() && startsLine(scan, nameStart);
        int start = credentials(scan, word, from, scan.end());
        return nonEmpty(start, isPhrase ? bare.phraseEnd(from) : bare.end(start), false);
    }

    /** Behind a template that may have blanks inside, <code>{{ name }}</code>, or 0. */
    private static int templateEnd(Scan scan, int from) {
        if (!scan.has(from, "{{")) {
            return 0;
        }
        int nameEnd = scan.runEnd(scan.skipBlanks(from + 2, MOST_BLANKS), Alphabet.NAME, LONGEST_NEXT_NAME);
        int close = scan.skipBlanks(nameEnd, MOST_BLANKS);
        return scan.has(close, "}}") ? close + 2 : 0;
    }

    private static @Nullable Value nonEmpty(int from, int to, boolean isQuoted) {
        return from < to ? new Value(from, to, isQuoted) : null;
    }

    private static @Nullable Value element(Scan scan, int nameStart, int from) {
        int i = scan.nextTag(from);
        if (i == from && scan.has(from, "<![CDATA[")) {
            i = from + 9;
            while (i < scan.end() && !(scan.at(i) == ']' && scan.has(i, "]]>"))) {
                i++;
            }
            return nonEmpty(from + 9, i, true);
        }
        char before = scan.at(nameStart - 2);
        boolean isCutOff =
                i == scan.end() && BareWord.behind(scan, nameStart).end(from) == i && (before <= ' ' || before == '>');
        boolean isClosed = scan.at(i + 1) == '/' || isCutOff;
        return isClosed ? nonEmpty(from, i, true) : null;
    }

    /** A scheme stays readable; {@code Bearer abc} is a value of two words. */
    private static int credentials(Scan scan, NameWord word, int from, int to) {
        int schemeEnd = Schemes.end(scan, from);
        boolean hasMore = schemeEnd > from && schemeEnd < to;
        return hasMore && !word.rule().equals("password") ? schemeEnd : from;
    }

    /** The value of a header: all of the line, or of what the line is quoted in. */
    private static @Nullable Value line(Scan scan, NameWord word, BareWord bare, int from, Separator separator) {
        int schemeEnd = Schemes.end(scan, from);
        if (schemeEnd > from && !Schemes.hasParameters(scan, from)) {
            return nonEmpty(schemeEnd, bare.end(schemeEnd), false);
        }
        boolean isHeader = separator.sign() != '=';
        int to = isHeader ? lineEnd(scan, from) : bare.listEnd(from);
        return nonEmpty(credentials(scan, word, from, to), to, false);
    }

    private static int lineEnd(Scan scan, int from) {
        for (int i = from; i < scan.end(); i++) {
            char c = scan.at(i);
            if (c == '\n' || c == '\r' || (c == '\\' && BareWord.isLineBreak(scan, i))) {
                return i;
            }
            boolean mayClose = Quotes.isQuote(c) || (c == '\\' && Quotes.openingEnd(scan, i) > i);
            if (mayClose && isBehindText(scan, Quotes.closingEnd(scan, i))) {
                return i;
            }
        }
        return scan.end();
    }

    /** Whether what follows a quotation mark says that it closed: a Digest header has {@code ", realm="} inside. */
    private static boolean isBehindText(Scan scan, int index) {
        char c = scan.at(index);
        if (c == ',') {
            return !BareWord.isPair(scan, scan.skipBlanks(index + 1, MOST_BLANKS));
        }
        return c == 0 || c <= ' ' || c == '}' || c == ']' || c == ')' || c == '\\' || c == '"' || c == ';';
    }

    private static boolean startsLine(Scan scan, int nameStart) {
        int i = nameStart;
        int first = Math.max(0, nameStart - 16);
        while (i > first && (Scan.isBlank(scan.at(i - 1)) || scan.at(i - 1) == '#')) {
            i--;
        }
        return i == 0 || scan.at(i - 1) == '\n' || scan.has(i - 7, "\nexport") || (i == 6 && scan.has(0, "export"));
    }

    /** Behind the bracket that closes the one here; quoted texts are passed over. */
    private static int bracketEnd(Scan scan, int from) {
        int depth = 0;
        for (int i = from; i < scan.end(); i++) {
            char c = scan.at(i);
            if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == '"') {
                i = Quotes.contentEnd(scan, i, i + 1);
            }
            if (depth == 0) {
                return i + 1;
            }
        }
        return scan.end();
    }
}
