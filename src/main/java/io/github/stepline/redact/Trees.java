package io.github.stepline.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks through trees of names and values. A part that is clean is returned as it is and shared with the copy; the given
 * tree is never changed. Used by one thread at a time, and again for the next tree, so that a clean one costs no memory.
 */
final class Trees {
    static final int DEEPEST = 32;
    static final int MOST_NODES = 100_000;

    /** Beside this key, another one's value may be the name of what stands here. */
    static final String PAIRED = "value";

    private final Texts texts;
    private final Tally tally;
    private final RuleSet rules;
    private final @Nullable MapWalk[] walks = new MapWalk[DEEPEST + 2];
    private int nodes;

    Trees(Texts texts, Tally tally, RuleSet rules) {
        this.texts = texts;
        this.tally = tally;
        this.rules = rules;
    }

    /** Begins with another tree. */
    Trees begin() {
        nodes = 0;
        return this;
    }

    RuleSet rules() {
        return rules;
    }

    /** The value of a name: hidden when the name sounds secret, else judged by itself. */
    @Nullable
    Object named(String name, @Nullable Object value, int depth) {
        return judged(rules.judgeName(name, texts).word(), value, depth);
    }

    private @Nullable Object judged(@Nullable NameWord word, @Nullable Object value, int depth) {
        try {
            if (word == null || !isHidable(value)) {
                return value(value, depth);
            }
            return word.digits() > 0 ? countOrHidden(word, value, depth) : hidden(word, value);
        } catch (RuntimeException | StackOverflowError e) {
            return tally.failed("value");
        }
    }

    /** Null and truth values tell nothing, {@link Safe} is exempt, {@link Secret} says so itself. */
    private static boolean isHidable(@Nullable Object value) {
        return value != null && !(value instanceof Boolean || value instanceof Safe || value instanceof Secret);
    }

    private Object hidden(NameWord word, @Nullable Object value) {
        if (value instanceof CharSequence text && Placeholders.isTemplateOrMask(text.toString())) {
            return value;
        }
        tally.masked(word.rule());
        return Mask.of(word.rule());
    }

    /** Counts of tokens stay readable, down to the leaves: {@code tokens: {prompt: 12, completion: 30}}. */
    private @Nullable Object countOrHidden(NameWord word, @Nullable Object value, int depth) {
        if (value instanceof Map || value instanceof Collection || isCount(word, value)) {
            return value(value, depth);
        }
        return hidden(word, value);
    }

    private static boolean isCount(NameWord word, @Nullable Object value) {
        if (value instanceof Number number) {
            return word.digits() > 9 || Placeholders.isCount(digits(number), word.digits());
        }
        return value instanceof CharSequence text && Placeholders.isCount(text.toString(), word.digits());
    }

    private static String digits(Number number) {
        String text = number.toString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @Nullable
    Object value(@Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            return tally.failed(depth > DEEPEST ? "depth" : "size");
        }
        if (value instanceof String text) {
            return texts.redact(text, rules);
        }
        return other(value, depth);
    }

    private Object number(Number number) {
        if (Numbers.isShort(number)) {
            return number;
        }
        String digits = Numbers.isWhole(number) ? Long.toString(Math.abs(number.longValue())) : Numbers.digits(number);
        if (Cards.isCard(digits) && !rules.unmasked().contains("card-number")) {
            tally.masked("card-number");
            return Mask.of("card-number");
        }
        return number;
    }

    private @Nullable Object other(Object value, int depth) {
        try {
            return foreign(value, depth);
        } catch (RuntimeException | StackOverflowError e) {
            return tally.failed("value");
        }
    }

    private @Nullable Object foreign(Object value, int depth) {
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (value instanceof Collection<?> list) {
            return list(value, list, depth);
        }
        if (value instanceof Object[] array) {
            return list(value, Arrays.asList(array), depth);
        }
        if (value instanceof Safe<?> safe) {
            Object inner = value(safe.value(), depth);
            return inner == safe.value() ? safe : inner;
        }
        if (value instanceof Secret) {
            tally.masked("secret");
            return Mask.of("secret");
        }
        String text = text(value);
        String redacted = texts.redact(text, rules);
        return redacted == text ? value : redacted;
    }

