package io.github.stepline.cli;

import io.github.stepline.Control;
import java.util.List;
import org.jline.utils.Signals;

/** What Ctrl-C does on the command line: the first one cancels the run, so that it can be resumed; the second ends the process. */
final class CtrlC {
    private static final int EXIT_CODE = 130;

    private boolean wasPressed;

    private CtrlC() {}

    static void install() {
        CtrlC handler = new CtrlC();
        Signals.register("INT", handler::pressed);
    }

    private void pressed() {
        List<Control> runs = Control.all();
        boolean isSecond = wasPressed || runs.isEmpty();
        wasPressed = true;
        if (isSecond) {
            System.exit(EXIT_CODE);
        }
        runs.forEach(run -> run.cancel("Ctrl-C", "Ctrl-C"));
    }
}
