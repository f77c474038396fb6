package io.github.stepline.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the plain values that an event's details are made of. A value of any other kind is written as its bounded
 * text, so nothing that got in by mistake can break a line.
 */
final class ValueWriter {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_FOREIGN_TEXT = 8_192;

    private final JsonBytes out;
    private final @Nullable Members[] walks = new Members[MAX_DEPTH + 1];

    ValueWriter(JsonBytes out) {
        this.out = out;
    }

    /** A map as an object. Its keys are as different in the line as they are in the map. */
    void map(Map<?, ?> map) {
        map(map, 0);
    }

    private void map(Map<?, ?> map, int depth) {
        Members members = walks[depth];
        if (members == null) {
            members = new Members(depth);
            walks[depth] = members;
        }
        members.write(map);
    }

    /** The way through the maps of one depth. Only {@code forEach} makes no object an entry, and this is used again. */
    private final class Members implements BiConsumer<@Nullable Object, @Nullable Object> {
        private final int depth;
        private boolean damagedKey;

        Members(int depth) {
            this.depth = depth;
        }

        void write(Map<?, ?> map) {
            int start = out.size();
            damagedKey = false;
            out.raw('{');
            map.forEach(this);
            out.raw('}');
            if (damagedKey && map.size() > 1) {
                out.cutTo(start);
                write(withDistinctKeys(map));
            }
        }

        @Override
        public void accept(@Nullable Object key, @Nullable Object value) {
            String name = key instanceof String text ? text : String.valueOf(key); // a call less for nearly all
            if (value instanceof String text) {
                damagedKey |= out.member(name, text);
            } else {
                int replacements = out.replacements();
                out.key(name);
                damagedKey |= out.replacements() != replacements;
                ValueWriter.this.value(value, depth + 1);
            }
        }
    }

    /** Halves of surrogate pairs are all written as one character, so keys that differ may become the same. */
    private static Map<String, @Nullable Object> withDistinctKeys(Map<?, ?> map) {
        Map<String, @Nullable Object> distinct = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String repaired = repaired(String.valueOf(key));
            String free = repaired;
            for (int n = 2; distinct.containsKey(free); n++) {
                free = repaired + "#" + n;
            }
            distinct.put(free, value);
        });
        return distinct;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }

    void value(@Nullable Object value) {
        value(value, 1);
    }

    private void value(@Nullable Object value, int depth) {
        if (value == null) {
            out.raw("null");
        } else if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean) {
            out.raw(value.toString());
        } else if (depth > MAX_DEPTH) {
            out.string("[deeper than " + MAX_DEPTH + "]");
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else if (value instanceof List<?> list) {
            list(list, depth);
        } else {
            out.string(foreignText(value));
        }
    }

    private void list(List<?> list, int depth) {
        out.raw('[');
        for (Object element : list) {
            out.comma();
            value(element, depth + 1);
        }
        out.raw(']');
    }

    private void number(Number number) {
        Class<?> type = number.getClass();
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            out.number(number.longValue());
        } else if (type == BigInteger.class || type == BigDecimal.class) {
            out.raw(number.toString());
        } else {
            String text = number instanceof Double || number instanceof Float ? Decimals.text(number) : null;
            if (text == null) {
                out.string(foreignText(number));
            } else {
                out.raw(text);
            }
        }
    }

    private static String foreignText(Object value) {
        try {
            return Bounds.cut(String.valueOf(value), MAX_FOREIGN_TEXT);
        } catch (Exception unreadable) {
            return "[unreadable " + value.getClass().getSimpleName() + "]";
        }
    }
}
