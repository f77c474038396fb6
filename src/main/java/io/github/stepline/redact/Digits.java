package io.github.stepline.redact;

/**
 * Judges runs of digits, spaces and dashes: card numbers, social security numbers, account numbers. Each run is looked
 * at once.
 */
final class Digits {
    private static final int FARTHEST_BACK = 40;
    static final int MOST_GROUPS = 5;

    private static final String[] CARD_LAYOUTS = {"4444", "465", "464", "44443", "4441"};

    private Digits() {}

    /** At the ninth digit of a run. */
    static void match(Scan scan, int last) {
        if (last < scan.digitsEnd()) {
            return;
        }
        int start = runStart(scan, last);
        int end = runEnd(scan, last);
        scan.digitsEndAt(end);
        Ibans.match(scan, start);
        int[] groups = scan.groups();
        int from = Math.max(start, scan.maskedUntil());
        while (from < end) {
            int count = groups(scan, from, end, groups);
            int used = count == 0 ? 0 : maskGroups(scan, groups, count);
            from = used == 0 ? nextGroup(scan, from, end) : used;
        }
    }

    /** Whether a number is that of a card. */
    static boolean isCard(long number) {
        return number >= 1_000_000_000_000L && Cards.isCard(Long.toString(number));
    }

    private static int runStart(Scan scan, int last) {
        int i = last;
        int first = Math.max(scan.digitsEnd(), last - FARTHEST_BACK);
        while (i > first && isRunCharacter(scan, i - 1)) {
            i--;
        }
        return i;
    }

    private static int runEnd(Scan scan, int last) {
        int i = last + 1;
        while (i < scan.end() && isRunCharacter(scan, i)) {
            i++;
        }
        return i;
    }

    /** A digit, or a single mark between two digits. */
    private static boolean isRunCharacter(Scan scan, int index) {
        char c = scan.at(index);
        if (Alphabet.DIGIT.has(c)) {
            return true;
        }
        return isMark(c) && Alphabet.DIGIT.has(scan.at(index - 1)) && Alphabet.DIGIT.has(scan.at(index + 1));
    }

    static boolean isMark(char c) {
        return c == ' ' || c == '-';
    }

    /** Reads up to five groups of digits that are joined by one and the same mark, as starts and ends. */
    private static int groups(Scan scan, int from, int end, int[] groups) {
        int count = 0;
        char mark = 0;
        int i = from;
        while (count < MOST_GROUPS) {
            int to = scan.runEnd(i, Alphabet.DIGIT, Math.min(end - i, 24));
            if (to == i) {
                break;
            }
            groups[2 * count] = i;
            groups[2 * count + 1] = to;
            count++;
            char next = scan.at(to);
            boolean goesOn = to < end && isMark(next) && (mark == 0 || next == mark);
            if (!goesOn) {
                break;
            }
            mark = next;
            i = to + 1;
        }
        return count;
    }

    private static int nextGroup(Scan scan, int from, int end) {
        int i = from;
        while (i < end && Alphabet.DIGIT.has(scan.at(i))) {
            i++;
        }
        return i + 1;
    }

    /** Masks a card or social security number that begins with the first group; returns its end, or 0. */
    private static int maskGroups(Scan scan, int[] groups, int count) {
        int start = groups[0];
        if (!isFreeBefore(scan, start)) {
            return 0;
        }
        int end = cardEnd(scan, groups, count);
        if (end > 0 && isFreeBehind(scan, end)) {
            return scan.mask(start, end, "card-number") ? end : 0;
        }
        return maskSocialSecurity(scan, groups, count);
    }

    private static int cardEnd(Scan scan, int[] groups, int count) {
        int first = groups[1] - groups[0];
        if (first >= Cards.SHORTEST) {
            return isCard(scan, groups[0], groups[1]) ? groups[1] : 0;
        }
        for (String layout : CARD_LAYOUTS) {
            if (layout.length() <= count && hasLayout(groups, layout)) {
                int end = groups[2 * layout.length() - 1];
                if (isCard(scan, groups[0], end)) {
                    return end;
                }
            }
        }
        return 0;
    }

    private static boolean hasLayout(int[] groups, String layout) {
        for (int i = 0; i < layout.length(); i++) {
            if (groups[2 * i + 1] - groups[2 * i] != layout.charAt(i) - '0') {
                return false;
            }
        }
        return true;
    }

    private static boolean isCard(Scan scan, int from, int to) {
        if ("2345689".indexOf(scan.at(from)) < 0) {
            return false;
        }
        StringBuilder digits = new StringBuilder(24);
        for (int i = from; i < to; i++) {
            if (!isMark(scan.at(i))) {
                digits.append(scan.at(i));
            }
        }
        return Cards.isCard(digits);
    }

    /** {@code AAA-GG-SSSS} by itself: not 000, 666 or 9xx, no group of zeros, none of the numbers of advertisements. */
    private static int maskSocialSecurity(Scan scan, int[] groups, int count) {
        boolean fits = count == 3 && hasLayout(groups, "324") && scan.at(groups[1]) == '-';
        int end = groups[5];
        if (!fits || scan.at(groups[0] - 1) == '-' || !isFreeBehind(scan, end) || scan.at(end) == '-') {
            return 0;
        }
        String number = scan.text().substring(groups[0], end);
        String area = number.substring(0, 3);
        boolean isNone = area.equals("000")
                || area.equals("666")
                || area.charAt(0) == '9'
                || number.startsWith("00", 4)
                || number.endsWith("0000")
                || number.equals("123-45-6789")
                || number.equals("078-05-1120")
                || number.equals("219-09-9999");
        return !isNone && scan.mask(groups[0], end, "ssn") ? end : 0;
    }

    /** Not the middle of a word, a hexadecimal number, a decimal fraction or a number joined to another. */
    static boolean isFreeBefore(Scan scan, int start) {
        char before = scan.at(start - 1);
        if (before == '.' || before == '-' || before == '+') {
            return !Alphabet.ALNUM.has(scan.at(start - 2));
        }
        return scan.startsToken(start);
    }

    static boolean isFreeBehind(Scan scan, int end) {
        char behind = scan.at(end);
        if (behind == '.' || behind == '-') {
            return !Alphabet.ALNUM.has(scan.at(end + 1));
        }
        return !Alphabet.WORD.has(behind);
    }
}
