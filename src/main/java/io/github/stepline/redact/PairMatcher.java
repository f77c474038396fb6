package io.github.stepline.redact;

import io.github.stepline.redact.NameWord.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Masks the value behind a name that sounds secret, in whatever a program may have written: {@code password=x},
 * {@code "apiKey": "x"} also with escaped quotes, {@code <secret>x</secret>}, {@code --token x},
 * {@code {"name":"DB_PASSWORD","value":"x"}}, header lines.
 */
final class PairMatcher implements Matcher {
    private static final int LONGEST_NAME = 128;
    private static final int SHORTEST_QUERY_VALUE = 8;
    private static final int SHORTEST_SIGNATURE = 16;

    private final Names names;

    PairMatcher(Names names) {
        this.names = names;
    }

    @Override
    public void match(Scan scan, int start, int end) {
        if (start < scan.nameEnd()) {
            return;
        }
        int nameStart = nameStart(scan, start);
        int nameEnd = scan.runEnd(Alphabet.NAME.has(scan.at(end - 1)) ? end : end - 1, Alphabet.NAME, TokenShape.OPEN);
        scan.nameEndsAt(nameEnd);
        int from = Math.max(nameStart, nameEnd - LONGEST_NAME);
        if (!Separator.mayFollow(scan.at(nameEnd)) || Mask.isNamed(scan, nameStart)) {
            return;
        }
        NameWord word = names.judge(scan.text(), from, nameEnd);
        if (word == null || !isMeant(scan, word, nameStart)) {
            return;
        }
        Separator separator = Separator.behind(scan, nameStart, nameEnd);
        if (separator != null && (!separator.isProse() || isSentence(scan, nameStart, from, nameEnd))) {
            maskValue(scan, word, nameStart, nameEnd, separator);
        }
    }

    private static void maskValue(Scan scan, NameWord word, int nameStart, int nameEnd, Separator separator) {
        int from = scan.skipBlanks(separator.end(), 8);
        boolean isSentence = separator.isProse() && Placeholders.startsProse(scan, from);
        if (isSentence || isDirectory(scan, nameStart, nameEnd, from)) {
            return;
        }
        Value value = Value.read(scan, word, nameStart, separator);
        if (value == null || Placeholders.isHarmless(scan, value, word)) {
            return;
        }
        if (value.to() - value.from() < shortest(word)
                || isAssignment(scan, nameStart, nameEnd, value)
                || SourceText.isOwnName(scan, nameStart, nameEnd, value)) {
            return;
        }
        scan.mask(value.from(), value.to(), word.rule());
    }

    /** Short signatures are those of methods, short keys and codes those of lists. */
    private static int shortest(NameWord word) {
        return word.kind() == Kind.QUERY
                ? SHORTEST_QUERY_VALUE
                : word.rule().equals("signature") ? SHORTEST_SIGNATURE : 1;
    }

    /** Code: {@code this.token = token;}. */
    private static boolean isAssignment(Scan scan, int nameStart, int nameEnd, Value value) {
        int field = nameStart + 5;
        return scan.has(nameStart, "this.")
                && value.to() - value.from() == nameEnd - field
                && scan.text().regionMatches(field, scan.text(), value.from(), nameEnd - field);
    }

    private static boolean isMeant(Scan scan, NameWord word, int nameStart) {
        return switch (word.kind()) {
            case SECRET, LAST, MACHINE -> true;
            case QUERY -> isQueryParameter(scan, nameStart);
            case CLEAR -> false;
        };
    }

    /** In a sentence a pair counts when the last word of its name does, and when nobody complains about a text. */
    private boolean isSentence(Scan scan, int nameStart, int from, int nameEnd) {
        NameWord word = names.judgeLast(scan.text(), from, nameEnd);
        return word != null && word.kind() != Kind.MACHINE && !isComplaint(scan, nameStart);
    }

    /** A parser's {@code Unexpected token: x}. */
    private static boolean isComplaint(Scan scan, int nameStart) {
        return scan.hasAnyCase(nameStart - 11, "unexpected ")
                || scan.hasAnyCase(nameStart - 13, "unrecognized ")
                || scan.hasAnyCase(nameStart - 8, "illegal ");
    }

    private static boolean isQueryParameter(Scan scan, int nameStart) {
        char before = scan.at(nameStart - 1);
        return before == '?' || before == '&' || (before == ';' && scan.has(nameStart - 5, "&amp;"));
    }

    /** The shell's working directory is a PWD too. */
    private static boolean isDirectory(Scan scan, int nameStart, int nameEnd, int from) {
        return (scan.has(nameEnd - 3, "PWD") && (nameEnd - nameStart == 3 || scan.has(nameStart, "OLDPWD")))
                && (scan.at(from) == '/' || scan.at(from + 1) == ':');
    }

