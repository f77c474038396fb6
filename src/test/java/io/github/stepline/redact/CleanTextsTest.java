package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is remembered of clean texts. */
class CleanTextsTest {
    @Test
    void has_twoTextsThatTakeTurns_areBothKnown() {
        for (int other = 0; other < 20_000; other++) {
            String[] texts = {"one", "other " + other};
            CleanTexts clean = new CleanTexts();
            for (int i = 0; i < 4; i++) {
                if (!clean.has(texts[i % 2])) {
                    clean.add(texts[i % 2]);
                }
            }
            assertThat(clean.has(texts[0]) && clean.has(texts[1])).as(texts[1]).isTrue();
        }
    }

    @Test
    void has_anEqualTextThatIsAnother_isNotKnown() {
        CleanTexts clean = new CleanTexts();
        clean.add("words");
        assertThat(clean.has(new String("words"))).isFalse();
    }
}
