package io.github.stepline.redact;

/**
 * What a word says when it stands in a name.
 *
 * @param rule the rule that masks the value
 * @param kind how far the word is to be believed
 * @param digits numbers of up to so many digits are counts and stay readable
 */
record NameWord(String rule, Kind kind, int digits) {
    enum Kind {
        /** Hides the value wherever the word stands in the name, unless the name ends in a word that clears it. */
        SECRET,
        /** Hides the value when it is the last word of the name. */
        LAST,
        /** As {@link #LAST}, and in text only where a machine wrote the pair: {@code pin=1}, {@code "pin":1}. */
        MACHINE,
        /** Hides a long value of a query parameter, and nothing else. */
        QUERY,
        /** Takes the suspicion from the word before it, or from the pair that it makes with that word. */
        CLEAR
    }

    /** Whether only machines make the value up: it is never a sentence. */
    boolean isMachineMade() {
        return rule.equals("token") || rule.equals("api-key") || rule.equals("session") || rule.equals("signature");
    }

    boolean isLine() {
        return rule.equals("authorization") || rule.equals("cookie");
    }
}
