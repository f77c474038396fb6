package io.github.stepline.redact;

/** International bank account numbers: the country's length and the check digits must fit. */
final class Ibans {
    private static final int FARTHEST_BACK = 20;

    /** Country and length, from the registry of SWIFT. */
    private static final String LENGTHS =
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24"
                    + " DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28"
                    + " IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20"
                    + " MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19"
                    + " SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private Ibans() {}

    /** Looks for an account number that begins before a run of digits, or that the run goes on with. */
    static void match(Scan scan, int run) {
        for (int start = run - 2; start >= run - FARTHEST_BACK && isPart(scan.at(start + 1)); start--) {
            if (isUpper(scan.at(start)) && isUpper(scan.at(start + 1)) && Alphabet.DIGIT.has(scan.at(start + 2))) {
                int end = end(scan, start);
                if (end > 0) {
                    scan.mask(start, end, "iban");
                    return;
                }
            }
        }
    }

    private static boolean isPart(char c) {
        return isUpper(c) || Alphabet.DIGIT.has(c) || Digits.isMark(c);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** The end of the account number that begins here, or 0. */
    private static int end(Scan scan, int start) {
        int length = length(scan.at(start), scan.at(start + 1));
        if (length == 0 || !Alphabet.DIGIT.has(scan.at(start + 3)) || !scan.startsToken(start)) {
            return 0;
        }
        char[] compact = new char[length];
        int i = start;
        for (int count = 0; count < length; i++) {
            char c = scan.at(i);
            if (Alphabet.UPPER.has(c)) {
                compact[count++] = c;
            } else if (!Digits.isMark(c) || Digits.isMark(scan.at(i - 1))) {
                return 0;
            }
        }
        return !Alphabet.WORD.has(scan.at(i)) && hasCheckDigits(compact) ? i : 0;
    }

    private static int length(char first, char second) {
        for (int i = 0; i < LENGTHS.length(); i += 5) {
            if (LENGTHS.charAt(i) == first && LENGTHS.charAt(i + 1) == second) {
                return Integer.parseInt(LENGTHS, i + 2, i + 4, 10);
            }
        }
        return 0;
    }

    /** Letters are 10 to 35, the first four characters go last, and the rest by 97 is 1. */
    private static boolean hasCheckDigits(char[] compact) {
        int rest = 0;
        for (int i = 0; i < compact.length; i++) {
            int value = Character.digit(compact[(i + 4) % compact.length], 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }
}
