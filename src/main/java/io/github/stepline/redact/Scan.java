package io.github.stepline.redact;

import java.util.Arrays;
import java.util.Set;

/**
 * One text under examination: its characters, the spans found so far, and how many characters the rules have looked at.
 * Used by one thread at a time and used again for the next text.
 *
 * <p>Rules read through {@link #at}, which counts. When they have looked at {@link #LOOKS_A_CHARACTER} times as many
 * characters as there are, {@link TooMuchWork} ends the scan: no text costs more than linear time.
 */
final class Scan {
    static final int LOOKS_A_CHARACTER = 64;

    private static final int FREE_LOOKS = 4_096;
    private static final int FEW_SPANS = 16;

    private String text = "";
    private int end;
    private long looks;
    private long mostLooks;
    private int maskedUntil;
    private int nameEnd;
    private int digitsEnd;
    private int tagSearchedFrom;
    private int nextTag;
    private Set<String> unmasked = Set.of();

    /** The start of a span in the upper half, its number in the lower. */
    private long[] starts = new long[FEW_SPANS];

    private int[] ends = new int[FEW_SPANS];
    private String[] rules = new String[FEW_SPANS];
    private int spans;

    /** Room for {@link Digits}. */
    private final int[] groups = new int[2 * Digits.MOST_GROUPS];

    /** Begins with the first {@code length} characters of a text. */
    void begin(String newText, int length, Set<String> newUnmasked) {
        text = newText;
        end = length;
        looks = 0;
        mostLooks = (long) LOOKS_A_CHARACTER * length + FREE_LOOKS;
        maskedUntil = 0;
        nameEnd = 0;
        digitsEnd = 0;
        tagSearchedFrom = 0;
        nextTag = -1;
        unmasked = newUnmasked;
        spans = 0;
    }

    /** Lets go of the text. */
    void finish() {
        text = "";
        if (ends.length > FEW_SPANS) {
            starts = new long[FEW_SPANS];
            ends = new int[FEW_SPANS];
            rules = new String[FEW_SPANS];
        }
    }

    String text() {
        return text;
    }

    int end() {
        return end;
    }

    /** The character at an index, or NUL outside of the text. */
    char at(int index) {
        if (++looks > mostLooks) {
            throw TooMuchWork.INSTANCE;
        }
        return index >= 0 && index < end ? text.charAt(index) : 0;
    }

    /** Counts characters that were looked at in another way. */
    void visit(int characters) {
        looks += characters;
    }

    long looks() {
        return looks;
    }

    /** Whether a literal stands at an index, letter for letter. */
    boolean has(int from, String literal) {
        visit(literal.length());
        return from >= 0 && from + literal.length() <= end && text.startsWith(literal, from);
    }

    /** Whether a literal in lower case stands at an index in any case. */
    boolean hasAnyCase(int from, String literal) {
        visit(literal.length());
        return from >= 0
                && from + literal.length() <= end
                && text.regionMatches(true, from, literal, 0, literal.length());
    }

    /** The end of the run of such characters that begins at an index, at most {@code most} characters on. */
    int runEnd(int from, Alphabet alphabet, int most) {
        int last = (int) Math.min(end, (long) from + most);
        int i = from;
        while (i < last && alphabet.has(at(i))) {
            i++;
        }
        return i;
    }

    /** Where the next tag begins, or the end. What was found last is remembered: many may look for the same one. */
    int nextTag(int from) {
        if (from < tagSearchedFrom || from > nextTag) {
            int i = from;
            while (i < end && at(i) != '<') {
                i++;
            }
            tagSearchedFrom = from;
            nextTag = i;
        }
        return nextTag;
    }

