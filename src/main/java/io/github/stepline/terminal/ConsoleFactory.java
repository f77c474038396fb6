package io.github.stepline.terminal;

import io.github.stepline.progress.Fold;
import io.github.stepline.progress.FoldSettings;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the console that the settings ask for, and looks for a terminal without keeping anybody waiting. */
final class ConsoleFactory {
    private final Options options;
    private final Surroundings surroundings;
    private final ModeChoice choice;
    private final Charset charset;
    private final PrintStream out;
    private final Consumer<Throwable> report;

    ConsoleFactory(Options options, Surroundings surroundings, Consumer<Throwable> report) {
        this.options = options;
        this.surroundings = surroundings;
        this.choice = new ModeChoice(options, surroundings);
        this.charset = surroundings.charset();
        this.out = System.out;
        this.report = report;
    }

    /** Whether log lines are shown at all. */
    boolean showsLines() {
        Mode mode = choice.mode(choice.wantsTerminal());
        return mode == Mode.RICH || mode == Mode.SIMPLE;
    }

    LiveConsole make() {
        return new LiveConsole(
                view(choice.mode(false), theme(false)),
                fold(options),
                InstantSource.system(),
                System::nanoTime,
                report);
    }

    private View view(Mode mode, Theme theme) {
        return switch (mode) {
            case RICH, SIMPLE -> new SimpleView(out, theme);
            case JSON -> new JsonView(out, theme);
            case NONE -> new SilentView();
        };
    }

    private Theme theme(boolean hasTerminal) {
        return new Theme(choice.palette(hasTerminal), choice.glyphs(charset), options);
    }

    static Fold fold(Options options) {
        int size = options.number(Setting.ETA_WINDOW_SIZE, 2, 1_000);
        long window = Math.max(size, options.milliseconds(Setting.ETA_WINDOW));
        int items = options.number(Setting.ITEM_LIMIT, 0, 20);
        return new Fold(FoldSettings.DEFAULTS
                .withEtaWindow(size, Duration.ofMillis(window))
                .withItems(items, items, 100, Math.max(100, items)));
    }

    /** Looks for a terminal on a thread of its own and lets the console draw on it. */
    void open(LiveConsole console) {
        if (choice.wantsTerminal()) {
            Thread thread = new Thread(() -> look(console), "stepline-terminal");
            thread.setDaemon(true);
            thread.start();
        } else {
            console.use(view(choice.mode(false), theme(false)));
        }
    }

    private void look(LiveConsole console) {
        Screen screen = find();
        if (screen == null) {
            console.use(view(choice.mode(false), theme(false)));
            return;
        }
        console.use(new RichView(screen, theme(true), choice.reflows()));
        if (options.isOn(Setting.CAPTURE)) {
            console.capture(new Capture(console, charset));
        }
        if (options.word(Setting.ON_HANGUP, Set.of("continue", "exit")).equals("continue")) {
            Hangup.handle(console::fallSilent);
        }
    }

    /** Null when there is none, or nothing to find it with. */
    private @Nullable Screen find() {
        try {
            return TerminalScreen.open(charset);
        } catch (Throwable absent) {
            return null;
        }
    }
}
