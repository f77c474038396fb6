package io.github.stepline.redact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds many keywords in one pass (Aho and Corasick), case-insensitively in ASCII, and runs of digits in the same pass.
 * Immutable.
 *
 * <p>A state is an offset into one dense table, so that a character costs two loads and no decision. Characters outside
 * of ASCII are one class: a keyword that has them is found too often rather than never.
 */
final class Automaton {
    /** As many digits as the shortest thing has that is made of digits (a social security number). */
    static final int DIGITS = 9;

    private static final int ASCII = 128;
    private static final int CLASS_BITS = 8;
    private static final int IN_RUN = -1 << 16;
    private static final int[] NOTHING = {};
    private static final ThreadLocal<char[]> PART = ThreadLocal.withInitial(() -> new char[512]);

    /** For each ASCII character its class, 1 &lt;&lt; 8 for a digit, and {@link #IN_RUN} when it keeps a run of digits. */
    private final int[] characters = new int[ASCII];

    /** The next state; that of a state in which a keyword ends is stored as its complement. */
    private final int[] next;

    /** For each state the keywords that end there, the longest first. */
    private final int[][] found;

    private final int classes;
    private final int[] lengths;
    private final int longest;

    Automaton(List<String> keywords) {
        classes = classify(keywords);
        Trie trie = new Trie(keywords);
        found = trie.found();
        next = trie.complete();
        lengths = keywords.stream().mapToInt(String::length).toArray();
        longest = Arrays.stream(lengths).max().orElse(0);
        for (int state = 0; state < next.length; state++) {
            boolean ends = found[next[state]].length > 0;
            next[state] = ends ? ~(next[state] * classes) : next[state] * classes;
        }
    }

    /** The length of the longest keyword. */
    int longest() {
        return longest;
    }

    int length(int keyword) {
        return lengths[keyword];
    }

    /** The numbers of the keywords that end in a state. */
    int[] found(int state) {
        return found[state / classes];
    }

    /**
     * Where the first keyword or long run of digits ends, or -1 when the text has none. Its characters are copied part by
     * part: reading an array leaves the processor enough registers for the state, reading a {@code String} does not.
     */
    int firstHit(String text, int length) {
        int[] table = next;
        int[] kinds = characters;
        char[] part = PART.get();
        int state = 0;
        int digits = 0;
        for (int start = 0; start < length; start += part.length) {
            int count = Math.min(part.length, length - start);
            text.getChars(start, start + count, part, 0);
            for (int i = 0; i < count; i++) {
                char c = part[i];
                int kind = c < ASCII ? kinds[c] : 0;
                state = table[state + (kind & 0xff)];
                digits = (digits + (kind >>> CLASS_BITS & 1)) & (kind >> 16);
                if ((state | (DIGITS - 1 - digits)) < 0) {
                    return start + i;
                }
            }
        }
        return -1;
    }

    /** Tells a listener of every hit from an index on. */
    void forEachHit(Scan scan, int from, Hits hits) {
        String text = scan.text();
        int end = scan.end();
        int state = 0;
        int digits = 0;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            int kind = c < ASCII ? characters[c] : 0;
            state = next[state + (kind & 0xff)];
            digits = (digits + (kind >>> CLASS_BITS & 1)) & (kind >> 16);
            if ((state | (DIGITS - 1 - digits)) >= 0) {
                continue;
            }
            if (digits >= DIGITS) {
                hits.digits(scan, i);
                digits = 0;
            }
            if (state < 0) {
                state = ~state;
                hits.keywords(scan, found(state), i + 1);
            }
            if (scan.maskedUntil() > i + 1) {
                i = scan.maskedUntil() - 1;
                state = 0;
                digits = 0;
            }
        }
        scan.visit(end - from);
    }

    /** What is told of hits. */
    interface Hits {
        /** A run of {@link #DIGITS} digits, spaces and dashes among them, reaches its ninth digit here. */
        void digits(Scan scan, int last);

        /** Keywords end before this index. */
        void keywords(Scan scan, int[] keywords, int end);
    }

    private int classify(List<String> keywords) {
        int count = 1;
        for (char c = '0'; c <= '9'; c++) {
            characters[c] = 1 << CLASS_BITS | IN_RUN;
        }
        characters[' '] = IN_RUN;
        characters['-'] = IN_RUN;
        for (String keyword : keywords) {
            for (int i = 0; i < keyword.length(); i++) {
                char c = lower(keyword.charAt(i));
                if (c < ASCII && (characters[c] & 0xff) == 0) {
                    characters[c] |= count++;
                }
            }
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            characters[c] = characters[lower(c)];
        }
        return count;
    }

    private int classOf(char c) {
        return c < ASCII ? characters[c] & 0xff : 0;
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /** The keywords as a tree of states, made complete by its failure links. */
    private final class Trie {
        private final List<int[]> children = new ArrayList<>();
        private final List<int[]> ends = new ArrayList<>();

        Trie(List<String> keywords) {
            addState();
            for (int number = 0; number < keywords.size(); number++) {
                int state = add(keywords.get(number));
                ends.set(state, joined(ends.get(state), new int[] {number}));
            }
        }

        private int addState() {
            children.add(new int[classes]);
            ends.add(NOTHING);
            return children.size() - 1;
        }

        private int add(String keyword) {
            int state = 0;
            for (int i = 0; i < keyword.length(); i++) {
                int[] row = children.get(state);
                int kind = classOf(keyword.charAt(i));
                if (row[kind] == 0) {
                    row[kind] = addState();
                }
                state = row[kind];
            }
            return state;
        }

        int[][] found() {
            link();
            return ends.toArray(int[][]::new);
        }

        int[] complete() {
            int[] table = new int[children.size() * classes];
            for (int state = 0; state < children.size(); state++) {
                System.arraycopy(children.get(state), 0, table, state * classes, classes);
            }
            return table;
        }

        /** Breadth first: a missing child is that of the longest proper suffix, which is complete already. */
        private void link() {
            int[] suffix = new int[children.size()];
            ArrayDeque<Integer> open = new ArrayDeque<>(List.of(0));
            while (!open.isEmpty()) {
                int state = open.remove();
                int[] row = children.get(state);
                int[] suffixRow = children.get(suffix[state]);
                ends.set(state, state == 0 ? NOTHING : joined(ends.get(state), ends.get(suffix[state])));
                for (int kind = 0; kind < classes; kind++) {
                    if (row[kind] == 0) {
                        row[kind] = suffixRow[kind];
                    } else {
                        suffix[row[kind]] = state == 0 ? 0 : suffixRow[kind];
                        open.add(row[kind]);
                    }
                }
            }
        }
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
