package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The search for keywords by their last three characters finds what a comparison at every place finds. */
class KeywordsTest {
    private static final int SETS = 200;
    private static final int TEXTS = 100;

    /** Few characters, so that keywords overlap and lie within one another. */
    private static final String OF_KEYWORDS = "abkz09 -_.:/=~#[é日";

    private static final String OF_TEXTS = OF_KEYWORDS + "ABKZ0123456789   ---ÉЖ\0\n";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private record Hit(String what, int end) {}

    @Test
    void search_randomKeywordsAndTexts_findsWhatComparingAtEveryPlaceFinds() {
        System.out.println("KeywordsTest seed: " + seed);
        int found = 0;
        for (int i = 0; i < SETS; i++) {
            List<String> literals = literals();
            Keywords keywords = new Keywords(literals);
            for (int j = 0; j < TEXTS; j++) {
                String text = text(literals);
                List<Hit> expected = hitsAtEveryPlace(literals, text);
                found += expected.size();

                assertThat(hits(keywords, literals, text, 0)).as(text).isEqualTo(expected);
                assertThat(keywords.firstHit(text, text.length()))
                        .as(text)
                        .isEqualTo(expected.isEmpty() ? -1 : expected.get(0).end() - 1);
            }
        }
        assertThat(found).isGreaterThan(SETS * TEXTS);
    }

    @Test
    void forEachHit_fromAnIndexOn_tellsNothingThatBeginsBefore() {
        Keywords keywords = new Keywords(List.of("key", "y"));
        assertThat(hits(keywords, List.of("key", "y"), "a key, 123456789", 3))
                .containsExactly(new Hit("y", 5), new Hit("digits", 16));
        assertThat(hits(keywords, List.of("key", "y"), "123456789", 1)).isEmpty();
    }

    private List<String> literals() {
        List<String> literals = new ArrayList<>();
        for (int count = 1 + random.nextInt(12); count > 0; count--) {
            literals.add(of(OF_KEYWORDS, 1 + random.nextInt(6)));
        }
        return literals;
    }

    /** Whole keywords and other characters, often longer than what is looked through at once. */
    private String text(List<String> literals) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(4) == 0 ? 300 : random.nextInt(20); pieces > 0; pieces--) {
            String literal = literals.get(random.nextInt(literals.size()));
            switch (random.nextInt(8)) {
                case 0 -> text.append(literal);
                case 1 -> text.append(literal.toUpperCase(Locale.ROOT));
                default -> text.append(of(OF_TEXTS, random.nextInt(6)));
            }
        }
        return text.toString();
    }

    private String of(String characters, int length) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < length; i++) {
            made.append(characters.charAt(random.nextInt(characters.length())));
        }
        return made.toString();
    }

    private static List<Hit> hits(Keywords keywords, List<String> literals, String text, int from) {
        List<Hit> hits = new ArrayList<>();
        Scan scan = new Scan();
        scan.begin(text, text.length(), Set.of());
        keywords.forEachHit(scan, from, new Keywords.Hits() {
            @Override
            public void digits(Scan sameScan, int last) {
                hits.add(new Hit("digits", last + 1));
            }

            @Override
            public void keyword(Scan sameScan, int keyword, int end) {
                hits.add(new Hit(literals.get(keyword), end));
            }
        });
        return hits;
    }

    /** The plain twin. */
    private static List<Hit> hitsAtEveryPlace(List<String> literals, String text) {
        List<String> longestFirst = literals.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        List<String> plainLiterals =
                longestFirst.stream().map(KeywordsTest::plain).toList();
        String plainText = plain(text);
        List<Hit> hits = new ArrayList<>();
        int digits = 0;
        for (int end = 1; end <= text.length(); end++) {
            char c = text.charAt(end - 1);
            digits = c >= '0' && c <= '9' ? digits + 1 : c == ' ' || c == '-' ? digits : 0;
            if (digits == Keywords.DIGITS) {
                hits.add(new Hit("digits", end));
                digits = 0;
            }
            for (int i = 0; i < longestFirst.size(); i++) {
                String plainLiteral = plainLiterals.get(i);
                if (plainText.startsWith(plainLiteral, end - plainLiteral.length())) {
                    hits.add(new Hit(longestFirst.get(i), end));
                }
            }
        }
        return hits;
    }

    /** Keywords are found in any case, and a character outside of ASCII stands for all of them. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().forEach(c -> plain.append(c < 0x80 ? Character.toLowerCase((char) c) : '\u20AC'));
        return plain.toString();
    }
}
