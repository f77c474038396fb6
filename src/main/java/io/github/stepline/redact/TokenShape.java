package io.github.stepline.redact;

/**
 * A token that a fixed prefix gives away: prefix, alphabet and length of what follows.
 *
 * @param most the greatest length of what follows, or {@link #OPEN} when all that follows belongs to the token
 */
record TokenShape(String rule, String prefix, Alphabet alphabet, int fewest, int most) implements Matcher {
    static final int OPEN = Integer.MAX_VALUE;

    private static final int FIRST_LOOK = 64;
    private static final int FEWEST_CHARACTERS = 5;

    @Override
    public void match(Scan scan, int start, int end) {
        if (!scan.has(start, prefix) || !scan.startsToken(start)) {
            return;
        }
        int from = start + prefix.length();
        int seen = scan.runEnd(from, alphabet, Math.max(FIRST_LOOK, fewest));
        if (seen - from < fewest || isExample(scan, from, seen)) {
            return;
        }
        int to = scan.runEnd(seen, alphabet, most == OPEN ? OPEN : Math.max(0, from + most + 1 - seen));
        boolean fits = most == OPEN || (to - from <= most && !Alphabet.WORD.has(scan.at(to)));
        if (fits) {
            scan.mask(start, to, rule);
        }
    }

    /** {@code xxxxxxxx}, {@code your-token-here}, {@code YOUR_TOKEN_HERE}. */
    private static boolean isExample(Scan scan, int from, int to) {
        return scan.isFiller(from, to, FEWEST_CHARACTERS) || isWords(scan, from, Math.min(to, from + FIRST_LOOK));
    }

    private static boolean isWords(Scan scan, int from, int to) {
        boolean hasLower = false;
        boolean hasUpper = false;
        boolean hasGap = false;
        for (int i = from; i < to; i++) {
            char c = scan.at(i);
            hasLower |= c >= 'a' && c <= 'z';
            hasUpper |= c >= 'A' && c <= 'Z';
            hasGap |= c == '-' || c == '_';
            if (c >= '.' && c <= '9') {
                return false;
            }
        }
        return hasGap && !(hasLower && hasUpper);
    }
}
