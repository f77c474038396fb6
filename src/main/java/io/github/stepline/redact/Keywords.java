package io.github.stepline.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds many keywords in one pass, case-insensitively in ASCII, and runs of digits in the same pass. Immutable.
 *
 * <p>Characters fall into classes, and of each three classes in a row one bit says whether a keyword ends with them; only
 * then are keywords compared. So nearly every character costs two loads that wait for nothing, out of tables that fit the
 * processor's first cache. An automaton (Aho and Corasick) is five times as large here and waits for each of its states.
 *
 * <p>A character outside of ASCII stands for all of them: a keyword that has one is found too often rather than never.
 */
final class Keywords {
    /** As many digits as the shortest thing has that is made of digits (a social security number). */
    static final int DIGITS = 9;

    private static final int ASCII = 128;
    private static final int CLASS_BITS = 6;
    private static final int CLASSES = 1 << CLASS_BITS;
    private static final int PAIRS = CLASSES * CLASSES;
    private static final int DIGIT_SHIFT = 2 * CLASS_BITS;
    private static final int DIGIT = 1 << DIGIT_SHIFT;

    /** What has a class of its own; all else is of class 0. */
    private static final String CLASSIFIED = "0123456789abcdefghijklmnopqrstuvwxyz -_.:/=~";

    /** For each ASCII character its class, and with a digit {@link #DIGIT}. */
    private static final int[] KINDS = new int[ASCII];

    static {
        for (int i = 0; i < CLASSIFIED.length(); i++) {
            char c = CLASSIFIED.charAt(i);
            KINDS[c] = i + 1 | (Alphabet.DIGIT.has(c) ? DIGIT : 0);
        }
        System.arraycopy(KINDS, 'a', KINDS, 'A', 'Z' - 'A' + 1);
    }

    private static final ThreadLocal<Part> PART = ThreadLocal.withInitial(Part::new);

    /** For each two classes in a row the bits of those that end a keyword behind them. */
    private final long[] endings = new long[PAIRS];

    /** For each two classes how many bits stand before theirs. */
    private final int[] bitsBefore = new int[PAIRS];

    /** For each bit the numbers of its keywords, the longest first. */
    private final int[][] candidates;

    private final String[] literals;
    private final int longest;

    /** Of literals in lower case, none of them empty. */
    Keywords(List<String> literals) {
        this.literals = literals.toArray(String[]::new);
        longest = literals.stream().mapToInt(String::length).max().orElse(0);
        candidates = index();
    }

