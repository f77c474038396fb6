package io.github.stepline;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * The details of most events: a few different keys, short texts and numbers
 *
 * They need no copy and no limit, so the array that they were collected in becomes the map. Whatever is not that simple,
 * or not certain to be, is left to Snapshot, which is also the plain twin that FewDetailsTest compares with. The gain is
 * in docs/performance.md.
 */
final class FewDetails {
    /** Keys and values. */
    static final int MOST = 2 * 16;

    private static final int LONGEST = Snapshot.MAX_CHARS / MOST / 2;

    private static final Class<?> MAP_1 = Map.of(1, 1).getClass();
    private static final Class<?> MAP_N = Map.of().getClass();

    private FewDetails() {}

    /** The map, or null when it takes more than that. */
    static @Nullable Details of(@Nullable Object[] keysAndValues, int used, Object entries) {
        if (used == 2 && keysAndValues[0] == entries) {
            return keysAndValues[1] instanceof Map<?, ?> map ? of(map) : null;
        }
        boolean isSimple = used <= MOST && areSimple(keysAndValues, used) && areDifferent(keysAndValues, used);
        return isSimple ? Details.ofOwn(trimmed(keysAndValues, used)) : null;
    }

    private static @Nullable Object[] trimmed(@Nullable Object[] keysAndValues, int used) {
        return used == keysAndValues.length ? keysAndValues : Arrays.copyOf(keysAndValues, used);
    }

    private static @Nullable Details of(Map<?, ?> map) {
        if (!isJavas(map.getClass()) || 2 * map.size() > MOST) {
            return null;
        }
        @Nullable Object[] copy = new Object[2 * map.size()];
        return fill(copy, map) && areSimple(copy, copy.length) ? Details.ofOwn(copy) : null;
    }

    /** The maps of Java that programs use most; another one's entries may be foreign code. */
    private static boolean isJavas(Class<?> type) {
        return type == LinkedHashMap.class || type == HashMap.class || type == MAP_1 || type == MAP_N;
    }

    /** False when another thread changes the map meanwhile. */
    private static boolean fill(@Nullable Object[] copy, Map<?, ?> map) {
        int i = 0;
        try {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (i == copy.length) {
                    return false;
                }
                copy[i++] = entry.getKey();
                copy[i++] = entry.getValue();
            }
        } catch (ConcurrentModificationException changed) {
            return false;
        }
        return i == copy.length;
    }

    private static boolean areSimple(@Nullable Object[] keysAndValues, int used) {
        for (int i = 0; i < used; i += 2) {
            boolean isSimple = keysAndValues[i] instanceof String key
                    && key.length() <= Snapshot.MAX_ID
                    && isShort(keysAndValues[i + 1]);
            if (!isSimple) {
                return false;
            }
        }
        return true;
    }

    /** Whether no key comes twice, which a map's can't. */
    private static boolean areDifferent(@Nullable Object[] keysAndValues, int used) {
        for (int i = 2; i < used; i += 2) {
            if (isAmong(keysAndValues, i, String.valueOf(keysAndValues[i]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShort(@Nullable Object value) {
        return value instanceof String text ? text.length() <= LONGEST : Snapshot.isPlain(value);
    }

    private static boolean isAmong(@Nullable Object[] keysAndValues, int used, String key) {
        for (int i = 0; i < used; i += 2) {
            if (key.equals(keysAndValues[i])) {
                return true;
            }
        }
        return false;
    }
}
