package io.github.stepline.redact;

/** Numbers of payment cards: issuer, length and check digit must fit. */
final class Cards {
    static final int SHORTEST = 13;

    private static final int LONGEST = 19;

    /** First six digits from and to, shortest and longest number. */
    private static final int[][] ISSUERS = {
        {400000, 499999, 13, 13},
        {400000, 499999, 16, 16},
        {400000, 499999, 19, 19},
        {510000, 559999, 16, 16},
        {222100, 272099, 16, 16},
        {340000, 349999, 15, 15},
        {370000, 379999, 15, 15},
        {601100, 601199, 16, 19},
        {622126, 622925, 16, 19},
        {644000, 659999, 16, 19},
        {300000, 305999, 14, 19},
        {360000, 369999, 14, 19},
        {380000, 399999, 14, 19},
        {352800, 358999, 16, 19},
        {620000, 629999, 16, 19},
        {501800, 501899, 13, 19},
        {502000, 502099, 13, 19},
        {503800, 503899, 13, 19},
        {589300, 589399, 13, 19},
        {630400, 630499, 13, 19},
        {675900, 676399, 13, 19},
        {220000, 220499, 16, 19},
        {979200, 979299, 16, 16},
        {600000, 609999, 16, 16},
        {810000, 829999, 16, 16},
    };

    private Cards() {}

    static boolean isCard(CharSequence digits) {
        int length = digits.length();
        return length >= SHORTEST
                && length <= LONGEST
                && hasIssuer(digits)
                && !isRound(digits)
                && hasCheckDigit(digits);
    }

    private static boolean hasIssuer(CharSequence digits) {
        int first = 0;
        for (int i = 0; i < 6; i++) {
            first = first * 10 + digits.charAt(i) - '0';
        }
        for (int[] issuer : ISSUERS) {
            boolean fits = first >= issuer[0] && first <= issuer[1];
            if (fits && digits.length() >= issuer[2] && digits.length() <= issuer[3]) {
                return true;
            }
        }
        return false;
    }

    /** Round amounts such as 4 and fifteen zeros have fitting check digits now and then. */
    private static boolean isRound(CharSequence digits) {
        for (int i = digits.length() - 8; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** Luhn's formula. */
    private static boolean hasCheckDigit(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