    /** Goes back to where the name begins, not into the escape before it. */
    private static int nameStart(Scan scan, int start) {
        int first = Math.max(scan.nameEnd(), start - LONGEST_NAME);
        int i = start;
        while (i > first && Alphabet.NAME.has(scan.at(i - 1))) {
            i--;
        }
        char before = scan.at(i - 1);
        if (before == '\\' && i < start) {
            return "nrtbf".indexOf(scan.at(i)) >= 0 ? i + 1 : scan.at(i) == 'u' ? Math.min(start, i + 5) : i;
        }
        return before == '%' ? Math.min(start, i + 2) : i;
    }

    /** What stands between a name and its value. */
    record Separator(int end, char sign) {
        /** Signs that stand for a whole way of writing. */
        static final char ELEMENT = '<';

        static final char OPTION = ' ';
        private static final char PROSE = 'p';
        private static final int MOST_BLANKS = 8;
        private static final int LONGEST_TAG = 128;

        boolean isProse() {
            return sign == PROSE;
        }

        boolean mayBePhrase() {
            return sign == PROSE || sign == '=';
        }

        /** Whether a name may be followed by a separator when this character stands behind it. */
        static boolean mayFollow(char c) {
            return " \t=:\"'`\\%&>,]".indexOf(c) >= 0;
        }

        static @Nullable Separator behind(Scan scan, int nameStart, int nameEnd) {
            int quoteEnd = Quotes.closingEnd(scan, nameEnd);
            boolean isQuoted = quoteEnd > nameEnd;
            int i = isQuoted && scan.at(quoteEnd) == ']' ? quoteEnd + 1 : quoteEnd;
            int blanksEnd = scan.skipBlanks(i, MOST_BLANKS);
            char c = scan.at(blanksEnd);
            if (c == '=' || c == ':') {
                return sign(scan, nameStart, blanksEnd, isQuoted);
            }
            int escape = Math.max(scan.escapeLength(blanksEnd, '='), scan.escapeLength(blanksEnd, ':'));
            if (escape > 0) {
                return new Separator(blanksEnd + escape, '=');
            }
            char before = scan.at(nameStart - 1);
            if (before == '<' || (before == ':' && scan.at(nameStart - 2) != ' ')) {
                return element(scan, nameEnd);
            }
            boolean isOption = scan.at(nameStart) == '-';
            if (isOption && c == ',') {
                return new Separator(blanksEnd + 1, OPTION);
            }
            if (isQuoted) {
                return namedValue(scan, i, c);
            }
            return isOption && blanksEnd > nameEnd ? new Separator(blanksEnd, OPTION) : null;
        }

        private static @Nullable Separator sign(Scan scan, int nameStart, int at, boolean isQuoted) {
            char c = scan.at(at);
            char after = scan.at(at + 1);
            if (c == '=') {
                return after == '=' || after == '~' ? null : new Separator(after == '>' ? at + 2 : at + 1, '=');
            }
            boolean isPath = !isQuoted && scan.at(nameStart - 1) == ':';
            boolean isLoop = scan.at(at - 1) == ' ' && SourceText.isLoop(scan, nameStart);
            if (after == ':' || isPath || isLoop || (after == '/' && scan.at(at + 2) == '/')) {
                return null;
            }
            boolean isProse = !isQuoted && Scan.isBlank(after);
            return new Separator(after == '=' ? at + 2 : at + 1, isProse ? PROSE : ':');
        }

        private static @Nullable Separator element(Scan scan, int nameEnd) {
            for (int i = nameEnd; i < nameEnd + LONGEST_TAG; i++) {
                char c = scan.at(i);
                if (c == '>') {
                    return scan.at(i - 1) == '/' ? null : new Separator(i + 1, ELEMENT);
                }
                if (c == 0 || c == '<' || c == '\n') {
                    return null;
                }
            }
            return null;
        }

        /** {@code "name":"password","value":"x"} and {@code name="password" value="x"}, from behind the name's quote. */
        private static @Nullable Separator namedValue(Scan scan, int from, char next) {
            int i = scan.skipBlanks(next == ',' ? scan.skipBlanks(from, MOST_BLANKS) + 1 : from, MOST_BLANKS);
            int word = Quotes.openingEnd(scan, i);
            if (!scan.hasAnyCase(word, "value")) {
                return null;
            }
            int sign = scan.skipBlanks(Quotes.closingEnd(scan, word + 5), MOST_BLANKS);
            char c = scan.at(sign);
            return c == ':' || c == '=' ? new Separator(sign + 1, ':') : null;
        }
    }
}
