package io.github.stepline.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The texts of numbers with a fraction. One form serves all of them, that of {@link BigDecimal#toString}, so that a text
 * that is read as a {@code BigDecimal} is written the same again.
 */
final class Decimals {
    private static final double FEWEST_PLAIN = 1e-6;
    private static final double MOST_PLAIN = 1e15;
    private static final double MOST_THOUSANDTHS = 1e12;

    private Decimals() {}

    /** The text of a {@code Double} or {@code Float} in a line, or null for NaN and the infinities. */
    static @Nullable String text(Number number) {
        if (!Double.isFinite(number.doubleValue())) {
            return null;
        }
        String text = number.toString();
        return text.indexOf('E') < 0 ? text : new BigDecimal(text).toString();
    }

    /** The number that {@link #text} or a {@code BigDecimal} makes this text again. */
    static Number number(String text) {
        double number = Double.parseDouble(text);
        return text.equals(text(number)) ? (Number) number : new BigDecimal(text);
    }

    /** Writes a duration with one to three decimals where they suffice, else with as many as it has. */
    static void duration(double millis, JsonBytes out) {
        if (Math.abs(millis) < MOST_THOUSANDTHS) {
            long thousandths = (long) (millis * 1_000 + Math.copySign(0.5, millis));
            if (thousandths / 1_000.0 == millis) {
                thousandths(thousandths, out);
                return;
            }
        }
        BigDecimal exact = new BigDecimal(Double.toString(millis));
        boolean ordinary = Math.abs(millis) >= FEWEST_PLAIN && Math.abs(millis) < MOST_PLAIN;
        out.raw(ordinary ? exact.setScale(Math.max(1, exact.scale())).toPlainString() : exact.toString());
    }

    /** {@code 2530700} reads {@code 2530.7}. */
    private static void thousandths(long thousandths, JsonBytes out) {
        if (thousandths < 0) {
            out.raw('-');
        }
        long fraction = Math.abs(thousandths % 1_000);
        out.number(Math.abs(thousandths / 1_000));
        out.raw('.');
        out.raw((char) ('0' + fraction / 100));
        if (fraction % 100 != 0) {
            out.raw((char) ('0' + fraction / 10 % 10));
        }
        if (fraction % 10 != 0) {
            out.raw((char) ('0' + fraction % 10));
        }
    }
}
