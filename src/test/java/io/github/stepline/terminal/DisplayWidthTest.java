package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.progress.Numbers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "naïve, 5",
        "nai\u0308ve, 5",
        "議事録, 6",
        "ｱｲｳ, 3",
        "ＡＢ, 4",
        "한국어, 6",
        "\u1112\u1161\u11ab, 2",
        "🎉, 2",
        "⚡, 2",
        "█▏░, 3",
        "✓✗▶○, 4",
        "±×÷, 3",
        "𠀋, 2",
        "'', 0"
    })
    void width_isThatOfTerminals(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({
        "invoices-2026-report.pdf, 12, invoice….pdf",
        "short, 12, short",
        "議事録二〇二六年, 9, 議事…年",
        "議事録二〇二六年, 10, 議事録…年",
        "abcdefgh, 4, abc…",
        "abcdefgh, 1, …",
        "abcdefgh, 0, ''"
    })
    void cutMiddle_keepsHeadAndTailAndIsNeverWider(String text, int columns, String cut) {
        assertThat(DisplayWidth.cutMiddle(text, columns, "…")).isEqualTo(cut);
        assertThat(DisplayWidth.of(cut)).isLessThanOrEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "'a\nb', 'a b'",
        "'bell\u0007', 'bell\uFFFD'",
        "'\u001b[31mred', '\uFFFD[31mred'",
        "'turn\u202ered', 'turnred'",
        "👩‍👩‍👧, 👩👩👧",
        "👍🏽, 👍",
        "❤️, ❤",
        "🇯🇵, JP",
        "1️⃣, 1",
        "'half\uD83D', 'half\uFFFD'",
        "'plain', 'plain'"
    })
    void clean_leavesOnlyWhatTerminalsAgreeAbout(String text, String clean) {
        assertThat(CellText.clean(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[0m'",
        "'\u001b[2J\u001b[Hhome', 'home'",
        "'\u001b]0;title\u0007text', 'text'",
        "'\u001b]8;;http://x\u001b\\link', 'link'",
        "'10%\r20%\r30%', '30%'",
        "'line\r', 'line'",
        "'a\tb', 'a\tb'",
        "'bell\u0007 back\bspace', 'bell backspace'",
        "'\u001b(0x', 'x'",
        "'\u009b31mred', '31mred'",
        "'cut \u001b[3', 'cut '",
        "'cut \u001b', 'cut '"
    })
    void captured_keepsColoursAndNothingElseThatDrives(String line, String clean) {
        assertThat(CapturedText.clean(line)).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "8100, 8.1 s",
        "9949, 9.9 s",
        "9950, 10 s",
        "59499, 59 s",
        "59500, 1m 00s",
        "252000, 4m 12s",
        "7500000, 2h 05m",
        "273600000, 3d 04h"
    })
    void duration_isReadAtAGlance(double ms, String text) {
        assertThat(Numbers.duration(ms)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.929, 0.93", "0.004, 0.00", "12.44, 12.4", "99.9, 99.9", "99.96, 100", "1203.6, '1,204'"})
    void rate_isReadAtAGlance(double rate, String text) {
        assertThat(Numbers.rate(rate)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "332100000, 332.1 MB", "999960000, 1.0 GB"})
    void bytes_areReadAtAGlance(double bytes, String text) {
        assertThat(Numbers.bytes(bytes)).isEqualTo(text);
    }
}
