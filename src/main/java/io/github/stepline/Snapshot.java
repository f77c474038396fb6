package io.github.stepline;

import io.github.stepline.redact.Safe;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/*
 * Values, copied when the event is made
 *
 * What an event holds must not change behind it, must not be large, and must never cost the event. So a value is
 * turned at once into null, String, Boolean, Number, List or Map (each of these immutable), and whatever cannot be
 * turned becomes a short text in square brackets in its own place; its neighbours never notice.
 *
 * Foreign code (toString, accessors, iterators) runs here, on the caller's thread. It may throw anything, and it may
 * log: an event said from inside a value is said, one said from inside that one's value is not looked into.
 *
 * Limits are on one text, one collection, one event's nodes and one event's characters: without the last two a list of
 * lists, or a thousand long texts, would be as large as their product.
 */
final class Snapshot {
    static final int MAX_TEXT = 32_768;
    static final int MAX_ID = 512;
    static final int MAX_DEPTH = 16;
    static final int MAX_ENTRIES = 1_000;
    static final int MAX_NODES = 10_000;
    static final int MAX_CHARS = 262_144;

    private static final int MAX_BITS = 4_096;

    /** As decimal128 has it. A reader that makes a whole number of 1e999999999 is busy for ever. */
    private static final int MAX_SCALE = 6_144;

    private static final int BITS_OF_A_DIGIT = 3;

    /** Keys, numbers and short texts may go this far beyond {@link #MAX_CHARS}, so that they outlive a long text beside them. */
    private static final int MAX_OVERDRAFT = 65_536;