    int skipBlanks(int from, int most) {
        int i = from;
        while (i - from < most && isBlank(at(i))) {
            i++;
        }
        return i;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether a token may begin here: behind no letter, digit or underscore, apart from the end of an escape. */
    boolean startsToken(int index) {
        return !Alphabet.WORD.has(at(index - 1)) || endsEscape(index);
    }

    /** Whether an escape ends before an index: {@code \n}, {@code %3D}, {@code \}{@code u003d}. */
    boolean endsEscape(int index) {
        char last = at(index - 1);
        if (at(index - 2) == '\\') {
            return "nrtbf".indexOf(last) >= 0;
        }
        if (!Alphabet.ANY_HEX.has(last) || !Alphabet.ANY_HEX.has(at(index - 2))) {
            return false;
        }
        return at(index - 3) == '%' || (at(index - 5) == 'u' && at(index - 6) == '\\');
    }

    /** The length of the escape of an ASCII character that stands at an index, or 0. */
    int escapeLength(int index, char character) {
        char first = at(index);
        if (first == '%') {
            return isHex(index + 1, character) ? 3 : 0;
        }
        boolean isUnicode = first == '\\' && at(index + 1) == 'u' && at(index + 2) == '0' && at(index + 3) == '0';
        return isUnicode && isHex(index + 4, character) ? 6 : 0;
    }

    private boolean isHex(int index, char character) {
        return Character.digit(at(index), 16) == character >> 4
                && Character.digit(at(index + 1), 16) == (character & 15);
    }

    /** Whether all that stands there is one character over and over, or very few: {@code xxxxxxxx}. */
    boolean isFiller(int from, int to, int fewest) {
        long low = 0;
        long high = 0;
        int last = Math.min(to, from + 64);
        for (int i = from; i < last; i++) {
            char c = at(i);
            low |= c < 64 ? 1L << c : 0;
            high |= c >= 64 ? 1L << c : 0;
        }
        return Long.bitCount(low) + Long.bitCount(high) < fewest;
    }

    /** Takes a span out, unless the rule is switched off or only a mask stands there; returns whether it did. */
    boolean mask(int from, int to, String rule) {
        if (from >= to || unmasked.contains(rule) || Mask.endOfMask(this, from) == to) {
            return false;
        }
        if (spans == ends.length) {
            grow();
        }
        starts[spans] = (long) from << 32 | spans;
        ends[spans] = to;
        rules[spans] = rule;
        spans++;
        maskedUntil = Math.max(maskedUntil, to);
        return true;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, spans * 2);
        ends = Arrays.copyOf(ends, spans * 2);
        rules = Arrays.copyOf(rules, spans * 2);
    }

    /** The end of the last span so far. */
    int maskedUntil() {
        return maskedUntil;
    }

    /** Where the last judged name ended: a name is judged once, however many keywords it has. */
    int nameEnd() {
        return nameEnd;
    }

    void nameEndsAt(int index) {
        nameEnd = index;
    }

    /** Where the last judged run of digits ended. */
    int digitsEnd() {
        return digitsEnd;
    }

    void digitsEndAt(int index) {
        digitsEnd = index;
    }

    int[] groups() {
        return groups;
    }

    boolean isClean() {
        return spans == 0;
    }

    /** The text with a mask for each span; spans that overlap become one. */
    String masked(Tally tally) {
        Arrays.sort(starts, 0, spans);
        StringBuilder out = new StringBuilder(end + 32);
        int done = 0;
        for (int i = 0; i < spans; i++) {
            int from = (int) (starts[i] >>> 32);
            int number = (int) starts[i];
            if (from >= done) {
                out.append(text, done, from).append(Mask.of(rules[number]));
                tally.masked(rules[number]);
            }
            done = Math.max(done, ends[number]);
        }
        return out.append(text, done, end).toString();
    }

    /** Ends a scan that looks at too many characters. Made once: it carries nothing. */
    static final class TooMuchWork extends RuntimeException {
        static final TooMuchWork INSTANCE = new TooMuchWork();
        private static final long serialVersionUID = 1;

        private TooMuchWork() {
            super("looked at too many characters", null, false, false);
        }
    }
}
