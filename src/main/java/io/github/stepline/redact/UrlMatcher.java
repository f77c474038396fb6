package io.github.stepline.redact;

/** Masks the password in the authority of a URL: {@code scheme://user:password@host}. */
final class UrlMatcher implements Matcher {
    private static final int LONGEST_AUTHORITY = 1_024;
    private static final int LONGEST_TAIL = 64;
    private static final String BREAKS = " \t\r\n\"'<>`\\|";

    @Override
    public void match(Scan scan, int start, int end) {
        int colon = -1;
        int at = -1;
        int last = Math.min(scan.end(), end + LONGEST_AUTHORITY);
        for (int i = end; i < last; i++) {
            char c = scan.at(i);
            int mask = c == '[' ? Mask.endOfMask(scan, i) : -1;
            if (mask > 0 && colon < 0) {
                i = mask - 1;
            } else if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '@') {
                at = i;
            } else if (BREAKS.indexOf(c) >= 0) {
                break;
            } else if (c == '/' || c == '?' || c == '#') {
                if (colon < 0 || at >= 0 || isPort(scan, colon + 1, i)) {
                    break;
                }
                last = Math.min(last, i + LONGEST_TAIL);
            } else if (c == ',' && at > 0) {
                break;
            }
        }
        if (colon > 0 && at > colon + 1 && !isTemplate(scan, colon + 1, at)) {
            scan.mask(colon + 1, at, "url-password");
        }
    }

    /** Digits only: then the slash behind it begins the path. Else a password may hold the slash. */
    private static boolean isPort(Scan scan, int from, int to) {
        return scan.runEnd(from, Alphabet.DIGIT, 6) == to || scan.at(from) == '[';
    }

    private static boolean isTemplate(Scan scan, int from, int to) {
        Value value = new Value(from, to, false);
        return Placeholders.isHarmless(scan, value, NAME);
    }

    private static final NameWord NAME = new NameWord("url-password", NameWord.Kind.SECRET, 0);
}