    private static final int ROOM_FOR_SUFFIX = 32;
    private static final Map<?, ?> NOTHING = Map.of();
    private static final @Nullable Object[] NO_PATH = {};
    private static final int MAX_COPIES_ON_A_THREAD = 2;
    private static final ThreadLocal<int[]> COPIES = ThreadLocal.withInitial(() -> new int[1]);
    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return accessorsOf(type);
        }
    };

    private @Nullable Object[] path = NO_PATH;
    private int depth;
    private int nodesLeft = MAX_NODES;
    private int charsLeft = MAX_CHARS;

    private Snapshot() {}

    /** A text of at most {@link #MAX_TEXT} characters; a longer one says how much was cut off. */
    static @Nullable String text(@Nullable String text) {
        return text == null || text.length() <= MAX_TEXT ? text : cut(text, MAX_TEXT);
    }

    /** A name or id of at most {@link #MAX_ID} characters; a longer one ends in a hash, so that two of them differ. */
    static @Nullable String id(@Nullable String id) {
        return id == null || id.length() <= MAX_ID ? id : shortened(id);
    }

    private static String shortened(String id) {
        return start(id, MAX_ID - ROOM_FOR_SUFFIX) + "…" + Integer.toHexString(id.hashCode());
    }

    /** The first characters of a text, one fewer where that would leave half a character. */
    static String start(CharSequence text, int length) {
        int end = Math.min(length, text.length());
        boolean splitsACharacter = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.subSequence(0, splitsACharacter ? end - 1 : end).toString();
    }

    /** A plain, bounded, immutable copy of any value. */
    static @Nullable Object of(@Nullable Object value) {
        return isPlain(value) ? value : new Snapshot().guarded(value);
    }

    /** A plain, bounded, immutable copy of a map; one that was made here is returned as it is. */
    static Map<String, @Nullable Object> map(@Nullable Map<?, ?> map) {
        if (map instanceof Details details) {
            return details;
        }
        if (map == null || map == NOTHING) {
            return Details.EMPTY;
        }
        Object copy = new Snapshot().guarded(map);
        return copy instanceof Details details
                ? details
                : new Details.Builder().put("unreadable", copy).build();
    }

    /**
     * A copy of the first {@code used} keys and values, which stand in turn; after {@code entries} in place of a key stands
     * a whole map. The array belongs to the copy from now on.
     */
    static Details details(@Nullable Object[] keysAndValues, int used, Object entries) {
        Details few = FewDetails.of(keysAndValues, used, entries);
        if (few != null) {
            return few;
        }
        Snapshot snapshot = new Snapshot();
        Details.Builder copy = new Details.Builder();
        for (int i = 0; i < used; i += 2) {
            Object key = keysAndValues[i];
            Object value = snapshot.guarded(keysAndValues[i + 1]);
            if (key != entries) {
                snapshot.putBounded(copy, snapshot.keyText(key), value);
            } else if (value instanceof Details map) {
                map.forEach((name, plain) -> snapshot.putBounded(copy, name, plain));
            } else {
                snapshot.putBounded(copy, "details", value);
            }
        }
        return copy.build();
    }

    private void putBounded(Details.Builder copy, String key, @Nullable Object plainValue) {
        if (copy.size() < MAX_ENTRIES || copy.has(key)) {
            copy.put(key, plainValue);
        } else {
            copy.put("…", "[more than " + MAX_ENTRIES + " entries]");
        }
    }

    /** Foreign code that runs inside may say an event of its own; see the note above. */
    private @Nullable Object guarded(@Nullable Object value) {
        int[] copies = COPIES.get();
        if (copies[0] == MAX_COPIES_ON_A_THREAD) {
            return "[said from inside a value: not looked into]";
        }
        copies[0]++;
        try {
            return copy(value);
        } finally {
            copies[0]--;
        }
    }

    /** Whether a value is its own copy. */
    static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof String text && text.length() <= MAX_TEXT
                || value instanceof Double number && Double.isFinite(number);
    }

    private boolean isFull() {
        return nodesLeft < 0 || charsLeft <= -MAX_OVERDRAFT;
    }

    private String full() {
        return nodesLeft < 0 ? "[more than " + MAX_NODES + " values]" : "[more than " + MAX_CHARS + " characters]";
    }

    private @Nullable Object copy(@Nullable Object value) {
        nodesLeft--;
        if (value instanceof String text) {
            return charge(text);
        }
        if (isPlain(value) || value instanceof Details) {
            return value;
        }
        if (isFull()) {
            return full();
        }
        try {
            return copyAny(value);
        } catch (Throwable unreadable) {
            return "[unreadable " + simpleName(value) + ": " + simpleName(unreadable) + "]";
        }
    }

    private @Nullable Object copyAny(@Nullable Object value) {
        if (value instanceof Number number) {
            return copyNumber(number);
        }
        if (value instanceof Safe<?> safe) {
            Object inner = copy(safe.value());
            return inner == null ? null : Safe.of(inner);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof CharSequence chars) {
            return charge(cutToText(chars));
        }
        if (value instanceof Optional<?> optional) {
            return copy(optional.orElse(null));
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? copyNumber(optional.getAsDouble()) : null;
        }
        if (value instanceof Map<?, ?> map) {
            return nested(value, () -> copyMap(map));
        }
        if (value instanceof Iterable<?> iterable && isRepeatable(iterable)) {
            return nested(value, () -> copyIterable(iterable));
        }
        if (value instanceof Record) {
            return nested(value, () -> copyRecord(value));
        }
        if (value != null && value.getClass().isArray()) {
            return copyArray(value);
        }
        return charge(describe(value));
    }

    private static String describe(@Nullable Object value) {
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        if (value != null && value.getClass() == Date.class) {
            return ((Date) value).toInstant().toString();
        }
        return String.valueOf(value);
    }

    /** A JSON number where there is one; NaN, the infinities and the immense become texts. */
    private Object copyNumber(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue()) ? number : number.toString();
        }
        if (number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        if (number instanceof AtomicLong || number instanceof AtomicInteger || number instanceof LongAdder) {
            return number.longValue();
        }
        if (number.getClass() == BigInteger.class) {
            return copyLarge(number, (BigInteger) number);
        }
        if (number.getClass() == BigDecimal.class) {
            Object copy = copyLarge(number, ((BigDecimal) number).unscaledValue());
            boolean isFar = Math.abs((long) ((BigDecimal) number).scale()) > MAX_SCALE;
            return copy == number && isFar ? number.toString() : copy;
        }
        return charge(String.valueOf(number));
    }

    /** The digits of an immense number would take seconds to find. */
    private Object copyLarge(Number number, BigInteger digits) {
        int bits = digits.bitLength();
        charsLeft -= bits / BITS_OF_A_DIGIT;
        return bits <= MAX_BITS ? number : "[" + simpleName(number) + " of " + bits + " bits]";
    }

    private Object copyMap(Map<?, ?> map) {
        Details.Builder copy = new Details.Builder();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (copy.size() == MAX_ENTRIES || isFull()) {
                copy.put("…", isFull() ? full() : "[more than " + MAX_ENTRIES + " entries]");
                break;
            }
            copy.put(freeKey(copy, keyText(entry.getKey())), copy(entry.getValue()));
        }
        return copy.build();
    }

    /** The keys 1 and "1" are two entries and stay two. */
    private static String freeKey(Details.Builder copy, String key) {
        String free = key;
        for (int n = 2; copy.has(free); n++) {
            free = key + "#" + n;
        }
        return free;
    }

    private String keyText(@Nullable Object key) {
        if (key instanceof String text && text.length() <= MAX_ID) {
            charsLeft -= text.length();
            return text;
        }
        Object plain = copy(key);
        String text = plain instanceof String already ? already : String.valueOf(plain);
        return String.valueOf(id(text));
    }

    private Object copyIterable(Iterable<?> iterable) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object element : iterable) {
            if (copy.size() == MAX_ENTRIES || isFull()) {
                copy.add(isFull() ? full() : "[more than " + MAX_ENTRIES + " elements]");
                break;
            }
            copy.add(copy(element));
        }
        return Collections.unmodifiableList(copy);
    }

    private Object copyArray(Object array) {
        int length = Array.getLength(array);
        if (array instanceof byte[] || array instanceof char[]) {
            return array.getClass().getComponentType() + "[" + length + "]";
        }
        return nested(array, () -> {
            List<@Nullable Object> copy = new ArrayList<>(Math.min(length, MAX_ENTRIES + 1));
            while (copy.size() < length && copy.size() < MAX_ENTRIES && !isFull()) {
                copy.add(copy(Array.get(array, copy.size())));
            }
            if (copy.size() < length) {
                copy.add("[+" + (length - copy.size()) + " elements]");
            }
            return Collections.unmodifiableList(copy);
        });
    }

    private Object copyRecord(Object value) {
        Method[] accessors = ACCESSORS.get(value.getClass());
        if (accessors.length == 0) {
            return charge(String.valueOf(value));
        }
        Details.Builder copy = new Details.Builder();
        for (Method accessor : accessors) {
            copy.put(accessor.getName(), componentOf(value, accessor));
        }
        return copy.build();
    }

    private @Nullable Object componentOf(Object value, Method accessor) {
        try {
            return copy(accessor.invoke(value));
        } catch (ReflectiveOperationException unreadable) {
            Throwable cause = unreadable.getCause() == null ? unreadable : unreadable.getCause();
            return "[unreadable: " + simpleName(cause) + "]";
        }
    }

    /** None where a module keeps them to itself. */
    private static Method[] accessorsOf(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Method[] accessors = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            accessors[i] = components[i].getAccessor();
            if (!accessors[i].trySetAccessible()) {
                return new Method[0];
            }
        }
        return accessors;
    }

    /** A collection can be read again; a stream of directory entries, a cursor or a path is not one. */
    private static boolean isRepeatable(Iterable<?> iterable) {
        return !(iterable instanceof AutoCloseable || iterable instanceof java.nio.file.Path);
    }

    private Object nested(Object container, Copy copy) {
        if (depth == MAX_DEPTH) {
            return "[deeper than " + MAX_DEPTH + "]";
        }
        for (int i = 0; i < depth; i++) {
            if (path[i] == container) {
                return "[cycle]";
            }
        }
        if (path.length == 0) {
            path = new Object[MAX_DEPTH];
        }
        int level = depth;
        path[depth++] = container;
        try {
            return copy.make();
        } finally {
            path[level] = null;
            depth = level;
        }
    }

    private interface Copy {
        Object make();
    }

    /** Cutting a short text would not make it shorter. */
    private String charge(String text) {
        if (text.length() <= ROOM_FOR_SUFFIX) {
            charsLeft -= text.length();
            return text;
        }
        int room = Math.max(0, Math.min(MAX_TEXT, charsLeft));
        charsLeft -= Math.min(text.length(), room);
        return text.length() <= room ? text : cut(text, room);
    }

    private static String cutToText(CharSequence chars) {
        int length = chars.length();
        if (length <= MAX_TEXT) {
            return chars.toString();
        }
        String kept = start(chars, MAX_TEXT - ROOM_FOR_SUFFIX);
        return kept + suffix(length - kept.length());
    }

    /** At most {@code room} characters with the suffix, so that what was cut once is not cut again. */
    private static String cut(String text, int room) {
        String kept = start(text, Math.max(0, room - ROOM_FOR_SUFFIX));
        return kept + suffix(text.length() - kept.length());
    }

    private static String suffix(int cutOff) {
        return "…[+" + cutOff + " characters]";
    }

    private static String simpleName(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }
}
