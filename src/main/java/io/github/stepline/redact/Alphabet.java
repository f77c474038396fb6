package io.github.stepline.redact;

/** Sets of ASCII characters that keys and tokens are made of. */
enum Alphabet {
    DIGIT("0-9"),
    HEX("0-9a-f"),
    ANY_HEX("0-9a-fA-F"),
    LETTER("a-zA-Z"),
    ALNUM("0-9a-zA-Z"),
    BASE32("A-Z2-7"),
    UPPER("A-Z0-9"),
    CONSTANT("A-Z0-9_"),
    WORD("0-9a-zA-Z_"),
    URL_SAFE("0-9a-zA-Z_-"),
    URL_SAFE_DOTTED("0-9a-zA-Z_.-"),
    DASHED("0-9a-zA-Z-"),
    BASE64("0-9a-zA-Z+/="),
    PATH("0-9a-zA-Z_/-"),
    TOKEN_68("0-9a-zA-Z._~+/=-"),
    AZURE("0-9a-zA-Z_~.-"),
    SCHEME("0-9a-zA-Z.+-"),
    MASK_NAME("0-9a-zA-Z_. -"),
    /** What names of settings and fields are made of; letters outside of ASCII count too. */
    NAME("0-9a-zA-Z_.$-") {
        @Override
        boolean has(char c) {
            return c < 128 ? super.has(c) : Character.isLetter(c);
        }
    };

    private final long low;
    private final long high;

    /** Ranges such as {@code a-z} and single characters; a dash stands last. */
    Alphabet(String characters) {
        long[] bits = new long[2];
        for (int i = 0; i < characters.length(); i++) {
            char from = characters.charAt(i);
            boolean isRange = i + 2 < characters.length() && characters.charAt(i + 1) == '-';
            char to = isRange ? characters.charAt(i + 2) : from;
            for (char c = from; c <= to; c++) {
                bits[c >> 6] |= 1L << c;
            }
            i += isRange ? 2 : 0;
        }
        low = bits[0];
        high = bits[1];
    }

    boolean has(char c) {
        return c < 128 && ((c < 64 ? low : high) >>> c & 1) != 0;
    }
}