    private int[][] index() {
        TreeMap<Integer, List<Integer>> byEnding = new TreeMap<>();
        for (int keyword = 0; keyword < literals.length; keyword++) {
            for (int ending : endings(literals[keyword])) {
                byEnding.computeIfAbsent(ending, none -> new ArrayList<>()).add(keyword);
            }
        }
        byEnding.keySet().forEach(ending -> endings[ending >> CLASS_BITS] |= 1L << ending);
        for (int pair = 1; pair < PAIRS; pair++) {
            bitsBefore[pair] = bitsBefore[pair - 1] + Long.bitCount(endings[pair - 1]);
        }
        Comparator<Integer> longestFirst = Comparator.comparing(this::length).reversed();
        return byEnding.values().stream()
                .map(keywords -> keywords.stream()
                        .sorted(longestFirst)
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** The last three classes of a literal; before a shorter one anything may stand. */
    private static int[] endings(String literal) {
        int[] endings = {0};
        for (int i = literal.length() - 3; i < literal.length(); i++) {
            int[] classes = i < 0 ? IntStream.range(0, CLASSES).toArray() : new int[] {classOf(literal.charAt(i))};
            endings = IntStream.of(endings)
                    .flatMap(before -> IntStream.of(classes).map(last -> before << CLASS_BITS | last))
                    .toArray();
        }
        return endings;
    }

    private static int classOf(char c) {
        return c < ASCII ? KINDS[c] & CLASSES - 1 : 0;
    }

    /** The length of the longest keyword. */
    int longest() {
        return longest;
    }

    int length(int keyword) {
        return literals[keyword].length();
    }

    /** Where the first keyword or long run of digits ends, or -1 when the text has none. */
    int firstHit(String text, int length) {
        Part part = PART.get();
        part.begin();
        for (int start = 0; start < length; start += Part.LONGEST) {
            int count = part.copy(text, start, length);
            for (int i = part.nextEnding(0, count, endings); i < count; i = part.nextEnding(i + 1, count, endings)) {
                if (hasKeyword(text, start + i)) {
                    return part.hasManyDigits() ? firstRun(text, start + i) : start + i;
                }
            }
        }
        int run = part.hasManyDigits() ? firstRun(text, length) : length;
        return run < length ? run : -1;
    }

    private boolean hasKeyword(String text, int last) {
        int pair = classBefore(text, last - 1) << CLASS_BITS | classBefore(text, last);
        for (int keyword : candidates(pair, classOf(text.charAt(last)))) {
            if (endsThere(literals[keyword], text, 0, last + 1)) {
                return true;
            }
        }
        return false;
    }

    private static int classBefore(String text, int index) {
        return index > 0 ? classOf(text.charAt(index - 1)) : 0;
    }

    /** The keywords that these three classes end, of which there are some. */
    private int[] candidates(int pair, int last) {
        return candidates[bitsBefore[pair] + Long.bitCount(endings[pair] & (1L << last) - 1)];
    }

    private static boolean endsThere(String literal, String text, int begin, int end) {
        int start = end - literal.length();
        if (start < begin) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            char expected = literal.charAt(i);
            char c = text.charAt(start + i);
            if (expected < ASCII ? lower(c) != expected : c < ASCII) {
                return false;
            }
        }
        return true;
    }

    /** Where the first run of digits, spaces and dashes among them, has its ninth one, or the end. */
    private static int firstRun(String text, int end) {
        int digits = 0;
        for (int i = 0; i < end; i++) {
            digits = digitsWith(text.charAt(i), digits);
            if (digits == DIGITS) {
                return i;
            }
        }
        return end;
    }

    private static int digitsWith(char c, int before) {
        return Alphabet.DIGIT.has(c) ? before + 1 : Digits.isMark(c) ? before : 0;
    }

    /** Tells a listener of every hit from an index on. */
    void forEachHit(Scan scan, int from, Hits hits) {
        String text = scan.text();
        int begin = from;
        int pair = 0;
        int digits = 0;
        for (int i = from; i < scan.end(); i++) {
            char c = text.charAt(i);
            digits = digitsWith(c, digits);
            if (digits == DIGITS) {
                hits.digits(scan, i);
                digits = 0;
            }
            int last = classOf(c);
            if ((endings[pair] >>> last & 1) != 0) {
                tell(scan, begin, i + 1, candidates(pair, last), hits);
            }
            pair = (pair << CLASS_BITS | last) & PAIRS - 1;
            if (scan.maskedUntil() > i + 1) {
                i = scan.maskedUntil() - 1;
                begin = i + 1;
                pair = 0;
                digits = 0;
            }
        }
        scan.visit(scan.end() - from);
    }

    private void tell(Scan scan, int begin, int end, int[] keywords, Hits hits) {
        for (int keyword : keywords) {
            if (scan.maskedUntil() <= end && endsThere(literals[keyword], scan.text(), begin, end)) {
                hits.keyword(scan, keyword, end);
            }
        }
    }

    /** What is told of hits. */
    interface Hits {
        /** A run of {@link #DIGITS} digits, spaces and dashes among them, reaches its ninth digit here. */
        void digits(Scan scan, int last);

        /** A keyword ends before this index; of several the longest is told first. */
        void keyword(Scan scan, int keyword, int end);
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /**
     * The part of a text that a thread looks through. It is a copy: reading an array leaves the processor enough registers,
     * reading a {@code String} does not, nor does a loop with a call in it.
     */
    private static final class Part {
        static final int LONGEST = 512;

        private final char[] characters = new char[LONGEST];
        private int pair;
        private int digits;

        void begin() {
            pair = 0;
            digits = 0;
        }

        /** Returns how many characters it took. */
        int copy(String text, int start, int end) {
            int count = Math.min(LONGEST, end - start);
            text.getChars(start, start + count, characters, 0);
            return count;
        }

        /** The next character that may end a keyword, or the count. */
        int nextEnding(int from, int count, long[] endings) {
            char[] read = characters;
            int before = pair;
            int seen = digits;
            for (int i = from; i < count; i++) {
                char c = read[i];
                int kind = c < ASCII ? KINDS[c] : 0;
                boolean isEnding = (endings[before] >>> kind & 1) != 0;
                before = (before << CLASS_BITS | kind) & PAIRS - 1;
                seen += kind >>> DIGIT_SHIFT;
                if (isEnding) {
                    return stop(i, before, seen);
                }
            }
            return stop(count, before, seen);
        }

        private int stop(int index, int before, int seen) {
            pair = before;
            digits = seen;
            return index;
        }

        /** Whether there were so many digits that some may be a long run. */
        boolean hasManyDigits() {
            return digits >= DIGITS;
        }
    }
}
