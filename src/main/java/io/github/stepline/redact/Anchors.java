package io.github.stepline.redact;

import java.util.List;
import java.util.stream.Stream;

/** Secrets that are told by a mark in their middle, or by a prefix too common for {@link Tokens}. */
final class Anchors {
    private static final List<Keyword> KEYWORDS = List.of(
            new Keyword("q~", Anchors::azure),
            new Keyword(":aa", Anchors::telegram),
            new Keyword("t3blbkfj", Anchors::openai),
            new Keyword(".atlasv1.", Anchors::terraform),
            new Keyword("oracle:thin:", Anchors::oracle),
            new Keyword("oracle:oci:", Anchors::oracle),
            new Keyword("webhook.office.com/", Anchors::teams),
            new Keyword(" -u ", Anchors::curl),
            new Keyword("--user ", Anchors::curl),
            new Keyword("--user=", Anchors::curl));

    /** Twilio's {@code SK} is told from a word by the hexadecimal digit behind it. */
    private static final TokenShape TWILIO = new TokenShape("twilio-key", "SK", Alphabet.HEX, 32, 32);

    private static final NameWord CURL = new NameWord("authorization", NameWord.Kind.SECRET, 0);
    private static final int FARTHEST_COMMAND = 64;

    private Anchors() {}

    static List<Keyword> keywords() {
        Stream<Keyword> twilio = "0123456789abcdef".chars().mapToObj(digit -> new Keyword("sk" + (char) digit, TWILIO));
        return Stream.concat(KEYWORDS.stream(), twilio).toList();
    }

    /** Three characters, a digit, {@code Q~}, 31 to 34 characters. */
    private static void azure(Scan scan, int start, int end) {
        int from = start - 4;
        int runEnd = scan.runEnd(end, Alphabet.AZURE, 40);
        int to = scan.at(runEnd - 1) == '.' ? runEnd - 1 : runEnd;
        boolean fits =
                scan.has(start, "Q~") && Alphabet.DIGIT.has(scan.at(start - 1)) && to - end >= 31 && to - end <= 34;
        boolean isStart = scan.startsToken(from) && scan.at(from - 1) != '~';
        if (fits && isStart && scan.runEnd(from, Alphabet.AZURE, 4) >= start) {
            scan.mask(from, to, "azure-client-secret");
        }
    }

    /** Eight to ten digits, {@code :AA}, 32 or 33 characters. */
    private static void telegram(Scan scan, int start, int end) {
        int from = start;
        while (start - from < 11 && Alphabet.DIGIT.has(scan.at(from - 1))) {
            from--;
        }
        int to = scan.runEnd(end, Alphabet.URL_SAFE, 40);
        if (scan.has(start, ":AA") && start - from >= 8 && start - from <= 10 && to - end >= 32 && to - end <= 34) {
            scan.mask(from, to, "telegram-token");
        }
    }

    /** The older keys of OpenAI: {@code sk-}, 20 characters, {@code T3BlbkFJ}, 20 characters. */
    private static void openai(Scan scan, int start, int end) {
        int from = start;
        while (start - from < 100 && Alphabet.URL_SAFE.has(scan.at(from - 1))) {
            from--;
        }
        int to = scan.runEnd(end, Alphabet.URL_SAFE, 100);
        if (scan.has(start, "T3BlbkFJ") && scan.has(from, "sk-") && to - end >= 20) {
            scan.mask(from, to, "openai-key");
        }
    }

    private static void terraform(Scan scan, int start, int end) {
        int from = start - 14;
        int to = scan.runEnd(end, Alphabet.URL_SAFE, 80);
        if (from >= 0 && scan.runEnd(from, Alphabet.ALNUM, 14) == start && to - end >= 60) {
            scan.mask(from, to, "terraform-token");
        }
    }

    /** {@code jdbc:oracle:thin:user/password@host}. */
    private static void oracle(Scan scan, int start, int end) {
        int slash = scan.runEnd(end, Alphabet.NAME, 64);
        if (scan.at(slash) != '/' || slash == end) {
            return;
        }
        for (int i = slash + 1; i < slash + 128; i++) {
            char c = scan.at(i);
            if (c == '@') {
                scan.mask(slash + 1, i, "url-password");
                return;
            }
            if (c <= ' ' || c == '"') {
                return;
            }
        }
    }

    private static void teams(Scan scan, int start, int end) {
        int to = scan.runEnd(end, Alphabet.TOKEN_68, 512);
        if (to - end >= 40) {
            scan.mask(end, scan.at(to) == '@' ? scan.runEnd(to + 1, Alphabet.TOKEN_68, 512) : to, "teams-webhook");
        }
    }

    /** {@code curl -u user:password}; the option means something else to other programs. */
    private static void curl(Scan scan, int start, int end) {
        int first = Math.max(0, start - FARTHEST_COMMAND);
        scan.visit(start - first);
        boolean isCurl = scan.text().substring(first, start).contains("curl");
        if (!isCurl) {
            return;
        }
        int from = scan.skipBlanks(end, 4);
        int quoteEnd = Quotes.openingEnd(scan, from);
        int to = quoteEnd > from
                ? Quotes.contentEnd(scan, from, quoteEnd)
                : BareWord.behind(scan, start).end(from);
        for (int i = quoteEnd; i < to && i < quoteEnd + FARTHEST_COMMAND; i++) {
            i = Math.max(i, Mask.endOfMask(scan, i));
            if (scan.at(i) == ':') {
                maskPassword(scan, i + 1, to);
                return;
            }
        }
    }

    private static void maskPassword(Scan scan, int from, int to) {
        Value password = new Value(from, to, false);
        boolean isMasked = Mask.isValue(scan, Mask.endOfMask(scan, from));
        if (from < to && !isMasked && !Placeholders.isHarmless(scan, password, CURL)) {
            scan.mask(from, to, CURL.rule());
        }
    }
}
