package io.github.stepline.redact;

import java.util.List;
import java.util.Locale;

/** The schemes of HTTP authentication, which stay readable before what is masked. */
final class Schemes {
    private static final List<String> WITH_PARAMETERS =
            List.of("digest", "aws4-hmac-sha256", "hawk", "oauth", "mac", "signature", "escher-hmac-sha256");
    private static final List<String> WITH_ONE_WORD = List.of(
            "bearer",
            "basic",
            "token",
            "negotiate",
            "ntlm",
            "apikey",
            "api-key",
            "bot",
            "jwt",
            "dpop",
            "splunk",
            "sharedaccesssignature",
            "sharedkey",
            "genie-key",
            "ssws",
            "kerberos",
            "key");

    private Schemes() {}

    /** The index behind a scheme and the blanks after it, or the same index. */
    static int end(Scan scan, int from) {
        int wordEnd = scan.runEnd(from, Alphabet.DASHED, 24);
        if (wordEnd == from || !isScheme(scan, from, wordEnd)) {
            return from;
        }
        int escape = scan.escapeLength(wordEnd, ' ');
        int end = escape > 0 ? wordEnd + escape : scan.skipBlanks(wordEnd, 8);
        return end > wordEnd ? end : from;
    }

    /** Whether the scheme is followed by names and values rather than by one word. */
    static boolean hasParameters(Scan scan, int from) {
        int wordEnd = scan.runEnd(from, Alphabet.DASHED, 24);
        return WITH_PARAMETERS.contains(word(scan, from, wordEnd));
    }

    private static boolean isScheme(Scan scan, int from, int to) {
        String word = word(scan, from, to);
        return WITH_ONE_WORD.contains(word) || WITH_PARAMETERS.contains(word);
    }

    private static String word(Scan scan, int from, int to) {
        return scan.text().substring(from, to).toLowerCase(Locale.ROOT);
    }
}
