package io.github.stepline.redact;

/**
 * Masks private keys from their first line until their last; without a last line, until the end of the text. Line breaks
 * may be escaped: only the marks of the first and the last line count.
 */
final class PrivateKeyMatcher implements Matcher {
    static final String RULE = "private-key";

    private static final int LONGEST_TITLE = 100;

    /** At {@code -----BEGIN}, or the four dashes of SSH2. */
    @Override
    public void match(Scan scan, int start, int end) {
        int titleEnd = titleEnd(scan, end);
        String title = scan.text().substring(end, titleEnd);
        boolean isPrivate = title.contains("PRIVATE KEY") || title.contains("OpenVPN Static key");
        if (!isPrivate || scan.at(titleEnd) != '-') {
            return;
        }
        scan.mask(start, bodyEnd(scan, titleEnd), RULE);
    }

    /** At {@code Private-Lines:} of a PuTTY file, whose last line is {@code Private-MAC}. */
    static void matchPutty(Scan scan, int start, int end) {
        int mac = scan.text().indexOf("Private-MAC:", end);
        int to = mac < 0 || mac > scan.end() ? scan.end() : scan.runEnd(mac + 13, Alphabet.ANY_HEX, 128);
        scan.visit(to - end);
        scan.mask(start, to, RULE);
    }

    private static int titleEnd(Scan scan, int from) {
        int i = from;
        int last = Math.min(scan.end(), from + LONGEST_TITLE);
        while (i < last && (Alphabet.WORD.has(scan.at(i)) || scan.at(i) == ' ')) {
            i++;
        }
        return i;
    }

    private static int bodyEnd(Scan scan, int from) {
        int last = scan.text().indexOf("-END", from);
        while (last >= 0 && last < scan.end()) {
            int titleEnd = titleEnd(scan, last + 4);
            if (scan.text().substring(last, titleEnd).contains("PRIVATE KEY")
                    || scan.text().startsWith("-END OpenVPN", last)) {
                int to = scan.runEnd(titleEnd, Alphabet.DASHED, 5);
                scan.visit(to - from);
                return to;
            }
            last = scan.text().indexOf("-END", last + 4);
        }
        scan.visit(scan.end() - from);
        return scan.end();
    }
}
