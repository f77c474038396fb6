package io.github.stepline.redact;

import java.util.regex.Pattern;

/**
 * A rule that a user wrote as a regular expression. It runs only on texts that hold its keyword, and reads through a
 * text that counts: an expression that takes too many steps, or too deep a stack, takes the whole text with it.
 */
final class UserRule {
    private static final int STEPS_A_CHARACTER = 20;
    private static final int FREE_STEPS = 2_000;

    private final String name;
    private final String keyword;
    private final Pattern pattern;

    /** The keyword is in lower case. */
    UserRule(String name, String keyword, Pattern pattern) {
        this.name = name;
        this.keyword = keyword;
        this.pattern = pattern;
    }

    String name() {
        return name;
    }

    String keyword() {
        return keyword;
    }

    /**
     * Masks each match, or the first group of each match when the expression has groups.
     *
     * @throws Failed when the expression does not come to an end within its bound
     */
    void match(Scan scan) {
        if (!hasKeyword(scan)) {
            return;
        }
        try {
            java.util.regex.Matcher matcher =
                    pattern.matcher(new CountedText(scan.text(), new Steps(scan.end()), 0, scan.end()));
            while (matcher.find()) {
                int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
                scan.mask(matcher.start(group), matcher.end(group), name);
            }
        } catch (TooManySteps | StackOverflowError e) {
            throw new Failed(name);
        }
    }

    private boolean hasKeyword(Scan scan) {
        String text = scan.text();
        char first = keyword.charAt(0);
        scan.visit(scan.end());
        for (int i = 0; i <= scan.end() - keyword.length(); i++) {
            boolean mayBegin = Character.toLowerCase(text.charAt(i)) == first;
            if (mayBegin && text.regionMatches(true, i, keyword, 0, keyword.length())) {
                return true;
            }
        }
        return false;
    }

    /** Says which rule failed. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String rule;

        Failed(String rule) {
            super(rule, null, false, false);
            this.rule = rule;
        }

        String rule() {
            return rule;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    private static final class Steps {
        private long left;

        Steps(int length) {
            left = (long) STEPS_A_CHARACTER * length + FREE_STEPS;
        }

        void take() {
            if (--left < 0) {
                throw new TooManySteps();
            }
        }
    }

    /** A text that counts how often it is read. */
    private record CountedText(String text, Steps steps, int from, int to) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            steps.take();
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text, steps, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
