package io.github.stepline.redact;

/** The profile for personal data, off by default: addresses of mail and of machines, and telephone numbers. */
final class Personal {
    private static final int LONGEST_LOCAL = 64;

    private Personal() {}

    static void match(Scan scan) {
        int done = 0;
        for (int i = 0; i < scan.end(); i++) {
            char c = scan.at(i);
            int end = c == '@' ? mail(scan, i, done) : isNumberStart(scan, i, c) ? number(scan, i, c) : 0;
            if (end > i) {
                done = end;
                i = end - 1;
            }
        }
    }

    private static boolean isNumberStart(Scan scan, int at, char c) {
        return (c == '+' || c == '(' || Alphabet.DIGIT.has(c)) && Digits.isFreeBefore(scan, at);
    }

    private static int number(Scan scan, int from, char first) {
        int end = first == '+' || first == '(' ? 0 : addressEnd(scan, from);
        if (end > 0) {
            return scan.mask(from, end, "ip-address") ? end : 0;
        }
        end = phoneEnd(scan, from, first);
        return end > 0 && scan.mask(from, end, "phone") ? end : 0;
    }

    private static int mail(Scan scan, int at, int done) {
        int from = at;
        while (from > Math.max(done, at - LONGEST_LOCAL) && isLocal(scan.at(from - 1))) {
            from--;
        }
        int to = scan.runEnd(at + 1, Alphabet.URL_SAFE_DOTTED, 128);
        while (to > at && !Alphabet.ALNUM.has(scan.at(to - 1))) {
            to--;
        }
        int dot = to;
        while (dot > at && scan.at(dot - 1) != '.') {
            dot--;
        }
        boolean fits = from < at && dot > at + 2 && to - dot >= 2 && Alphabet.LETTER.has(scan.at(dot));
        return fits && scan.mask(from, to, "email") ? to : 0;
    }

    private static boolean isLocal(char c) {
        return Alphabet.WORD.has(c) || ".+-%".indexOf(c) >= 0;
    }

    /** Four numbers of at most 255, not part of a longer version. */
    private static int addressEnd(Scan scan, int from) {
        int i = from;
        for (int part = 0; part < 4; part++) {
            int end = scan.runEnd(i, Alphabet.DIGIT, 4);
            if (end == i || end - i > 3 || Integer.parseInt(scan.text(), i, end, 10) > 255) {
                return 0;
            }
            if (part == 3) {
                return Digits.isFreeBehind(scan, end) ? end : 0;
            }
            if (scan.at(end) != '.') {
                return 0;
            }
            i = end + 1;
        }
        return 0;
    }

    /** Begins with a plus or an area in brackets, or has the groups 3-3-4; 8 to 15 digits in all. */
    private static int phoneEnd(Scan scan, int from, char first) {
        int digits = 0;
        int end = from;
        StringBuilder groups = new StringBuilder();
        int group = 0;
        for (int i = from; i < from + 24; i++) {
            char c = scan.at(i);
            if (Alphabet.DIGIT.has(c)) {
                digits++;
                group++;
                end = i + 1;
            } else if (c == '+' && i > from
                    || "+() -./".indexOf(c) < 0
                    || (Digits.isMark(c) && Digits.isMark(scan.at(i - 1)))) {
                break;
            } else if (group > 0) {
                groups.append((char) ('0' + group));
                group = 0;
            }
        }
        groups.append(group > 0 ? String.valueOf(group) : "");
        boolean isPhone = first == '+'
                ? digits >= 8 && digits <= 15
                : digits == 10 && groups.toString().equals("334");
        return isPhone && !Alphabet.WORD.has(scan.at(end)) ? end : 0;
    }
}
