package io.github.stepline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.progress.Fold;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A terminal that stands still (Ctrl-S), and one that has gone away. */
@Timeout(60)
class BadTerminalTest {
    private static final int MORE_THAN_WAIT = Backlog.MAX_LINES + 500;

    private final List<Throwable> reported = Collections.synchronizedList(new ArrayList<>());

    private LiveConsole consoleOn(Screen screen) {
        Theme theme = new Theme(Palette.NONE, Glyphs.UNICODE, Options.DEFAULTS);
        LiveConsole console = new LiveConsole(
                new RichView(screen, theme, true), new Fold(), InstantSource.system(), System::nanoTime, reported::add);
        console.start();
        console.use(new RichView(screen, theme, true));
        return console;
    }

    /** Takes nothing until it is let go on. */
    private static final class Still implements Screen {
        private final CountDownLatch stands = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final StringBuffer written = new StringBuffer();

        @Override
        public Size size() {
            return new Size(80, 24);
        }

        @Override
        public void write(String text) throws IOException {
            stands.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException ending) {
                throw new IOException(ending);
            }
            written.append(text);
        }
    }

    @Test
    void terminal_thatStandsStill_holdsNobodyUpAndSaysWhatItMissed() throws Exception {
        Still screen = new Still();
        LiveConsole console = consoleOn(screen);
        console.print("first");
        screen.stands.await();
        for (int i = 0; i < MORE_THAN_WAIT; i++) {
            console.print("line " + i);
        }
        console.flush(); // gives up
        assertThat(screen.written).isEmpty();
        screen.goesOn.countDown();
        console.flush();
        console.stop();
        assertThat(screen.written)
                .contains("first\r\n", "line 0\r\n", "line " + (Backlog.MAX_LINES - 1) + "\r\n")
                .contains("[500 lines are not shown here: the terminal stood still]")
                .doesNotContain("line " + Backlog.MAX_LINES);
        assertThat(reported).isEmpty();
    }

    @Test
    void terminal_thatIsGone_isLeftAlone() {
        List<String> tried = Collections.synchronizedList(new ArrayList<>());
        LiveConsole console = consoleOn(new Screen() {
            @Override
            public Size size() {
                return new Size(80, 24);
            }

            @Override
            public void write(String text) throws IOException {
                tried.add(text);
                throw new IOException("Input/output error");
            }
        });
        for (int i = 0; i < 10; i++) {
            console.print("line " + i);
            console.flush();
        }
        console.stop();
        assertThat(tried).hasSize(1);
        assertThat(reported).isEmpty();
    }
}
