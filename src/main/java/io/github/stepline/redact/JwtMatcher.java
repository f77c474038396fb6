package io.github.stepline.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Masks JSON web tokens, signed (three parts) and encrypted (five). The header is decoded: it must name an algorithm,
 * which tells a token from any other JSON in base 64.
 */
final class JwtMatcher implements Matcher {
    private static final int SHORTEST_HEADER = 12;
    private static final int LONGEST_HEADER = 2_048;
    private static final int MOST_PARTS = 5;

    @Override
    public void match(Scan scan, int start, int end) {
        if (!scan.has(start, "eyJ") || !startsHeader(scan, start)) {
            return;
        }
        int headerEnd = scan.runEnd(start, Alphabet.URL_SAFE, LONGEST_HEADER);
        boolean isHeader = headerEnd - start >= SHORTEST_HEADER && scan.at(headerEnd) == '.';
        if (!isHeader || !namesAlgorithm(scan, start, headerEnd)) {
            return;
        }
        int to = headerEnd;
        for (int part = 1; part < MOST_PARTS && scan.at(to) == '.' && isPart(scan, to + 1); part++) {
            to = scan.runEnd(to + 1, Alphabet.URL_SAFE, TokenShape.OPEN);
        }
        if (to > headerEnd + 8) {
            scan.mask(start, to, "jwt");
        }
    }

    /** A token may be glued to a name by an underscore, but is never the middle of a longer run. */
    private static boolean startsHeader(Scan scan, int start) {
        char before = scan.at(start - 1);
        return (!Alphabet.ALNUM.has(before) && before != '+') || scan.endsEscape(start);
    }

    /** An encrypted token may have an empty second part. */
    private static boolean isPart(Scan scan, int from) {
        char c = scan.at(from);
        return Alphabet.URL_SAFE.has(c) || c == '.';
    }

    private static boolean namesAlgorithm(Scan scan, int from, int to) {
        scan.visit(to - from);
        int whole = from + (to - from) / 4 * 4;
        byte[] json = Base64.getUrlDecoder().decode(scan.text().substring(from, whole));
        String header = new String(json, StandardCharsets.ISO_8859_1);
        return header.contains("\"alg\"") || header.contains("\"enc\"");
    }
}
