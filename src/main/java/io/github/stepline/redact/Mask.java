package io.github.stepline.redact;

import java.util.Set;

/** The texts that stand in the place of what was taken out. They say what it was and nothing about it. */
final class Mask {
    private static final String OPEN = "[redacted:";
    private static final String OPEN_FAILED = "[redaction-failed:";
    private static final String OPEN_CUT = "[redaction-cut:";
    private static final String BEHIND_VALUES = ",;&|)]}><\"'`\\";
    private static final int LONGEST = 96;

    private Mask() {}

    static String of(String rule) {
        return OPEN + rule + "]";
    }

    /** Stands where a rule or a limit kept us from judging. */
    static String failed(String what) {
        return OPEN_FAILED + what + "]";
    }

    /** Stands for the end of a text that was too long to be judged. */
    static String cut(int characters) {
        return OPEN_CUT + characters + " characters]";
    }

    /** Whether a text is one mask and nothing more. */
    static boolean isMask(String text) {
        return text.startsWith("[reda") && endOfMask(text) == text.length();
    }

    /** A name without the masks in it: they name rules, and rules sound secret. */
    static String without(String name) {
        int mask = name.indexOf(OPEN);
        int end = mask < 0 ? -1 : name.indexOf(']', mask);
        return end < 0 ? name : without(name.substring(0, mask) + name.substring(end + 1));
    }

    private static int endOfMask(String text) {
        Scan scan = new Scan();
        scan.begin(text, Math.min(text.length(), LONGEST), Set.of());
        return endOfMask(scan, 0);
    }

    /** Whether the mask that ends here stands for a whole value: what follows it is no part of a word. */
    static boolean isValue(Scan scan, int end) {
        if (end < 0) {
            return false;
        }
        char c = scan.at(end);
        return c <= ' ' || BEHIND_VALUES.indexOf(c) >= 0;
    }

    /** Whether the name of a rule that stands here belongs to a mask. */
    static boolean isNamed(Scan scan, int name) {
        return scan.at(name - 1) == ':' && endOfMask(scan, name - OPEN.length()) > 0;
    }

    /** The index behind the mask that begins at {@code from}, or -1 when there is none. */
    static int endOfMask(Scan scan, int from) {
        int name = nameStart(scan, from);
        if (name < 0) {
            return -1;
        }
        int last = Math.min(scan.end(), from + LONGEST);
        for (int i = name; i < last; i++) {
            char c = scan.at(i);
            if (c == ']') {
                return i > name ? i + 1 : -1;
            }
            if (!Alphabet.MASK_NAME.has(c)) {
                return -1;
            }
        }
        return -1;
    }

    private static int nameStart(Scan scan, int from) {
        if (scan.at(from) != '[') {
            return -1;
        }
        for (String open : new String[] {OPEN, OPEN_FAILED, OPEN_CUT}) {
            if (scan.has(from, open)) {
                return from + open.length();
            }
        }
        return -1;
    }
}
