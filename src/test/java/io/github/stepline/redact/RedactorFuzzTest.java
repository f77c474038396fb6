package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Texts and trees put together at random from hostile pieces, secrets and harmless lines: no exception, no endless
 * growth, redacted twice is redacted once, and each character is looked at a bounded number of times.
 */
@Tag("fuzz")
class RedactorFuzzTest {
    private static final int SECONDS = Integer.getInteger("stepline.fuzz.seconds", 5);
    private static final int MEGABYTE = 1 << 20;
    private static final int FREE_LOOKS = 4_096;
    private static final int LONG = 1_000;

    private final long seed = Long.getLong("stepline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Redactor redactor = Redactor.create();
    private final RuleSet rules = new RuleSet(HostileTextTest.withSecret());
    private final List<String> pieces =
            new ArrayList<>(HostileTextTest.hostilePieces().toList());
    private final Scan scan = new Scan();
    private long characters;
    private double mostLooks;
    private String worst = "";

    @Test
    void redact_anything_isStableBoundedAndLinear() {
        Corpus.positives(new Filler(random)).forEach(positive -> pieces.add(positive.text()));
        pieces.addAll(Corpus.negatives());
        redactor.register("correct horse");
        long start = System.nanoTime();
        int texts = 0;
        int trees = 0;
        for (; System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS); texts++) {
            check(text());
            if (random.nextInt(16) == 0) {
                trees++;
                checkTree(tree(0));
            }
        }
        RedactionCounts counts = redactor.counts();
        Report.print(String.format(
                "fuzz, seed %d: %,d texts of %,d characters and %,d trees in %d s; at most %.1f looks a character in"
                        + " texts of %,d and more (%s); %,d masks of %d rules, %d texts not judged",
                seed,
                texts,
                characters,
                trees,
                SECONDS,
                mostLooks,
                LONG,
                worst,
                counts.masked().values().stream().mapToLong(Long::longValue).sum(),
                counts.masked().size(),
                counts.failed()));
        assertThat(counts.masked().size()).as("rules that found something").isGreaterThan(80);
        assertThat(counts.failed()).as("texts not judged").isLessThanOrEqualTo(texts / 10_000);
    }

    private void check(String text) {
        characters += text.length();
        String once = redactor.redact(text);
        assertThat(once.length()).isLessThanOrEqualTo(HostileTextTest.MOST_GROWTH * text.length() + 64);
        if (once.startsWith("[redaction-failed:")) {
            Report.print("not judged, seed " + seed + ": " + once + " " + shown(text));
        }
        String twice = redactor.redact(once);
        if (twice != once) {
            int from = Math.max(0, Arrays.mismatch(twice.toCharArray(), once.toCharArray()) - 100);
            String[] both = {once, twice};
            Arrays.setAll(both, i -> both[i].substring(from, Math.min(both[i].length(), from + 300)));
            fail("seed %d: %s%nonce, from %d: %s%ntwice: %s", seed, shown(text), from, both[0], both[1]);
        }
        checkLooks(text);
        checkLooks(once);
    }

    private void checkLooks(String text) {
        scan.begin(text, text.length(), rules.unmasked());
        rules.mark(scan, 0);
        long allowed = (long) HostileTextTest.MOST_LOOKS * text.length() + FREE_LOOKS;
        if (scan.looks() > allowed) {
            assertThat(scan.looks()).as("seed %d: %s", seed, shown(text)).isLessThanOrEqualTo(allowed);
        }
        double looks = scan.looks() / (double) text.length();
        if (text.length() >= LONG && looks > mostLooks) {
            mostLooks = looks;
            worst = text.substring(0, 60).replace("\n", "\\n") + "…";
        }
    }

    private static String shown(String text) {
        return text.length() > 2_000 ? text.substring(0, 60).replace("\n", "\\n") + "…" : text;
    }

    private void checkTree(Map<String, @Nullable Object> tree) {
        String given = tree.toString();
        Map<String, @Nullable Object> once = redactor.redactTree(tree);
        Map<String, @Nullable Object> twice = redactor.redactTree(once);
        if (!twice.equals(once)) {
            fail("seed %d: %s%nonce: %s%ntwice: %s", seed, given, once, twice);
        }
        assertThat(tree).as("seed %d", seed).hasToString(given);
    }

    private Map<String, @Nullable Object> tree(int depth) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String key = random.nextInt(4) == 0 ? mixture(2) : Corpus.PAIR_NAMES.get(random.nextInt(30));
            tree.put(key, value(depth));
        }
        return tree;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 6 ? 5 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >>> random.nextInt(64);
            case 3 -> mixture(1).toCharArray();
            case 4 -> mixture(3);
            case 5 -> List.of(mixture(1), random.nextInt(), tree(depth + 1));
            default -> tree(depth + 1);
        };
    }

    /** Mostly as long as log lines are; one in a thousand up to a megabyte. */
    private String text() {
        if (random.nextInt(1_000) > 0) {
            return mixture(1 + random.nextInt(12));
        }
        String piece = mixture(1 + random.nextInt(4));
        int length = 1 << 10 + random.nextInt(11);
        return random.nextBoolean() && !piece.isEmpty()
                ? piece.repeat(Math.max(1, length / piece.length()))
                : mixture(length / 40);
    }

    private String mixture(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count && text.length() < MEGABYTE; i++) {
            String piece = pieces.get(random.nextInt(pieces.size()));
            int from = random.nextInt(4) == 0 ? random.nextInt(piece.length()) : 0;
            text.append(piece, from, piece.length());
            if (random.nextInt(3) == 0) {
                text.append("= :\"'\\\n&;,[]{}<>-x1A".charAt(random.nextInt(20)));
            }
            if (random.nextInt(20) == 0) {
                text.append((char) random.nextInt(0x3000));
            }
        }
        return text.substring(0, Math.min(text.length(), MEGABYTE));
    }
}
