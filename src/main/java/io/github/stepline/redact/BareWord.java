package io.github.stepline.redact;

/**
 * Where a value without quotation marks ends. A mark of punctuation may belong to a password, so it ends the value only
 * when something says so: a bracket or a quotation mark that was opened before the name, or what follows the mark.
 *
 * @param openers one bit for each of {@link #OPENERS} that stands before the name
 */
record BareWord(Scan scan, int openers) {
    private static final String OPENERS = "([{<\"'`";
    private static final String CLOSERS = ")]}>";
    private static final String ENDERS = ",;&|";
    private static final String BEHIND_A_TEXT = ",;:}])|>\\";
    private static final String BEHIND_A_BRACKET = ")]}>,;&|\"'`\\.:<";
    private static final int FARTHEST_OPENER = 96;
    private static final int LONGEST_NAME = 48;
    private static final int MOST_BLANKS = 8;

    /** For the value behind a name. */
    static BareWord behind(Scan scan, int nameStart) {
        int openers = 0;
        for (int i = nameStart - 1; i >= 0 && i >= nameStart - FARTHEST_OPENER; i--) {
            int opener = OPENERS.indexOf(scan.at(i));
            openers |= opener >= 0 ? 1 << opener : 0;
        }
        return new BareWord(scan, openers);
    }

    /** The end of one word. */
    int end(int from) {
        int mask = Mask.endOfMask(scan, from);
        if (Mask.isValue(scan, mask)) {
            return mask;
        }
        boolean isTag = scan.at(from) == '<' && Alphabet.ALNUM.has(scan.at(from + 1));
        int i = Math.max(isTag ? from + 1 : from, mask);
        int depth = 0;
        for (; i < scan.end(); i++) {
            char c = scan.at(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : 0;
            if (depth > 0 && CLOSERS.indexOf(c) >= 0) {
                depth--;
            } else if (isBlank(c) || endsAt(i, c)) {
                break;
            }
        }
        if (isTag && scan.at(i) == '>') {
            return i + 1;
        }
        boolean endsSentence = i - from > 1 && scan.at(i - 1) == '.' && i > mask;
        return endsSentence ? i - 1 : i;
    }

    /** The end of several words, up to the end of the line or the next pair: {@code two words}. */
    int phraseEnd(int from) {
        int to = end(from);
        while (Scan.isBlank(scan.at(to))) {
            int next = scan.skipBlanks(to, MOST_BLANKS);
            boolean isWord = Alphabet.ALNUM.has(scan.at(next)) && !isPair(scan, next);
            int nextEnd = isWord ? end(next) : next;
            if (nextEnd == next) {
                return to;
            }
            to = nextEnd;
        }
        return to;
    }

    /** The end of pairs with semicolons between them: {@code a=b; c=d}. */
    int listEnd(int from) {
        int to = end(from);
        while (scan.at(to) == ';' && Scan.isBlank(scan.at(to + 1))) {
            int next = scan.skipBlanks(to + 1, MOST_BLANKS);
            int nextEnd = end(next);
            if (nextEnd == next) {
                return to;
            }
            to = nextEnd;
        }
        return to;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || (c >= 0x7f && c <= 0xa0);
    }

    private boolean endsAt(int at, char c) {
        char next = scan.at(at + 1);
        if (c == '\\') {
            return Quotes.isQuote(next) || next == '\\' || (isLineBreak(scan, at) && !isInWord(at + 2));
        }
        if (c == '<') {
            return next == '/' || wasOpened('<');
        }
        if (ENDERS.indexOf(c) >= 0) {
            return isBlank(next) || isClosingQuote(at + 1, next) || isPair(scan, at + 1);
        }
        if (CLOSERS.indexOf(c) >= 0) {
            boolean wasOpened = wasOpened(OPENERS.charAt(CLOSERS.indexOf(c)));
            return wasOpened && (isBlank(next) || BEHIND_A_BRACKET.indexOf(next) >= 0);
        }
        return isClosingQuote(at, c);
    }

    private boolean isClosingQuote(int at, char c) {
        if (!Quotes.isQuote(c)) {
            return false;
        }
        char next = scan.at(at + 1);
        return isBlank(next) || BEHIND_A_TEXT.indexOf(next) >= 0 || (wasOpened(c) && !Alphabet.ALNUM.has(next));
    }

    private boolean wasOpened(char opener) {
        return (openers >> OPENERS.indexOf(opener) & 1) != 0;
    }

    static boolean isLineBreak(Scan scan, int backslash) {
        char c = scan.at(backslash + 1);
        return c == 'n' || c == 'r';
    }

    private boolean isInWord(int index) {
        return Alphabet.ALNUM.has(scan.at(index)) && !isPair(scan, index);
    }

    /** Whether a name and a separator stand here: {@code user=}, {@code "user":}. */
    static boolean isPair(Scan scan, int from) {
        int name = Quotes.openingEnd(scan, from);
        int nameEnd = scan.runEnd(name, Alphabet.NAME, LONGEST_NAME);
        if (nameEnd == name) {
            return false;
        }
        int sign = Quotes.closingEnd(scan, nameEnd);
        char c = scan.at(sign);
        char after = scan.at(sign + 1);
        if (c == '=') {
            return after != '=' && after > ' ';
        }
        return c == ':' && after != 0 && (after == ' ' || name > from);
    }
}