    private static String text(Object value) {
        if (value instanceof char[] characters) {
            return new String(characters);
        }
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }

    /** A list; what follows the option {@code --password} in it is the value of that option. */
    private Object list(Object same, Collection<?> list, int depth) {
        List<@Nullable Object> copy = null;
        int index = 0;
        String option = null;
        for (Object element : list) {
            Object redacted = option == null ? value(element, depth + 1) : named(option, element, depth + 1);
            if (copy == null && redacted != element) {
                copy = new ArrayList<>(new ArrayList<>(list).subList(0, index));
            }
            if (copy != null) {
                copy.add(redacted);
            }
            option = element instanceof String text && isOption(text) ? text : null;
            index++;
        }
        return copy == null ? same : Collections.unmodifiableList(copy);
    }

    private static boolean isOption(String text) {
        return text.startsWith("-") && text.indexOf('=') < 0 && text.indexOf(' ') < 0;
    }

    private Object map(Map<?, ?> map, int depth) {
        MapWalk walk = walks[depth];
        if (walk == null) {
            walk = new MapWalk(depth);
            walks[depth] = walk;
        }
        return walk.redact(map);
    }

    /** The way through one map. Maps have no cheaper one than {@code forEach}: an iterator makes an object an entry. */
    private final class MapWalk implements BiConsumer<@Nullable Object, @Nullable Object> {
        private final int depth;
        private Map<?, ?> map = Map.of();
        private @Nullable String pairName;
        private @Nullable Map<@Nullable Object, @Nullable Object> copy;
        private int index;

        MapWalk(int depth) {
            this.depth = depth;
        }

        Object redact(Map<?, ?> given) {
            map = given;
            pairName = pairName(given);
            copy = null;
            index = 0;
            try {
                given.forEach(this);
                return copy == null ? given : Collections.unmodifiableMap(copy);
            } finally {
                map = Map.of();
                copy = null;
            }
        }

        @Override
        public void accept(@Nullable Object key, @Nullable Object value) {
            RuleSet.Verdict verdict = rules.judgeName(key instanceof String name ? name : String.valueOf(key), texts);
            Object cleanKey = key(key, verdict);
            Object redacted = pairName != null && PAIRED.equals(key)
                    ? named(pairName, value, depth + 1)
                    : judged(verdict.word(), value, depth + 1);
            if (copy == null && (redacted != value || cleanKey != key)) {
                copy = firstEntries(map, index);
            }
            if (copy != null) {
                copy.put(unused(cleanKey, copy), redacted);
            }
            index++;
        }
    }

    /** Keys that have become the same mask stay apart. */
    private static @Nullable Object unused(@Nullable Object key, Map<?, ?> copy) {
        Object unused = key;
        for (int number = 2; copy.containsKey(unused); number++) {
            unused = key + "#" + number;
        }
        return unused;
    }

    private @Nullable Object key(@Nullable Object key, RuleSet.Verdict verdict) {
        if (key instanceof String name) {
            return verdict.text().equals(name) ? key : verdict.text();
        }
        return key == null ? null : value(key, 0);
    }

    /** The name in {@code {name: DB_PASSWORD, value: x}}, or null. */
    private static @Nullable String pairName(Map<?, ?> map) {
        if (map.size() < 2 || map.size() > 4 || !map.containsKey(PAIRED)) {
            return null;
        }
        Object name = map.containsKey("name") ? map.get("name") : map.get("key");
        return name instanceof String text ? text : null;
    }

    private static Map<@Nullable Object, @Nullable Object> firstEntries(Map<?, ?> map, int count) {
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (copy.size() == count) {
                break;
            }
            copy.put(entry.getKey(), entry.getValue());
        }
        return copy;
    }
}
