package io.github.stepline.redact;

import io.github.stepline.redact.NameWord.Kind;
import java.util.Arrays;
import java.util.Set;

/**
 * What source code, build files and bundles of messages write behind a name that sounds secret: calls, casts, names of
 * classes and of types of content, descriptors, sentences. Where a secret may look the same it is none of these.
 */
final class SourceText {
    private static final int LONGEST_WORD = 15;
    private static final int FEWEST_WORDS = 3;
    private static final int LONGEST_TYPE = 64;

    private static final Set<String> FIRST_OF_PACKAGES =
            words("java javax jakarta org com net io dev sun jdk kotlin scala");
    private static final Set<String> TYPES_OF_CONTENT =
            words("application audio font image message model multipart text video");

    /** What stands behind the colon of an image or a package: {@code apps/auth:latest}, {@code python3-jwt:all}. */
    private static final Set<String> TAGS = words("latest main edge stable nightly all any amd64 arm64 armhf i386");

    /** Words that hold a sentence together; who makes up a token of several words leaves them out. */
    private static final Set<String> OF_SENTENCES =
            words("a an are be by can for from has is must not of on or that the this to was with");

    private SourceText() {}

    private static Set<String> words(String list) {
        return Set.copyOf(Arrays.asList(list.split(" ")));
    }

    /** Whether a value of at most some dozen characters is of this kind. */
    static boolean is(String text, boolean isQuoted, NameWord word) {
        return isClassName(text)
                || isTypeOfContent(text)
                || !isQuoted && isCall(text)
                || isOf(text, word)
                || !word.rule().equals("password") && isNoWordOfAPerson(text, isQuoted)
                || isQuoted && word.isMachineMade() && isSentence(text);
    }

    /** What a person might take for a password, and no machine makes. */
    private static boolean isNoWordOfAPerson(String text, boolean isQuoted) {
        return isSuffix(text) || isTemplate(text) || TAGS.contains(text) || !isQuoted && isMethodCall(text);
    }

    /** What certain names can't go by. */
    private static boolean isOf(String text, NameWord word) {
        return switch (word.rule()) {
            case "card-number" -> !hasDigit(text) || isDate(text);
            case "signature" -> text.contains("${") || isVersion(text);
            case "authorization" ->
                isVersion(text) || word.kind() == Kind.MACHINE && text.length() <= 3 && isAll(text, Alphabet.DIGIT);
            case "api-key" -> isVersion(text) || text.length() == 1; // HTML's accesskey
            case "token", "secret", "session", "cookie", "credential" -> isVersion(text);
            default -> false;
        };
    }

    /** {@code request.getPassword()}, {@code parse(text.trim())}. */
    private static boolean isCall(String text) {
        int open = text.indexOf("()");
        if (open <= 0 || Alphabet.DIGIT.has(text.charAt(0)) || text.charAt(0) == '(') {
            return false;
        }
        for (int i = 0; i < open; i++) {
            char c = text.charAt(i);
            if (c >= 128 || !Alphabet.NAME.has(c) && c != '(') {
                return false;
            }
        }
        return open + 2 == text.length() || ";.,)".indexOf(text.charAt(open + 2)) >= 0;
    }

