package io.github.stepline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A zoo of values that a logging library must survive. */
final class HostileValues {
    private HostileValues() {}

    /** By name; each call makes a new one. */
    static Map<String, Supplier<@Nullable Object>> all() {
        Map<String, Supplier<@Nullable Object>> zoo = new LinkedHashMap<>();
        zoo.put("cyclic map", () -> cyclicMap());
        zoo.put("self-containing list", () -> selfContainingList());
        zoo.put("throwing toString", () -> new ThrowingToString());
        zoo.put("throwing accessor", () -> new ThrowingAccessor(1, "a"));
        zoo.put("endless toString", () -> new EndlessToString());
        zoo.put("null toString", () -> new NullToString());
        zoo.put("10 MB string", () -> "x".repeat(10_000_000));
        zoo.put("10 MB toString", () -> new StringBuilder("y".repeat(10_000_000)));
        zoo.put("100-deep map", () -> deepMap(100));
        zoo.put("10,000-deep list", () -> deepList(10_000));
        zoo.put("10,000-deep optional", () -> deepOptional(10_000));
        zoo.put("wide maps", () -> wideMaps("k"));
        zoo.put("wide maps with long keys", () -> wideMaps("k".repeat(600)));
        zoo.put("wide lists", () -> Collections.nCopies(1_000, Collections.nCopies(1_000, "z".repeat(100))));
        zoo.put("infinite iterable", () ->
                (Iterable<Object>) () -> Stream.iterate((Object) 1, one -> one).iterator());
        zoo.put("throwing iterable", () -> throwingIterable());
        zoo.put("null iterator", () -> (Iterable<Object>) NullIterator::none);
        zoo.put("concurrently modified", () -> new SelfModifyingList());
        zoo.put("lone surrogates", () -> "\uD83D and \uDE00");
        zoo.put("keys that collide", () -> keysThatCollide());
        zoo.put("hostile key", () -> Map.of(new ThrowingToString(), 1));
        zoo.put("key with itself", () -> keyWithItself());
        zoo.put("a million digits", () -> BigInteger.TEN.pow(1_000_000));
        zoo.put("a million decimals", () -> new BigDecimal(BigInteger.TEN.pow(1_000_000), 1_000_000));
        zoo.put("large scale", () -> new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE));
        zoo.put(
                "many large numbers",
                () -> Collections.nCopies(1_000, Collections.nCopies(10, BigInteger.TWO.pow(4_000))));
        zoo.put("large array", () -> new int[1_000_000]);
        zoo.put("array of itself", () -> arrayOfItself());
        zoo.put("stream", () -> Stream.of(1, 2));
        zoo.put("thread", () -> Thread.currentThread());
        zoo.put("class loader", () -> HostileValues.class.getClassLoader());
        zoo.put("lambda", () -> (Runnable) () -> {});
        zoo.put("NaN", () -> Double.NaN);
        zoo.put("", () -> "empty key");
        zoo.put("k".repeat(100_000), () -> "huge key");
        return zoo;
    }

    static Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        all().forEach((name, value) -> values.put(name, value.get()));
        return values;
    }

    static Map<Object, Object> cyclicMap() {
        Map<Object, Object> map = new HashMap<>();
        map.put("self", map);
        map.put("list", List.of(map));
        return map;
    }

    private static List<Object> selfContainingList() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    static Map<String, Object> deepMap(int depth) {
        Map<String, Object> map = Map.of("depth", 1);
        for (int i = 0; i < depth; i++) {
            map = Map.of("in", map);
        }
        return map;
    }

    private static List<Object> deepList(int depth) {
        List<Object> list = List.of();
        for (int i = 0; i < depth; i++) {
            list = List.of(list);
        }
        return list;
    }

    private static Optional<?> deepOptional(int depth) {
        Optional<?> optional = Optional.of(1);
        for (int i = 0; i < depth; i++) {
            optional = Optional.of(optional);
        }
        return optional;
    }

    private static Map<String, Object> wideMaps(String prefix) {
        Map<String, Object> outer = new HashMap<>();
        Map<String, Object> inner = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            inner.put(prefix + i, i);
        }
        for (int i = 0; i < 1_000; i++) {
            outer.put(prefix + i, new HashMap<>(inner));
        }
        return outer;
    }

    private static Iterable<Object> throwingIterable() {
        return () -> {
            throw new IllegalStateException("no iterator");
        };
    }

    private static Map<Object, Object> keysThatCollide() {
        Map<Object, Object> map = new IdentityHashMap<>();
        for (int i = 0; i < 2_000; i++) {
            map.put(new StringBuilder("same"), i);
        }
        return map;
    }

    private static Map<Object, Object> keyWithItself() {
        Map<Object, Object> map = new IdentityHashMap<>();
        map.put(map, map);
        return map;
    }

    private static Object[] arrayOfItself() {
        Object[] array = new Object[2];
        array[0] = array;
        array[1] = new char[] {'p', 'w'};
        return array;
    }

    static final class ThrowingToString {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    static final class EndlessToString {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        public String toString() {
            return "x" + new EndlessToString();
        }
    }

    static final class NullToString {
        @Override
        @SuppressWarnings("NullAway")
        public String toString() {
            return null;
        }
    }

    private static final class NullIterator {
        @SuppressWarnings("NullAway")
        static Iterator<Object> none() {
            return null;
        }
    }

    record ThrowingAccessor(int fine, String bad) {
        @Override
        public String bad() {
            throw new IllegalStateException("no component");
        }
    }

    /** Is added to while it is read. */
    private static final class SelfModifyingList extends AbstractList<Object> {
        private final ArrayList<Object> inner = new ArrayList<>(List.of(1, 2, 3));

        @Override
        public Object get(int index) {
            return inner.get(index);
        }

        @Override
        public int size() {
            return inner.size();
        }

        @Override
        public Iterator<Object> iterator() {
            Iterator<Object> iterator = inner.iterator();
            inner.add(4);
            return iterator;
        }
    }

    /** A map whose entries are gone. */
    static final class ClosedMap extends AbstractMap<Object, Object> {
        @Override
        public Set<Map.Entry<Object, Object>> entrySet() {
            throw new IllegalStateException("closed");
        }
    }

    /** Directory entries of which none may be read. */
    static final class UntouchedDirectory implements DirectoryStream<Path> {
        boolean isTouched;

        @Override
        public Iterator<Path> iterator() {
            isTouched = true;
            return Collections.emptyIterator();
        }

        @Override
        public void close() {
            isTouched = true;
        }

        @Override
        public String toString() {
            return "directory";
        }
    }
}
