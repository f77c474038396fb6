package io.github.stepline.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a redactor looks for at one moment. Immutable, apart from what it remembers about names and clean texts. */
final class RuleSet implements Keywords.Hits {
    private static final int SLOTS = 2_048;
    private static final int LONGEST_REMEMBERED = 128;
    private static final int LONGEST_RUN = 64;

    private final Keywords keywords;
    private final Matcher[] matchers;
    private final Known known;
    private final UserRule[] userRules;
    private final boolean hasPersonal;
    private final Set<String> unmasked;
    private final Names names;

    /** Verdicts on clean names by their hash; threads write it without order, and a lost one is found again. */
    private final @Nullable Verdict[] judged = new Verdict[SLOTS];

    private final CleanTexts cleanTexts = new CleanTexts();
    private final CleanMaps cleanMaps = new CleanMaps();

    RuleSet(Settings settings) {
        names = new Names(
                new WordTable<>(index(settings.allowedKeys, "allowed")),
                new WordTable<>(index(settings.hiddenKeys, new NameWord("key", NameWord.Kind.SECRET, 0))));
        known = new Known(settings.secrets);
        userRules = settings.userRules.toArray(UserRule[]::new);
        hasPersonal = settings.hasPersonal;
        unmasked = new TreeSet<>(settings.unmaskedRules);
        List<Keyword> all = keywords(settings);
        keywords = new Keywords(all.stream().map(Keyword::literal).toList());
        matchers = all.stream().map(Keyword::matcher).toArray(Matcher[]::new);
    }

    /** The same rules and other known secrets: their keywords are not indexed again. */
    private RuleSet(RuleSet same, Known known) {
        this.known = known;
        names = same.names;
        userRules = same.userRules;
        hasPersonal = same.hasPersonal;
        unmasked = same.unmasked;
        keywords = same.keywords;
        matchers = same.matchers;
    }

    RuleSet with(Known newKnown) {
        return new RuleSet(this, newKnown);
    }

    private List<Keyword> keywords(Settings settings) {
        PairMatcher pairs = new PairMatcher(names);
        List<Keyword> keywords = new ArrayList<>(BuiltIn.keywords(pairs));
        for (String key : settings.hiddenKeys) {
            keywords.add(new Keyword(lastWord(key), pairs));
        }
        for (UserRule rule : userRules) {
            keywords.add(new Keyword(rule.keyword(), (scan, start, end) -> {}));
        }
        return keywords;
    }

    /** The part of a name that is written the same in snake, kebab and camel case. */
    private static String lastWord(String key) {
        int end = key.length();
        while (end > 0 && WordTable.isMark(key.charAt(end - 1))) {
            end--;
        }
        int from = end;
        while (from > 0 && !WordTable.isMark(key.charAt(from - 1)) && !Character.isUpperCase(key.charAt(from - 1))) {
            from--;
        }
        int start = from > 0 && Character.isUpperCase(key.charAt(from - 1)) ? from - 1 : from;
        return key.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static <V> Map<String, V> index(Collection<String> keys, V value) {
        Map<String, V> index = new HashMap<>();
        keys.forEach(key -> index.put(WordTable.joined(key), value));
        return index;
    }

    Set<String> unmasked() {
        return unmasked;
    }

    CleanTexts cleanTexts() {
        return cleanTexts;
    }

    CleanMaps cleanMaps() {
        return cleanMaps;
    }

    /** Where the first thing is that a rule must look at; -1 when the text is clean. */
    int firstHit(String text, int length) {
        int hit = keywords.firstHit(text, length);
        boolean isClean = hit < 0 && !hasPersonal && (known.isEmpty() || !known.mayBeIn(text, length));
        return isClean ? -1 : Math.max(hit, 0);
    }

    /** Lets every rule mark what it finds; nothing stands before the first hit. */
    void mark(Scan scan, int firstHit) {
        int from = Math.max(0, firstHit - Math.max(keywords.longest(), LONGEST_RUN));
        keywords.forEachHit(scan, from, this);
        if (!known.isEmpty()) {
            known.match(scan);
        }
        if (hasPersonal) {
            Personal.match(scan);
        }
        for (UserRule rule : userRules) {
            rule.match(scan);
        }
    }

    @Override
    public void digits(Scan scan, int last) {
        Digits.match(scan, last);
    }

    @Override
    public void keyword(Scan scan, int keyword, int end) {
        matchers[keyword].match(scan, end - keywords.length(keyword), end);
    }

    /**
     * What is known about a name.
     *
     * @param word what makes the name secret, or null when nothing does
     * @param text the name itself with masks; the same object when it is clean
     */
    record Verdict(@Nullable NameWord word, String text) {
        boolean isClean(String name) {
            return word == null && text.equals(name);
        }
    }

    /** Judges a name, or remembers how it was judged. */
    Verdict judgeName(String name, Texts texts) {
        int slot = (name.hashCode() ^ name.hashCode() >>> 11) & SLOTS - 1;
        Verdict known = judged[slot];
        if (known != null && known.text().equals(name)) {
            return known;
        }
        String text = texts.redact(name, this);
        Verdict verdict = new Verdict(judge(text), text); // the masked name, so that it is judged the same next time
        if (text == name && name.length() <= LONGEST_REMEMBERED) {
            judged[slot] = verdict;
        }
        return verdict;
    }

    private @Nullable NameWord judge(String name) {
        String bare = Mask.without(name);
        NameWord word = names.judge(bare, 0, bare.length());
        boolean isSecret = word != null
                && word.kind() != NameWord.Kind.CLEAR
                && word.kind() != NameWord.Kind.QUERY
                && !unmasked.contains(word.rule())
                && !isDirectory(name);
        return isSecret ? word : null;
    }

    /** The shell's working directory. */
    private static boolean isDirectory(String name) {
        return name.equals("PWD") || name.equals("OLDPWD");
    }
}
