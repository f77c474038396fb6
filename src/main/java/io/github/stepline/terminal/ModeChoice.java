package io.github.stepline.terminal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Which mode, colours and signs fit, by the settings and by what the process was started in.
 *
 * <p>Colours: the setting, then {@code NO_COLOR}, then {@code FORCE_COLOR} and {@code CLICOLOR_FORCE}, then {@code
 * CLICOLOR=0}, then whether there is a terminal that knows colours.
 */
final class ModeChoice {
    private static final Set<String> WORDS = Set.of("rich", "simple", "json", "none", "auto");

    private final Options options;
    private final Surroundings surroundings;

    ModeChoice(Options options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
    }

    /** Whether a terminal is worth looking for: the mode is rich, or auto and nothing speaks against it. */
    boolean wantsTerminal() {
        return switch (word()) {
            case "rich" -> true;
            case "auto" -> !surroundings.says("CI") && !isDumb();
            default -> false;
        };
    }

    /** @param hasTerminal whether standard output is a terminal that can be drawn on */
    Mode mode(boolean hasTerminal) {
        return switch (word()) {
            case "json" -> Mode.JSON;
            case "none" -> Mode.NONE;
            default -> hasTerminal && wantsTerminal() ? Mode.RICH : Mode.SIMPLE;
        };
    }

    private String word() {
        return options.word(Setting.MODE, WORDS);
    }

    private boolean isDumb() {
        String term = surroundings.variable("TERM");
        boolean isWindows =
                String.valueOf(surroundings.properties().apply("os.name")).startsWith("Windows");
        return term == null || term.isEmpty() ? !isWindows : term.equals("dumb");
    }

    Palette palette(boolean hasTerminal) {
        return switch (options.word(Setting.COLOR, Set.of("auto", "always", "never"))) {
            case "always" -> depth();
            case "never" -> Palette.NONE;
            default -> automatic(hasTerminal);
        };
    }

    private Palette automatic(boolean hasTerminal) {
        if (surroundings.has("NO_COLOR")) {
            return Palette.NONE;
        }
        if (surroundings.says("FORCE_COLOR") || surroundings.says("CLICOLOR_FORCE")) {
            return depth();
        }
        boolean isOff = "0".equals(surroundings.variable("CLICOLOR"));
        return hasTerminal && !isOff && !isDumb() ? depth() : Palette.NONE;
    }

    private Palette depth() {
        String term = String.valueOf(surroundings.variable("TERM"));
        return term.contains("256color") || surroundings.has("COLORTERM") ? Palette.FULL : Palette.BASIC;
    }

    Glyphs glyphs(Charset charset) {
        return switch (options.word(Setting.GLYPHS, Set.of("auto", "unicode", "ascii"))) {
            case "unicode" -> Glyphs.UNICODE;
            case "ascii" -> Glyphs.ASCII;
            default -> charset.equals(StandardCharsets.UTF_8) ? Glyphs.UNICODE : Glyphs.ASCII;
        };
    }

    /** Whether the terminal breaks long lines anew when it gets narrower; most do. */
    boolean reflows() {
        return !surroundings.has("XTERM_VERSION")
                && !surroundings.has("STY")
                && !"linux".equals(surroundings.variable("TERM"));
    }
}
