package io.github.stepline.json;

import io.github.stepline.Action;
import io.github.stepline.Component;
import io.github.stepline.Level;
import io.github.stepline.LogError;
import io.github.stepline.LogEvent;
import io.github.stepline.Progress;
import io.github.stepline.State;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Lines that nobody would log, from a seed. */
final class RandomLines {
    private static final String HOSTILE =
            "\u0000\u0001\u0007\b\t\n\f\r\u001b\u001f\"\\/\u007f\u0080\u0085\u009b\u009f\u00a0\u00ad\u061c\u200b\u200e\u200f"
                    + "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffd\ufffe\uffff"
                    + "\ud800\udbff\udc00\udfff<>&'{}[]:,é€漢";
    private static final List<String> KEYS = List.of(
            "level",
            "message",
            "timestamp",
            "v",
            "details",
            "error",
            "",
            " ",
            "a.b",
            "\ud800",
            "\udc00",
            "\ufffd",
            "key");

    private static final RuntimeException BROKEN = new IllegalStateException("broken");
    private static final Error OVERFLOWN = new StackOverflowError();

    private final Random random;

    RandomLines(long seed) {
        random = new Random(seed);
    }

    LogEvent event() {
        Action action = one(Action.values());
        boolean plain = random.nextInt(4) == 0;
        return new LogEvent(
                Instant.ofEpochMilli(random.nextLong() >> 1 + random.nextInt(30)),
                one(Level.values()),
                plain ? null : random.nextBoolean() ? action.component() : Component.of(text()),
                plain ? null : random.nextBoolean() ? action.wireName() : text(),
                plain || random.nextBoolean() ? text() : null,
                maybe(text()),
                maybe(text()),
                maybe(text()),
                maybe(text()),
                maybe(one(State.values())),
                maybe(one(State.values())),
                maybe(duration()),
                maybe(progress()),
                random.nextBoolean() ? Map.of() : map(0),
                maybe(error()));
    }

    Envelope envelope() {
        return new Envelope(
                maybe(text()),
                maybe(text()),
                maybe("events.runner"),
                maybe(text()),
                maybe(new Caller(text(), text(), random.nextInt(1_000) - 2)),
                random.nextBoolean() ? Map.of() : mdc(),
                maybe("host-1-abc-0000"),
                maybe(random.nextLong()));
    }

    Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            map.put(key(), value(depth + 1));
        }
        return map;
    }

    private Map<String, String> mdc() {
        Map<String, String> mdc = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            mdc.put(key(), text());
        }
        return mdc;
    }

    private String key() {
        return random.nextInt(3) == 0 ? text() : KEYS.get(random.nextInt(KEYS.size()));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(random.nextInt(400) == 0 ? 700 : 12);
        int kind = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            switch (kind == 3 ? random.nextInt(3) : kind) {
                case 0 -> text.append((char) (' ' + random.nextInt(95)));
                case 1 -> text.append(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
                default -> text.appendCodePoint(random.nextInt(0x110000));
            }
        }
        return text.toString();
    }

    @Nullable
    Object value(int depth) {
        return switch (random.nextInt(depth > 4 ? 12 : 15)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt() >> random.nextInt(32);
            case 3 -> random.nextLong() >> random.nextInt(64);
            case 4 -> new BigInteger(random.nextInt(random.nextInt(50) == 0 ? 4_200 : 130), random);
            case 5 -> new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(60) - 30);
            case 6 -> Double.longBitsToDouble(random.nextLong());
            case 7 -> Float.intBitsToFloat(random.nextInt());
            case 8 -> random.nextInt(100_000) / 1_000.0;
            case 9, 10 -> text();
            case 11 -> hostile();
            case 12 -> map(depth);
            case 13 -> list(depth);
            default -> new Object[] {value(depth + 1), value(depth + 1)};
        };
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private Object hostile() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        Iterable<Object> breaking = () -> {
            throw BROKEN;
        };
        Object unspeakable = new Object() {
            @Override
            public String toString() {
                throw OVERFLOWN;
            }
        };
        return one(
                cycle,
                breaking,
                unspeakable,
                Optional.of(Double.NaN),
                new double[] {Double.POSITIVE_INFINITY, -0.0},
                new BigDecimal("1E+2147483647"),
                new BigDecimal("1E-2147483647"),
                BigInteger.ONE.shiftLeft(5_000),
                new AtomicLong(random.nextLong()),
                Map.of(1, "one", "1", "other"),
                Path.of("/a/b"),
                Duration.ofSeconds(5),
                Arrays.asList(State.RUNNING, null),
                new Caller(text(), "\ud800", 1));
    }

    private Double duration() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(10_000_000) / 1_000.0;
            case 1 -> random.nextDouble() * 1_000;
            case 2 -> (double) random.nextInt(100_000);
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    private Progress progress() {
        return new Progress(
                maybe(text()),
                maybe(random.nextLong()),
                maybe(random.nextLong()),
                maybe((long) random.nextInt(1_000)),
                maybe((long) random.nextInt(1_000)),
                maybe("bytes"),
                maybe(random.nextInt()),
                maybe(random.nextInt(5)),
                maybe(text()));
    }

    private LogError error() {
        return random.nextInt(100) == 0
                ? LogError.of(new IllegalStateException(text()))
                : LogError.of(text(), maybe(text()), maybe(text()), maybe(text()));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
