package io.github.stepline.redact;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exact secrets that somebody registered. The first {@link #SHORTEST} characters of each form are packed into a number;
 * one pass over a text packs likewise, asks a small set of bits, and compares only where that says yes. Immutable.
 */
final class Known {
    /** Shorter ones would mask ordinary words. */
    static final int SHORTEST = 6;

    static final String RULE = "registered";

    private static final int BITS = 10;
    private static final long PACKED = (1L << BITS * SHORTEST) - 1;
    private static final int FILTER_BITS = 16;

    private final long[] filter = new long[1 << FILTER_BITS - 6];
    private final long[] heads;
    private final String[] forms;
    private final boolean hasBlank;

    /** A secret that was registered once, and the forms in which it turns up. */
    record Entry(Set<String> forms) {
        static Entry of(String secret) {
            return new Entry(formsOf(secret));
        }
    }

    Known(Collection<Entry> entries) {
        forms = entries.stream()
                .flatMap(entry -> entry.forms().stream())
                .distinct()
                .sorted(Comparator.<String>comparingLong(Known::head)
                        .thenComparing(Comparator.comparingInt(String::length).reversed()))
                .toArray(String[]::new);
        hasBlank = Arrays.stream(forms).anyMatch(form -> form.indexOf(' ') >= 0);
        heads = Arrays.stream(forms).mapToLong(Known::head).toArray();
        for (long head : heads) {
            int bit = bit(head);
            filter[bit >> 6] |= 1L << bit;
        }
    }

    /** The forms of a secret and of each of its lines. */
    private static Set<String> formsOf(String secret) {
        Set<String> all = new LinkedHashSet<>(Encodings.of(secret, SHORTEST));
        if (secret.indexOf('\n') >= 0) {
            secret.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST)
                    .forEach(line -> all.addAll(Encodings.of(line, SHORTEST)));
        }
        return all;
    }

    boolean isEmpty() {
        return forms.length == 0;
    }

    /** Whether a form may be in a text, escaped or not; where it says no, none is. */
    boolean mayBeIn(String text, int length) {
        long packed = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            packed = next(packed, c);
            if (i >= SHORTEST - 1 && passes(packed) || mayHide(text, i, length, c)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayHide(String text, int at, int length, char c) {
        return c < 'a' && (Unescaped.mayBegin(text, at, length) || c == '+' && hasBlank);
    }

    /** Masks the forms in a text as it is, and in what it is without the escapes of URLs, JSON and XML. */
    void match(Scan scan) {
        String text = scan.text();
        int end = scan.end();
        match(scan, text, end, null);
        match(scan, Unescaped.url(text, end, false));
        match(scan, hasBlank ? Unescaped.url(text, end, true) : null);
        match(scan, Unescaped.entities(text, end));
        Unescaped once = Unescaped.backslashes(text, end);
        match(scan, once);
        match(scan, once == null ? null : once.again());
    }

    private void match(Scan scan, @Nullable Unescaped unescaped) {
        if (unescaped != null) {
            match(scan, unescaped.text(), unescaped.text().length(), unescaped.origins());
        }
    }

    private void match(Scan scan, String text, int end, int @Nullable [] origins) {
        long packed = 0;
        for (int i = 0; i < end; i++) {
            packed = next(packed, text.charAt(i));
            if (i >= SHORTEST - 1 && passes(packed)) {
                int from = i - SHORTEST + 1;
                int to = endOfFormAt(text, end, packed, from);
                if (to > 0) {
                    scan.mask(origins == null ? from : origins[from], origins == null ? to : origins[to], RULE);
                    i = Math.max(i, to - 1);
                }
            }
        }
        scan.visit(end);
    }

    /** The end of the longest form that stands here, or 0. */
    private int endOfFormAt(String text, int end, long head, int from) {
        int first = Arrays.binarySearch(heads, head);
        if (first < 0) {
            return 0;
        }
        while (first > 0 && heads[first - 1] == head) {
            first--;
        }
        for (int i = first; i < heads.length && heads[i] == head; i++) {
            if (from + forms[i].length() <= end && text.startsWith(forms[i], from)) {
                return from + forms[i].length();
            }
        }
        return 0;
    }

    private boolean passes(long head) {
        int bit = bit(head);
        return (filter[bit >> 6] >>> bit & 1) != 0;
    }

    private static long head(String form) {
        long packed = 0;
        for (int i = 0; i < SHORTEST; i++) {
            packed = next(packed, form.charAt(i));
        }
        return packed;
    }

    private static long next(long packed, char c) {
        return (packed << BITS | c & (1 << BITS) - 1) & PACKED;
    }

    private static int bit(long head) {
        return (int) (head * 0x9E3779B97F4A7C15L >>> 64 - FILTER_BITS);
    }
}
