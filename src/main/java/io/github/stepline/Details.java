package io.github.stepline;

import io.github.stepline.redact.Redactor;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The data of an event: an immutable map in insertion order, in one array, whose values are plain ones (null, {@code
 * String}, {@code Boolean}, {@code Number}, or a {@code List} or {@code Map} of such). Events copy whatever map they are
 * given into one; programs need not name this class.
 */
public final class Details extends AbstractMap<String, @Nullable Object> {
    static final Details EMPTY = new Details(new Object[0]);

    /** Key, value, key, value … */
    private final @Nullable Object[] pairs;

    private Details(@Nullable Object[] pairs) {
        this.pairs = pairs;
    }

    /**
     * Details that are taken as they are, neither copied nor bounded: for a reader, whose values were bounded when they
     * were written and shall not change by being read.
     *
     * @param keysAndValues keys (never null) and values in turn; the caller vouches that the values are plain, that maps
     *     among them are {@code Details}, and that nobody changes the lists; a key that comes twice keeps its first
     *     place and its last value
     */
    public static Details ofPlain(List<? extends @Nullable Object> keysAndValues) {
        Builder details = new Builder();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            details.put(String.valueOf(keysAndValues.get(i)), keysAndValues.get(i + 1));
        }
        return details.build();
    }

    /** Details in an array that nobody else has: different keys, all of them texts, and plain values. */
    static Details ofOwn(@Nullable Object[] keysAndValues) {
        return keysAndValues.length == 0 ? EMPTY : new Details(keysAndValues);
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    /** Whether there are few entries and each can be told at once to be clean. */
    boolean isPlainlyClean(Redactor redactor) {
        if (pairs.length > FewDetails.MOST) {
            return false;
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (!redactor.isPlainlyClean(key(i), pairs[i + 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != null && pairs[i].equals(key)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != null && pairs[i].equals(key)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(key(i), pairs[i + 1]);
        }
    }

    private String key(int at) {
        return pairs[at] instanceof String key ? key : String.valueOf(pairs[at]);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return Details.this.size();
            }

            @Override
            public Iterator<Entry<String, @Nullable Object>> iterator() {
                return new PairIterator();
            }
        };
    }

    private final class PairIterator implements Iterator<Entry<String, @Nullable Object>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < pairs.length;
        }

        @Override
        public Entry<String, @Nullable Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Entry<String, @Nullable Object> entry = new SimpleImmutableEntry<>(key(at), pairs[at + 1]);
            at += 2;
            return entry;
        }
    }

    /** Collects plain values; a key that is put twice keeps its first place and its last value. */
    static final class Builder {
        private static final int SEARCHED_LINEARLY = 16;

        private @Nullable Object[] pairs = new Object[8];
        private int used;
        private @Nullable Map<String, Integer> places;

        Builder put(String key, @Nullable Object plainValue) {
            int place = placeOf(key);
            if (place >= 0) {
                pairs[place + 1] = plainValue;
                return this;
            }
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, used * 2);
            }
            if (places != null) {
                places.put(key, used);
            }
            pairs[used++] = key;
            pairs[used++] = plainValue;
            return this;
        }

        boolean has(String key) {
            return placeOf(key) >= 0;
        }

        boolean isEmpty() {
            return used == 0;
        }

        int size() {
            return used / 2;
        }

        Details build() {
            return used == 0 ? EMPTY : new Details(used == pairs.length ? pairs : Arrays.copyOf(pairs, used));
        }

        private int placeOf(String key) {
            if (used <= 2 * SEARCHED_LINEARLY) {
                for (int i = 0; i < used; i += 2) {
                    if (key.equals(pairs[i])) {
                        return i;
                    }
                }
                return -1;
            }
            return index().getOrDefault(key, -1);
        }

        private Map<String, Integer> index() {
            Map<String, Integer> index = places;
            if (index == null) {
                index = new HashMap<>();
                for (int i = 0; i < used; i += 2) {
                    index.put(String.valueOf(pairs[i]), i);
                }
                places = index;
            }
            return index;
        }
    }
}
