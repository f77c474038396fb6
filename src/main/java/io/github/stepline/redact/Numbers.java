package io.github.stepline.redact;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as the digits that a reader would see. */
final class Numbers {
    private static final int MOST_DIGITS = 20;

    /** Fewer digits than a card has. */
    private static final long LEAST_LONG = 1_000_000_000_000L;

    private Numbers() {}

    static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer || number.doubleValue() == number.longValue();
    }

    /** Whether it is whole and has too few digits to be the number of anything secret. */
    static boolean isShort(Number number) {
        long value = number.longValue();
        return value > -LEAST_LONG && value < LEAST_LONG && isWhole(number);
    }

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
