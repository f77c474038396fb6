package io.github.stepline.redact;

import io.github.stepline.redact.NameWord.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Judges names by the words in them: {@code db_password}, {@code apiKey} and {@code X-Api-Key} hide their values,
 * {@code password_reset_required} and {@code primary_key} do not. Immutable.
 */
final class Names {
    private final WordTable<String> allowed;
    private final WordTable<NameWord> hidden;

    /** Whole names, joined, that are exempt and that are hidden besides the words of the table. */
    Names(WordTable<String> allowed, WordTable<NameWord> hidden) {
        this.allowed = allowed;
        this.hidden = hidden;
    }

    /** What makes a name secret, or null when nothing does. */
    @Nullable
    NameWord judge(CharSequence text, int from, int to) {
        return judge(text, from, to, false);
    }

    /** As {@link #judge}, by the last word alone: in a sentence {@code TokenFilter: x} is no pair. */
    @Nullable
    NameWord judgeLast(CharSequence text, int from, int to) {
        return judge(text, from, to, true);
    }

    private @Nullable NameWord judge(CharSequence text, int from, int to, boolean byLast) {
        if (allowed.get(text, from, to) != null) {
            return null;
        }
        NameWord asked = hidden.get(text, from, to);
        return asked != null ? asked : judgeWords(text, from, to, byLast);
    }

    /** Word by word: the last suspicion holds, unless the name's last word clears it. */
    private static @Nullable NameWord judgeWords(CharSequence text, int from, int to, boolean byLast) {
        NameWord suspicion = null;
        NameWord last = null;
        int before = from;
        int longBefore = from;
        int start = wordStart(text, from, to);
        if (isComplaint(text, start, to)) {
            return null;
        }
        while (start < to) {
            int end = wordEnd(text, start, to);
            NameWord joined = joined(text, longBefore, before, start, end);
            last = joined == null ? word(text, start, end) : joined;
            if (last != null && last.kind() == Kind.SECRET) {
                suspicion = last;
            } else if (joined != null) {
                suspicion = null;
            }
            longBefore = before;
            before = start;
            start = wordStart(text, end, to);
        }
        if (last == null) {
            return byLast ? null : suspicion;
        }
        return last.kind() == Kind.CLEAR ? null : last.kind() == Kind.SECRET || suspicion == null ? last : suspicion;
    }

    /** {@code missingSecretKey} is what a message goes by that says so. */
    private static boolean isComplaint(CharSequence text, int start, int to) {
        return start < to && NameWords.COMPLAINTS.get(text, start, wordEnd(text, start, to)) != null;
    }

    /** What a word says together with the one or two before it. */
    private static @Nullable NameWord joined(CharSequence text, int longBefore, int before, int start, int end) {
        NameWord three = longBefore < before ? NameWords.WORDS.get(text, longBefore, end) : null;
        return three != null || before == start ? three : NameWords.WORDS.get(text, before, end);
    }

    private static @Nullable NameWord word(CharSequence text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isDigit(text.charAt(start))) {
            start++;
        }
        while (end > start && isDigit(text.charAt(end - 1))) {
            end--;
        }
        NameWord word = NameWords.WORDS.get(text, start, end);
        int longest = Math.min(NameWords.LONGEST_ENDING, end - start - 1);
        for (int length = longest; word == null && length >= NameWords.SHORTEST_ENDING; length--) {
            word = NameWords.ENDINGS.get(text, end - length, end);
        }
        return word;
    }

    private static int wordStart(CharSequence text, int from, int to) {
        int i = from;
        while (i < to && WordTable.isMark(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** A word ends before a mark, between {@code a} and {@code B}, and between {@code A} and {@code Bc}. */
    private static int wordEnd(CharSequence text, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            char c = text.charAt(i);
            if (WordTable.isMark(c)) {
                return i;
            }
            if (Character.isUpperCase(c)) {
                boolean behindLower = !Character.isUpperCase(text.charAt(i - 1));
                boolean beforeLower = i + 1 < to && Character.isLowerCase(text.charAt(i + 1));
                if (behindLower || beforeLower) {
                    return i;
                }
            }
        }
        return to;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
