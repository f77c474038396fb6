package io.github.stepline.redact;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Values that are no secrets although their names are: templates, states, counts, what somebody else masked. */
final class Placeholders {
    private static final Set<String> NOTHINGS =
            words("true false null none nil undefined nan yes no on off n/a unset await new enabled disabled");

    /** Words that follow a colon in a sentence: {@code invalid password: must not be empty}. */
    private static final Set<String> PROSE = words(
            "must is was are be not no invalid incorrect required missing expired wrong empty too bad unknown valid"
                    + " rejected accepted denied failed failure success ok set unset hidden changed updated rotated"
                    + " refreshed revoked the a an and or for in to of at by with from has have can cannot could should"
                    + " expected found unexpected malformed unsupported unauthorized forbidden created deleted removed"
                    + " loaded loading reading using skipped skipping disabled enabled default optional mandatory"
                    + " absent present given provided please use see this that it you your their java org com io error"
                    + " exception caused timeout connection permission access unable does did will would length"
                    + " minimum maximum at least more less than only new old current same different redacted masked"
                    + " filtered private confidential protected");

    private static final Set<String> WHOLE =
            words("redacted masked filtered hidden removed secret protected omitted sanitized private confidential");

    private static final int LONGEST = 64;

    private Placeholders() {}

    private static Set<String> words(String list) {
        Set<String> words = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        words.addAll(Arrays.asList(list.split(" ")));
        return words;
    }

    static boolean isHarmless(Scan scan, Value value, NameWord word) {
        int from = value.from();
        int to = value.to();
        if (Mask.endOfMask(scan, from) == to || isCount(scan, from, to, word.digits()) || !hasContent(scan, from, to)) {
            return true;
        }
        if (SourceText.isDescriptor(scan, from, word)
                || SourceText.isConstants(scan, value, word)
                || !value.isQuoted() && SourceText.isCast(scan, from, to)) {
            return true;
        }
        if (to - from > LONGEST) {
            return false;
        }
        String text = scan.text().substring(from, to);
        return NOTHINGS.contains(text)
                || isTemplate(text)
                || isFiller(text)
                || SourceText.is(text, value.isQuoted(), word);
    }

    /** Whether a value that stands by itself is empty, a template, or a mask of ours. */
    static boolean isTemplateOrMask(String text) {
        return text.isEmpty()
                || Mask.isMask(text)
                || (text.length() <= LONGEST && (isTemplate(text) || isFiller(text)));
    }

    /** A text that consists of digits alone, at most so many. */
    static boolean isCount(String text, int most) {
        if (text.length() > most) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Alphabet.DIGIT.has(c) && c != '.' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isCount(Scan scan, int from, int to, int most) {
        return to - from <= most && isCount(scan.text().substring(from, to), most);
    }

    private static boolean hasContent(Scan scan, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = scan.at(i);
            if (Alphabet.ALNUM.has(c) || c > 0xa0) {
                return true;
            }
        }
        return to - from >= 6 && !scan.isFiller(from, to, 3);
    }

    /** Whether a sentence goes on here: {@code must not be empty}. */
    static boolean startsProse(Scan scan, int from) {
        int end = scan.runEnd(from, Alphabet.LETTER, 16);
        boolean isMarked = ",.:!?)".indexOf(scan.at(end)) >= 0;
        return scan.at(isMarked ? end + 1 : end) <= ' '
                && PROSE.contains(scan.text().substring(from, end));
    }

    /** {@code ${NAME}}, {@code {{name}}}, {@code %NAME%}, {@code <name>}, {@code [REDACTED]} and nothing more. */
    private static boolean isTemplate(String text) {
        return isEnclosed(text, "${", "}")
                || isEnclosed(text, "#{", "}")
                || isEnclosed(text, "{{", "}}")
                || isEnclosed(text, "{", "}")
                || isEnclosed(text, "%", "%")
                || isEnclosed(text, "@", "@")
                || isWord(text, "<", ">")
                || isWord(text, "&lt;", "&gt;")
                || isWhole(text, "[", "]")
                || isWhole(text, "(", ")")
                || isWhole(text, "<", ">")
                || isVariable(text)
                || text.startsWith("$(")
                || text.equals("%s")
                || text.equals("{}");
    }

    private static boolean isEnclosed(String text, String open, String close) {
        int from = open.length();
        int to = text.length() - close.length();
        return from < to
                && text.startsWith(open)
                && text.endsWith(close)
                && text.substring(from, to).trim().chars().allMatch(c -> c < 128 && Alphabet.NAME.has((char) c));
    }

    private static boolean isWord(String text, String open, String close) {
        return text.startsWith(open)
                && text.endsWith(close)
                && text.chars().allMatch(c -> c < 128 && !Alphabet.DIGIT.has((char) c));
    }

    private static boolean isWhole(String text, String open, String close) {
        return text.startsWith(open)
                && text.endsWith(close)
                && text.length() > 2
                && WHOLE.contains(text.substring(1, text.length() - 1));
    }

    /** The shell's {@code $DB_PASSWORD}. */
    private static boolean isVariable(String text) {
        return text.length() > 2
                && text.charAt(0) == '$'
                && text.chars().skip(1).allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_');
    }

    /** One character over and over: {@code ****}, {@code xxxx}, {@code ....}. */
    private static boolean isFiller(String text) {
        char first = text.charAt(0);
        return "*xX.-#_?•●0".indexOf(first) >= 0
                && text.length() >= 3
                && text.chars().allMatch(c -> c == first);
    }
}
