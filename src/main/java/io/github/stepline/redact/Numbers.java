package io.github.stepline.redact;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as the digits that a reader would see. */
final class Numbers {
    private static final int MOST_DIGITS = 20;

    private Numbers() {}

    /** The digits of a whole number of moderate size, else an empty text. */
    static String digits(Number number) {
        if (number instanceof BigInteger integer) {
            return integer.bitLength() > 70 ? "" : integer.abs().toString();
        }
        if (number instanceof BigDecimal decimal) {
            boolean isModerate = decimal.precision() - decimal.scale() <= MOST_DIGITS && decimal.scale() <= MOST_DIGITS;
            return isModerate
                            && decimal.signum() != 0
                            && decimal.stripTrailingZeros().scale() <= 0
                    ? decimal.abs().toBigInteger().toString()
                    : "";
        }
        return "";
    }
}
