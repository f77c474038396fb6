package io.github.stepline.progress;

import org.jspecify.annotations.Nullable;

/** Numbers as people read them at a glance, the same in every view. */
public final class Numbers {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Numbers() {}

    /** {@code 8.1 s}, {@code 42 s}, {@code 4m 03s}, {@code 2h 05m}, {@code 3d 04h}. */
    public static String duration(double milliseconds) {
        long ms = Math.round(Math.max(0, milliseconds));
        if (ms < 9_950) {
            return decimal(ms / 1_000.0, 1) + " s";
        }
        long rounded = (ms + SECOND / 2) / SECOND * SECOND;
        if (rounded < MINUTE) {
            return rounded / SECOND + " s";
        }
        if (rounded < HOUR) {
            return pair(rounded, MINUTE, "m", SECOND, "s");
        }
        return rounded < DAY ? pair(rounded, HOUR, "h", MINUTE, "m") : pair(rounded, DAY, "d", HOUR, "h");
    }

    /** A mean time: below a second in milliseconds. */
    public static String average(double milliseconds) {
        return milliseconds >= 995
                ? duration(milliseconds)
                : decimal(milliseconds, milliseconds >= 9.95 ? 0 : 1) + " ms";
    }

    private static String pair(long ms, long large, String largeUnit, long small, String smallUnit) {
        long rest = ms % large / small;
        return ms / large + largeUnit + (rest < 10 ? " 0" : " ") + rest + smallUnit;
    }

    /** A time that goes on, in whole seconds, rounded down: a clock that people watch. */
    public static String clock(double milliseconds) {
        long whole = (long) Math.max(0, milliseconds) / SECOND * SECOND;
        return whole < MINUTE ? whole / SECOND + " s" : duration(whole);
    }

    /** {@code 332.1 MB}, in steps of a thousand. */
    public static String bytes(double bytes) {
        return bytes(bytes, 1_000);
    }

    /** {@code 332 MB}, {@code 1.2 GB}. */
    public static String roughBytes(double bytes) {
        return bytes(bytes, 99.95);
    }

    private static String bytes(double bytes, double wholeFrom) {
        double size = bytes;
        int unit = 0;
        while (Math.abs(size) >= 999.95 && unit < SIZES.length - 1) {
            size /= 1_000;
            unit++;
        }
        return decimal(size, unit == 0 || size >= wholeFrom ? 0 : 1) + " " + SIZES[unit];
    }

    public static boolean isBytes(@Nullable String unit) {
        return "bytes".equalsIgnoreCase(unit);
    }

    /** A count in its unit: of bytes their size, of anything else the number. */
    public static String count(long number, @Nullable String unit) {
        return isBytes(unit) ? bytes(number) : grouped(number);
    }

    /** {@code 500}, {@code 12,345}. */
    public static String grouped(long number) {
        return grouped(number, 10_000);
    }

    private static String grouped(long number, long from) {
        String digits = Long.toString(number);
        if (number < from && number > -from) {
            return digits;
        }
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > (number < 0 ? 1 : 0); i -= 3) {
            grouped.insert(i, ',');
        }
        return grouped.toString();
    }

    /** {@code 0.93}, {@code 12.4}, {@code 1,204}. */
    public static String rate(double perSecond) {
        if (perSecond >= 99.95) {
            return grouped(Math.round(perSecond), 1_000);
        }
        return decimal(perSecond, perSecond >= 9.995 ? 1 : 2);
    }

    /** With this many digits after the point, at most two; by hand, because a formatter costs more than the frame. */
    public static String decimal(double number, int digits) {
        long scale = digits == 0 ? 1 : digits == 1 ? 10 : 100;
        long scaled = Math.round(Math.abs(number) * scale);
        String fraction =
                digits == 0 ? "" : "." + Long.toString(scaled % scale + scale).substring(1);
        return (number < 0 && scaled > 0 ? "-" : "") + scaled / scale + fraction;
    }

    /** {@code 51%}, rounded down, so that 100 % means all. */
    public static String percent(double fraction) {
        return (int) Math.floor(Math.max(0, Math.min(1, fraction)) * 100 + 1e-9) + "%";
    }
}
