package io.github.stepline.redact;

import io.github.stepline.redact.PairMatcher.Separator;
import org.jspecify.annotations.Nullable;

/** The extent of the value that belongs to a name. Where it is in doubt, more is taken rather than less. */
record Value(int from, int to, boolean isQuoted) {
    private static final int MOST_BLANKS = 8;
    private static final int LONGEST_NEXT_NAME = 48;
    private static final String CLOSERS = ")]}>";
    private static final String ENDERS = ",;&|";

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
        int templateEnd = templateEnd(scan, from);
        if (templateEnd > 0) {
            return new Value(from, wordEnd(scan, templateEnd), false);
        }
        if (separator.sign() == '=' && from > separator.end() && isNextPair(scan, from)) {
            return null;
        }
        if (separator.sign() == Separator.OPTION && first == '-') {
            return null;
        }
        if (word.isLine()) {
            return line(scan, word, from, separator);
        }
        boolean isPhrase = word.rule().equals("password") && separator.mayBePhrase() && startsLine(scan, nameStart);
        int start = credentials(scan, word, from, scan.end());
        return nonEmpty(start, isPhrase ? phraseEnd(scan, from) : wordEnd(scan, start), false);
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
        int i = from;
        while (i < scan.end() && scan.at(i) != '<') {
            i++;
        }
        if (i == from && scan.has(from, "<![CDATA[")) {
            i = from + 9;
            while (i < scan.end() && !(scan.at(i) == ']' && scan.has(i, "]]>"))) {
                i++;
            }
            return nonEmpty(from + 9, i, true);
        }
        char before = scan.at(nameStart - 2);
        boolean isCutOff = i == scan.end() && wordEnd(scan, from) == i && (before <= ' ' || before == '>');
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
    private static @Nullable Value line(Scan scan, NameWord word, int from, Separator separator) {
        int schemeEnd = Schemes.end(scan, from);
        if (schemeEnd > from && !Schemes.hasParameters(scan, from)) {
            return nonEmpty(schemeEnd, wordEnd(scan, schemeEnd), false);
        }
        boolean isHeader = separator.sign() != '=';
        int to = isHeader ? lineEnd(scan, from) : cookieEnd(scan, from);
        return nonEmpty(credentials(scan, word, from, to), to, false);
    }

    private static int lineEnd(Scan scan, int from) {
        for (int i = from; i < scan.end(); i++) {
            char c = scan.at(i);
            if (c == '\n' || c == '\r' || (c == '\\' && isLineBreak(scan, i))) {
                return i;
            }
            boolean mayClose = Quotes.isQuote(c) || (c == '\\' && Quotes.openingEnd(scan, i) > i);
            if (mayClose && isBehindText(scan, Quotes.closingEnd(scan, i))) {
                return i;
            }
        }
        return scan.end();
    }

    private static boolean isLineBreak(Scan scan, int backslash) {
        char c = scan.at(backslash + 1);
        return c == 'n' || c == 'r';
    }

    /** Whether what follows a quotation mark says that it closed: a Digest header has {@code ", realm="} inside. */
    private static boolean isBehindText(Scan scan, int index) {
        char c = scan.at(index);
        if (c == ',') {
            return !isNextPair(scan, scan.skipBlanks(index + 1, MOST_BLANKS));
        }
        return c == 0 || c <= ' ' || c == '}' || c == ']' || c == ')' || c == '\\' || c == '"' || c == ';';
    }

    private static int cookieEnd(Scan scan, int from) {
        int to = wordEnd(scan, from);
        while (scan.at(to) == ';' && Scan.isBlank(scan.at(to + 1))) {
            int next = scan.skipBlanks(to + 1, MOST_BLANKS);
            int nextEnd = wordEnd(scan, next);
            if (nextEnd == next) {
                return to;
            }
            to = nextEnd;
        }
        return to;
    }

    private static boolean startsLine(Scan scan, int nameStart) {
        int i = nameStart;
        int first = Math.max(0, nameStart - 16);
        while (i > first && (Scan.isBlank(scan.at(i - 1)) || scan.at(i - 1) == '#')) {
            i--;
        }
        return i == 0 || scan.at(i - 1) == '\n' || scan.has(i - 7, "\nexport") || (i == 6 && scan.has(0, "export"));
    }

    /** Several words up to the end of the line or the next pair: {@code password = two words}. */
    private static int phraseEnd(Scan scan, int from) {
        int to = wordEnd(scan, from);
        while (Scan.isBlank(scan.at(to))) {
            int next = scan.skipBlanks(to, MOST_BLANKS);
            int nextEnd = wordEnd(scan, next);
            boolean isWord = Alphabet.ALNUM.has(scan.at(next)) && !isNextPair(scan, next);
            if (!isWord || nextEnd == next) {
                return to;
            }
            to = nextEnd;
        }
        return to;
    }

    /** One word; a mark of punctuation ends it only when what follows says so. */
    static int wordEnd(Scan scan, int from) {
        int mask = Mask.endOfMask(scan, from);
        boolean isTag = scan.at(from) == '<' && Alphabet.ALNUM.has(scan.at(from + 1));
        int i = Math.max(isTag ? from + 1 : from, mask);
        int depth = 0;
        for (; i < scan.end(); i++) {
            char c = scan.at(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : 0;
            if (depth > 0 && CLOSERS.indexOf(c) >= 0) {
                depth--;
                continue;
            }
            if (c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == '<' || endsHere(scan, c, i)) {
                break;
            }
        }
        if (isTag && scan.at(i) == '>') {
            return i + 1;
        }
        boolean endsSentence = i - from > 1 && scan.at(i - 1) == '.' && i > mask;
        return endsSentence ? i - 1 : i;
    }

    private static boolean endsHere(Scan scan, char c, int at) {
        char next = scan.at(at + 1);
        if (c == '\\') {
            return Quotes.isQuote(next) || next == '\\' || (isLineBreak(scan, at) && !isInWord(scan, at + 2));
        }
        if (ENDERS.indexOf(c) >= 0) {
            return isEnd(next) || Quotes.openingEnd(scan, at + 1) > at + 1 || isNextPair(scan, at + 1);
        }
        if (CLOSERS.indexOf(c) >= 0) {
            return isEnd(next)
                    || CLOSERS.indexOf(next) >= 0
                    || ENDERS.indexOf(next) >= 0
                    || "\"'`\\.:".indexOf(next) >= 0;
        }
        return Quotes.isQuote(c) && !Alphabet.ALNUM.has(next);
    }

    private static boolean isInWord(Scan scan, int index) {
        return Alphabet.ALNUM.has(scan.at(index)) && !isNextPair(scan, index);
    }

    private static boolean isEnd(char c) {
        return c <= ' ' || c == '<';
    }

    /** Whether a name and a separator stand here: {@code user=}, {@code "user":}. */
    private static boolean isNextPair(Scan scan, int from) {
        int name = Quotes.openingEnd(scan, from);
        int nameEnd = scan.runEnd(name, Alphabet.NAME, LONGEST_NEXT_NAME);
        if (nameEnd == name) {
            return false;
        }
        int sign = Quotes.closingEnd(scan, nameEnd);
        char c = scan.at(sign);
        char after = scan.at(sign + 1);
        return (c == '=' && after != '=' && after > ' ')
                || (c == ':' && after != 0 && name > from)
                || (c == ':' && after == ' ');
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