    /** {@code text.split(MARK)}: names without a digit, one dot at least, and what arguments are made of. */
    private static boolean isMethodCall(String text) {
        int open = text.indexOf('(');
        int dot = text.indexOf('.');
        if (dot <= 0 || dot + 1 >= open) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = i < open ? Alphabet.LETTER.has(c) || c == '.' : isInArguments(c);
            if (!fits) {
                return false;
            }
        }
        return Alphabet.LETTER.has(text.charAt(0));
    }

    private static boolean isInArguments(char c) {
        return c < 128 && (Alphabet.NAME.has(c) || "(),+".indexOf(c) >= 0);
    }

    /** {@code org.example.tokens.Reader}, with a hash behind {@code @} or without. */
    private static boolean isClassName(String text) {
        int at = text.indexOf('@');
        String[] parts = (at > 0 ? text.substring(0, at) : text).split("\\.", -1);
        if (parts.length < 3 || !FIRST_OF_PACKAGES.contains(parts[0])) {
            return false;
        }
        for (int i = 0; i < parts.length - 1; i++) {
            if (!parts[i].matches("[a-z][a-z0-9_]{0,30}")) {
                return false;
            }
        }
        return parts[parts.length - 1].matches("[A-Z][A-Za-z$]{0,60}")
                && (at < 0 || text.substring(at).matches("@[0-9a-f]{1,8}"));
    }

    private static boolean isTypeOfContent(String text) {
        int slash = text.indexOf('/');
        return slash > 0
                && TYPES_OF_CONTENT.contains(text.substring(0, slash))
                && text.substring(slash + 1).matches("[a-z][a-z.+-]*");
    }

    /** {@code .properties}. */
    private static boolean isSuffix(String text) {
        return text.charAt(0) == '.' && text.matches("\\.[a-z]{1,15}");
    }

    /** {@code $version$}, {@code \$VERSION\$}, which Ant and the replacer of Maven know. */
    private static boolean isTemplate(String text) {
        return text.endsWith("$") && text.matches("\\\\?\\$[A-Za-z_-]{2,32}\\\\?\\$");
    }

    private static boolean isDate(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\d");
    }

    /** {@code v1.2.3-alpine}. */
    private static boolean isVersion(String text) {
        return text.indexOf('.') > 0 && text.matches("v?\\d{1,3}(\\.\\d{1,4}){1,3}([-+][a-z]{2,10}[0-9]{0,3})?");
    }

    /** Three words or more, of letters, one of which only sentences have. */
    private static boolean isSentence(String text) {
        String[] parts = text.trim().split(" ", FEWEST_WORDS + 3);
        int whole = Math.min(parts.length, FEWEST_WORDS + 2);
        boolean isHeldTogether = false;
        for (int i = 0; i < whole; i++) {
            String bare = parts[i].replaceAll("[,.:;!?]$", "");
            if (bare.length() > LONGEST_WORD || !isAll(bare, Alphabet.LETTER)) {
                return false;
            }
            isHeldTogether |= OF_SENTENCES.contains(bare);
        }
        return parts.length >= FEWEST_WORDS && isHeldTogether;
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c < 128 && Alphabet.DIGIT.has((char) c));
    }

    private static boolean isAll(String text, Alphabet alphabet) {
        return text.chars().allMatch(c -> c < 128 && alphabet.has((char) c));
    }

    /** The descriptor of a method, {@code (Ljava/lang/String;)V}, which goes by the name of signature. */
    static boolean isDescriptor(Scan scan, int from, NameWord word) {
        return word.rule().equals("signature") && scan.at(from) == '(';
    }

    /** {@code tokens="CLASS_DEF, METHOD_DEF"}: names of constants, of which there are many. */
    static boolean isConstants(Scan scan, Value value, NameWord word) {
        if (!value.isQuoted() || word.digits() == 0) {
            return false;
        }
        for (int i = value.from(); i < value.to(); i++) {
            char c = scan.at(i);
            if (Alphabet.DIGIT.has(c) || !Alphabet.CONSTANT.has(c) && c != ',' && c != ' ') {
                return false;
            }
        }
        return true;
    }

    /** {@code (Token) other}: a type in brackets with a name behind it. */
    static boolean isCast(Scan scan, int from, int to) {
        return scan.at(from) == '('
                && scan.at(to - 1) == ')'
                && scan.runEnd(from + 1, Alphabet.LETTER, LONGEST_TYPE) == to - 1
                && scan.at(from + 1) <= 'Z'
                && scan.at(to) == ' '
                && Alphabet.LETTER.has(scan.at(to + 1));
    }

    /** {@code for (Token token : tokens)}, from the name before the colon. */
    static boolean isLoop(Scan scan, int nameStart) {
        int i = nameStart;
        while (nameStart - i < LONGEST_TYPE && isInType(scan.at(i - 1))) {
            i--;
        }
        return i < nameStart && scan.has(i - 5, "for (");
    }

    private static boolean isInType(char c) {
        return c != 0 && (Alphabet.NAME.has(c) || " <>,?[]".indexOf(c) >= 0);
    }

    /** {@code FINALIZE_SESSION = "FINALIZE_SESSION"}: a constant of several words that says its own name. */
    static boolean isOwnName(Scan scan, int nameStart, int nameEnd, Value value) {
        int length = nameEnd - nameStart;
        return value.isQuoted()
                && value.to() - value.from() == length
                && scan.runEnd(nameStart, Alphabet.CONSTANT, length) == nameEnd
                && scan.text().substring(nameStart, nameEnd).indexOf('_', 1) > 0
                && scan.text().regionMatches(nameStart, scan.text(), value.from(), length);
    }
}
