package io.github.stepline.redact;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Redacts one text with one set of rules, within limits. Thread-safe. */
final class Texts {
    /** Longer texts lose their end: it is not judged, so it is not shown. */
    static final int LONGEST = 1 << 20;

    /** How much before the end of the judged part is not shown either: a secret may go on beyond that end. */
    private static final int MARGIN = 8_192;

    private static final int LONGEST_WORD = 1_024;

    /** What a mask brings into being (a boundary, a pair) is masked in turn, so that redacting twice is redacting once. */
    private static final int MOST_ROUNDS = 4;

    private final Tally tally;
    private final AtomicReference<@Nullable Scan> spare;

    Texts(Tally tally) {
        this.tally = tally;
        this.spare = new AtomicReference<@Nullable Scan>(new Scan());
    }

    /** The same object when the text is clean. */
    String redact(String text, RuleSet rules) {
        boolean isWhole = text.length() <= LONGEST;
        String redacted = judge(isWhole ? text : text.substring(0, LONGEST), rules);
        return isWhole && redacted.length() <= LONGEST ? redacted : cut(text, redacted);
    }

    private String judge(String text, RuleSet rules) {
        int hit = firstHit(text, rules);
        if (hit < 0) {
            return text;
        }
        String redacted = redactFrom(text, hit, rules);
        if (redacted == text) {
            rules.cleanTexts().add(text);
        }
        return redacted;
    }

    /** Where the first thing is that a rule must look at; -1 when the text is clean, which is remembered. */
    private static int firstHit(String text, RuleSet rules) {
        CleanTexts clean = rules.cleanTexts();
        if (clean.has(text)) {
            return -1;
        }
        int hit = rules.firstHit(text, text.length());
        if (hit < 0) {
            clean.add(text);
        }
        return hit;
    }

    /** Whether no rule must look at it; when one must, it may be clean all the same. */
    static boolean isClean(String text, RuleSet rules) {
        return text.length() <= LONGEST && firstHit(text, rules) < 0;
    }

    /** Shows the start alone, of a text that was too long or became it by its masks. */
    private String cut(String text, String redacted) {
        tally.truncated();
        int shown = betweenWords(redacted, Math.max(0, Math.min(LONGEST, redacted.length()) - MARGIN));
        int mask = redacted.lastIndexOf('[', shown);
        boolean cutsMask = mask >= 0 && redacted.startsWith("[reda", mask) && redacted.indexOf(']', mask) >= shown;
        String start = redacted.substring(0, cutsMask ? mask : shown);
        return start + Mask.cut(Math.max(text.length(), redacted.length()) - start.length());
    }

    /** A place not far before this one where no word is cut, nor a name from its value; else this one. */
    private static int betweenWords(String text, int end) {
        int blank = Math.max(text.lastIndexOf(' ', end), text.lastIndexOf('\n', end));
        return blank >= end - LONGEST_WORD ? blank + 1 : end;
    }

    private String redactFrom(String text, int firstHit, RuleSet rules) {
        String current = text;
        int hit = firstHit;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String masked = once(current, hit, rules);
            if (masked == current) {
                return current;
            }
            current = masked;
            hit = rules.firstHit(current, current.length());
            if (hit < 0) {
                return current;
            }
        }
        return tally.failed("unstable");
    }

    private String once(String text, int firstHit, RuleSet rules) {
        Scan taken = spare.getAndSet(null);
        Scan scan = taken == null ? new Scan() : taken;
        scan.begin(text, text.length(), rules.unmasked());
        try {
            rules.mark(scan, firstHit);
            return scan.isClean() ? text : scan.masked(tally);
        } catch (Scan.TooMuchWork e) {
            return tally.failed("too-much-work");
        } catch (UserRule.Failed e) {
            return tally.failed(e.rule());
        } catch (RuntimeException | StackOverflowError e) {
            return tally.failed("error");
        } finally {
            scan.finish();
            spare.set(scan);
        }
    }
}
