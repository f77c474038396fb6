package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Everything that is a secret is found in every way of writing, and nothing else is touched. */
class CorpusTest {
    private static final int PART = 6;

    private final long seed = Long.getLong("stepline.seed", System.nanoTime());
    private final Redactor redactor = Redactor.create();

    /** Texts of one class, and those in which something of the secret was left. */
    private static final class Row {
        int texts;
        int missed;
    }

    @Test
    void positives_ofEveryClassInEveryWay_areAllFound() {
        Map<String, Row> table = new TreeMap<>();
        StringBuilder missed = new StringBuilder();
        List<Corpus.Positive> positives = Corpus.positives(new Filler(new Random(seed)));
        for (Corpus.Positive positive : positives) {
            String redacted = redactor.redact(positive.text());
            Row row = table.computeIfAbsent(positive.kind(), kind -> new Row());
            row.texts++;
            if (shows(redacted, positive.secret())) {
                row.missed++;
                missed.append(positive.kind())
                        .append(", ")
                        .append(positive.way())
                        .append(": ");
                missed.append(positive.text()).append(" -> ").append(redacted).append('\n');
            }
        }
        print(table, positives.size());

        assertThat(positives).hasSizeGreaterThan(600);
        assertThat(missed.toString()).as("seed %d", seed).isEmpty();
    }

    @Test
    void positives_redactedTwice_areAsRedactedOnce() {
        for (Corpus.Positive positive : Corpus.positives(new Filler(new Random(seed)))) {
            String once = redactor.redact(positive.text());
            assertThat(redactor.redact(once))
                    .as("seed %d: %s", seed, positive.text())
                    .isSameAs(once);
        }
    }

    @Test
    void negatives_areReturnedAsTheSameObject() {
        List<String> negatives = Corpus.negatives();

        assertThat(negatives).hasSizeGreaterThan(600);
        assertThat(negatives.stream()
                        .filter(text -> redactor.redact(text) != text)
                        .map(text -> text + " -> " + redactor.redact(text)))
                .isEmpty();
    }

    private static boolean shows(String redacted, String secret) {
        String rest = redacted.replaceAll("\\[redacted:[a-z-]+]", "");
        for (String line : secret.split("\n")) {
            for (int i = 0; i + PART <= line.length() && !line.startsWith("-----"); i++) {
                if (rest.contains(line.substring(i, i + PART))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void print(Map<String, Row> table, int texts) {
        StringBuilder out = new StringBuilder("corpus, seed " + seed + ": " + texts + " texts with a secret\n");
        table.forEach((kind, row) -> out.append(String.format(
                "%-22s %5d texts, recall %5.1f %%%n", kind, row.texts, 100.0 * (row.texts - row.missed) / row.texts)));
        Report.print(out);
    }
}
