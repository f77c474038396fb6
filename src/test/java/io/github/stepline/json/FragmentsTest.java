package io.github.stepline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A writer that has seen the parts of a line before writes the same bytes as one that sees them for the first time. */
class FragmentsTest {
    private static final int EVENTS = 200;
    private static final int LINES = 20_000;

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
            experienced.clear();
            experienced.append(event, envelope, i);
            LineWriter plain = new LineWriter();
            plain.append(event, envelope, i);
            assertThat(experienced.toByteArray()).isEqualTo(plain.toByteArray());
        }
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
