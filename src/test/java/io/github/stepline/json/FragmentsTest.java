package io.github.stepline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Level;
import io.github.stepline.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A writer that has seen the parts of a line before writes the same bytes as one that sees them for the first time. */
class FragmentsTest {
    private static final int EVENTS = 200;
    private static final int LINES = 20_000;

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private record Said(LogEvent event, Envelope envelope) {}

    @Test
    void append_ofPartsThatCameBefore_isTheSameAsByAWriterWithoutAPast() {
        long seed = System.nanoTime();
        System.out.println("FragmentsTest seed: " + seed);
        RandomLines lines = new RandomLines(seed);
        Random random = new Random(seed);
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            said.add(new Said(lines.event(), lines.envelope()));
        }
        LineWriter experienced = new LineWriter();
        for (int i = 0; i < LINES; i++) {
            LogEvent event = said.get(random.nextInt(EVENTS)).event();
            Envelope envelope = said.get(random.nextInt(EVENTS)).envelope();
            assertSameAsWithoutAPast(experienced, event, envelope, i);
        }
    }

    private static void assertSameAsWithoutAPast(LineWriter experienced, LogEvent event, Envelope envelope, int seq) {
        experienced.clear();
        experienced.append(event, envelope, seq);
        LineWriter plain = new LineWriter();
        plain.append(event, envelope, seq);
        assertThat(experienced.toByteArray()).isEqualTo(plain.toByteArray());
    }

    @Test
    void append_oneTextInEveryRole_isTheSameAsByAWriterWithoutAPast() {
        String text = "one \"text\"";
        Map<String, @Nullable Object> details = Map.of(text, text, "list", List.of(text, Map.of(text, text), text));
        LogEvent event = new LogEvent(
                Instant.EPOCH,
                Level.INFO,
                null,
                text,
                text,
                text,
                text,
                text,
                text,
                null,
                null,
                null,
                null,
                details,
                null);
        Envelope envelope = new Envelope(text, text, text, text, null, Map.of(text, text), text, null);
        LineWriter experienced = new LineWriter();
        for (int i = 0; i < 5; i++) {
            assertSameAsWithoutAPast(experienced, event, envelope, i);
        }
    }

    @Test
    void find_textOfTwoRoles_isKeptInBoth() {
        QuotedTexts texts = new QuotedTexts();
        JsonBytes out = new JsonBytes();
        String text = "20261121-120001-import";
        for (int i = 0; i < 2; i++) {
            texts.encoded(text, Name.RUN_ID, out, 0);
            texts.encoded(text, Name.STEP_ID, out, 0);
        }
        assertThat(texts.find(text, Name.RUN_ID)).isNotNull();
        assertThat(texts.find(text, Name.STEP_ID)).isNotNull();
        assertThat(texts.find(text, QuotedTexts.Role.VALUE)).isNull();
    }

    @Test
    void find_twoTextsThatTakeTurns_areBothKept() {
        JsonBytes out = new JsonBytes();
        for (int other = 0; other < 5_000; other++) {
            String[] texts = {"one", "other " + other};
            QuotedTexts quoted = new QuotedTexts();
            for (int i = 0; i < 6; i++) {
                String text = texts[i % 2];
                if (quoted.find(text, QuotedTexts.Role.VALUE) == null) {
                    quoted.encoded(text, QuotedTexts.Role.VALUE, out, 0);
                }
            }
            for (String text : texts) {
                assertThat(quoted.find(text, QuotedTexts.Role.VALUE))
                        .as(texts[1])
                        .isNotNull();
            }
        }
    }

    @Test
    void write_twoPartsThatTakeTurns_areBothKept() {
        JsonBytes out = new JsonBytes();
        for (int other = 0; other < 2_000; other++) {
            Object[] parts = {"one", "other"};
            int[] hashes = {12_345, other};
            Fragments fragments = new Fragments(out);
            for (int i = 0; i < 6; i++) {
                if (!fragments.write(hashes[i % 2], parts[i % 2], null, null)) {
                    fragments.encoded(hashes[i % 2], parts[i % 2], null, null, 0);
                }
            }
            for (int i = 0; i < 2; i++) {
                assertThat(fragments.write(hashes[i], parts[i], null, null))
                        .as("%s", other)
                        .isTrue();
            }
        }
    }

    @Test
    void timestamp_afterAnyOther_isItsOwn() {
        TimestampText written = new TimestampText("at ");
        Random random = new Random(7);
        for (int i = 0; i < LINES; i++) {
            Instant instant = Instant.ofEpochMilli(1_800_000_000_000L + random.nextInt(2_000))
                    .plusNanos(random.nextInt(1_000_000));
            assertThat(new String(written.of(instant), StandardCharsets.US_ASCII))
                    .isEqualTo("at " + MILLISECONDS.format(instant));
        }
        assertThat(new String(written.of(Instant.MIN), StandardCharsets.US_ASCII))
                .isEqualTo("at 0000-01-01T00:00:00.000Z");
        assertThat(new String(written.of(Instant.MAX), StandardCharsets.US_ASCII))
                .isEqualTo("at 9999-12-31T23:59:59.999Z");
    }

    @Test
    void append_ofAnEqualTextThatIsAnother_isWritten() {
        LineWriter writer = new LineWriter();
        for (int i = 0; i < 5; i++) {
            String message = new String("the same words");
            LogEvent event = DesignLines.EVENTS.get(0).withMessage(message);
            writer.clear();
            writer.append(event, Envelope.EMPTY);
            assertThat(Wire.text(writer.toByteArray())).contains("\"message\":\"the same words\"");
        }
    }
}
