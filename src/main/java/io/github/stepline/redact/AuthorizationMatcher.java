package io.github.stepline.redact;

/** Masks the credentials behind {@code Bearer} and {@code Basic} where no header's name stands before them. */
final class AuthorizationMatcher implements Matcher {
    private static final int MOST_BLANKS = 4;
    private static final int LOOK = 64;
    private static final int SHORTEST = 8;
    private static final int SHORTEST_PLAIN = 32;

    @Override
    public void match(Scan scan, int start, int end) {
        if (!scan.startsToken(start)) {
            return;
        }
        int escape = Math.max(scan.escapeLength(end, ' '), scan.escapeLength(end, ':'));
        int from = escape > 0 ? end + escape : scan.skipBlanks(end, MOST_BLANKS);
        if (from > end && isCredential(scan, from)) {
            scan.mask(from, scan.runEnd(from, Alphabet.TOKEN_68, TokenShape.OPEN), "authorization");
        }
    }

    /** {@code token_type=bearer expires_in=3600}: what follows has a name of its own. */
    private static boolean isPair(Scan scan, int from) {
        int sign = scan.runEnd(from, Alphabet.WORD, LOOK);
        return scan.at(sign) == '=' && Alphabet.ALNUM.has(scan.at(sign + 1));
    }

    /** Letters of both cases or a digit tell a token from a word: nobody says {@code bearer of news} that way. */
    private static boolean isCredential(Scan scan, int from) {
        int to = scan.runEnd(from, Alphabet.TOKEN_68, LOOK);
        boolean hasLower = false;
        boolean hasInnerUpper = false;
        boolean hasDigit = false;
        boolean hasMark = false;
        for (int i = from; i < to; i++) {
            char c = scan.at(i);
            hasLower |= c >= 'a' && c <= 'z';
            hasInnerUpper |= i > from && c >= 'A' && c <= 'Z';
            hasDigit |= Alphabet.DIGIT.has(c);
            hasMark |= c == '-' || c == '_' || c == '.' || c == '/';
        }
        if (to - from < SHORTEST || scan.isFiller(from, to, 4) || isPair(scan, from)) {
            return false;
        }
        return hasDigit
                ? hasLower || hasInnerUpper || !hasMark
                : (hasLower && hasInnerUpper && !hasMark)
                        || (hasLower && hasInnerUpper && to - from >= 16)
                        || (!hasMark && to - from >= SHORTEST_PLAIN);
    }
}
