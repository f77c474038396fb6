package io.github.stepline.redact;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in texts and in trees of names and values. What is clean is returned as the same object, without an
 * allocation; what is not, as a copy in which {@code [redacted:aws-access-key]} says what stood there. Nothing that is
 * given is ever changed.
 *
 * <p>A process has one set of rules, {@link #shared()}: whatever adds to it adds for every writer. Three kinds of rules
 * find secrets: names that sound secret ({@code db_password}) hide all that is below them, texts and numbers are looked
 * through for the shapes of keys, tokens and numbers of cards, and values are declared by {@link Secret}, {@link Safe}
 * and {@link #register(String)}.
 *
 * <p>It fails closed: what takes too much time, is too deep or makes a rule throw becomes a marker such as
 * {@code [redaction-failed:depth]} and is counted. The work is linear in the length of the text, whatever the text.
 *
 * <p>Thread-safe. Rules may change at any time, and hold for what is redacted from then on.
 */
public final class Redactor {
    private static final Redactor SHARED = new Redactor();

    private final Tally tally = new Tally();
    private final Texts texts = new Texts(tally);
    private final Settings settings = new Settings();
    private final AtomicReference<@Nullable Trees> spare = new AtomicReference<>();
    private volatile RuleSet rules = new RuleSet(settings);

    private Redactor() {}

    /** The redactor of this process. */
    public static Redactor shared() {
        return SHARED;
    }

    /** A redactor of its own, with the built-in rules; for tests and tools. */
    public static Redactor create() {
        return new Redactor();
    }

    /** The text with masks, or the same object when it is clean. */
    public String redact(String text) {
        return texts.redact(text, rules);
    }

    /**
     * A value that goes by a name, or the same object when both are clean. Strings, characters, bytes, numbers, maps,
     * collections, arrays, {@link Secret} and {@link Safe} are known; anything else is judged by its text.
     */
    public @Nullable Object redact(String name, @Nullable Object value) {
        Trees trees = take();
        try {
            return trees.named(name, value, 0);
        } finally {
            spare.setRelease(trees);
        }
    }

    /** A tree of names and values, keys included; the same object when it is clean. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> redactTree(Map<String, ? extends @Nullable Object> tree) {
        Trees trees = take();
        Object redacted;
        try {
            redacted = trees.value(tree, 0);
        } finally {
            spare.setRelease(trees);
        }
        return redacted instanceof Map
                ? (Map<String, @Nullable Object>) redacted
                : Map.of("redaction", String.valueOf(redacted));
    }

    /**
     * Whether an entry of a map can be told at once to be clean: nothing in it that a rule must look at. Where it is false
     * {@link #redactTree} has to judge the map.
     */
    public boolean isPlainlyClean(String name, @Nullable Object value) {
        RuleSet now = rules;
        return now.judgeName(name, texts).isClean(name)
                && !name.equals(Trees.PAIRED)
                && (value instanceof String text
                        ? Texts.isClean(text, now)
                        : value == null || value instanceof Boolean || isShort(value));
    }

    private static boolean isShort(Object value) {
        return (value instanceof Integer || value instanceof Long) && Numbers.isShort((Number) value);
    }

    /**
     * As {@link #redactTree}, for a map that nobody changes any more, such as a copy of the MDC: one of the last that were
     * found clean need not be looked through again.
     */
    public Map<String, @Nullable Object> redactFrozen(Map<String, ? extends @Nullable Object> map) {
        CleanMaps clean = rules.cleanMaps();
        if (clean.has(map)) {
            return same(map);
        }
        Map<String, @Nullable Object> redacted = redactTree(map);
        if ((Object) redacted == map) {
            clean.add(map);
        }
        return redacted;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> same(Map<String, ? extends @Nullable Object> map) {
        return (Map<String, @Nullable Object>) map;
    }

    private Trees take() {
        Trees taken = spare.getAndSet(null);
        RuleSet now = rules;
        return taken != null && taken.rules() == now ? taken.begin() : new Trees(texts, tally, now);
    }

    /**
     * Masks a known secret wherever it turns up, also in base 64, hexadecimal, and as URLs, JSON and XML write it; of a
     * secret with several lines each line.
     *
     * @return forgets the secret when it is closed
     * @throws IllegalArgumentException when the secret is shorter than six characters
     */
    public Registration register(String secret) {
        if (secret.length() < Known.SHORTEST) {
            throw new IllegalArgumentException("secret has " + secret.length() + " characters: at least "
                    + Known.SHORTEST + " are needed, or ordinary words would be masked");
        }
        Known.Entry entry = Known.Entry.of(secret);
        changeSecrets(secrets -> secrets.add(entry));
        return new Registration(() -> changeSecrets(secrets -> secrets.removeIf(other -> other == entry)));
    }

    /** As {@link #register(String)}; the array is copied. */
    public Registration register(char[] secret) {
        return register(new String(secret));
    }

    /**
     * Adds a rule of one's own: where a text holds the keyword, in any case, each match of the expression is masked, or
     * its first group when it has one. An expression that runs away takes the whole text with it.
     *
     * @throws IllegalArgumentException when the name is taken or no name, the keyword is empty, or the pattern is none
     */
    public void addRule(String name, String keyword, String pattern) {
        if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException("rule name '" + name + "': 1 to 64 letters, digits, dots and dashes");
        }
        if (keyword.isBlank()) {
            throw new IllegalArgumentException(
                    "rule '" + name + "' has no keyword: without one it would run on every text");
        }
        UserRule rule = new UserRule(name, keyword.toLowerCase(Locale.ROOT), compile(name, pattern));
        change(now -> {
            if (ruleNames().contains(name)) {
                throw new IllegalArgumentException("rule name '" + name + "' is taken");
            }
            now.userRules.add(rule);
        });
    }

    private static Pattern compile(String name, String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("pattern of rule '" + name + "': " + e.getDescription(), e);
        }
    }

    /** Hides whatever goes by this name, besides the names that sound secret. */
    public void hideKey(String key) {
        change(now -> now.hiddenKeys.add(requireKey(key)));
    }

    /** Shows what goes by exactly this name although it sounds secret; rules on values still hold. */
    public void allowKey(String key) {
        change(now -> now.allowedKeys.add(requireKey(key)));
    }

    private static String requireKey(String key) {
        if (WordTable.joined(key).isEmpty()) {
            throw new IllegalArgumentException("key '" + key + "' has no letter");
        }
        return key;
    }

    /**
     * Switches one rule off.
     *
     * @throws IllegalArgumentException when no rule has this name
     */
    public void unmask(String rule) {
        change(now -> {
            if (!ruleNames().contains(rule)) {
                throw new IllegalArgumentException("no rule '" + rule + "'; there are " + ruleNames());
            }
            now.unmaskedRules.add(rule);
        });
    }

    /** Masks addresses of mail, IP addresses and telephone numbers too. */
    public void enablePersonal() {
        change(now -> now.hasPersonal = true);
    }

    /** The names of all rules, as they stand in masks. */
    public Set<String> ruleNames() {
        synchronized (settings) {
            Set<String> names = BuiltIn.names();
            settings.userRules.forEach(rule -> names.add(rule.name()));
            return names;
        }
    }

    /** The rules that were switched off; whoever sets a process up says so once, loudly. */
    public Set<String> unmaskedRules() {
        synchronized (settings) {
            return new TreeSet<>(settings.unmaskedRules);
        }
    }

    /** The keys that were exempted. */
    public Set<String> allowedKeys() {
        synchronized (settings) {
            return new TreeSet<>(settings.allowedKeys);
        }
    }

    public RedactionCounts counts() {
        return tally.counts();
    }

    private void changeSecrets(Consumer<List<Known.Entry>> change) {
        synchronized (settings) {
            change.accept(settings.secrets);
            rules = rules.with(new Known(settings.secrets));
        }
    }

    private void change(Consumer<Settings> change) {
        synchronized (settings) {
            change.accept(settings);
            rules = new RuleSet(settings);
        }
    }
}
