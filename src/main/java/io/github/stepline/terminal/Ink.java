package io.github.stepline.terminal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A colour or weight of text, as terminals name it; a person names it in settings by the name in lower case. */
enum Ink {
    PLAIN("", ""),
    BOLD("1", "1"),
    DIM("2", "2"),
    RED("31", "31"),
    GREEN("32", "32"),
    YELLOW("33", "33"),
    BLUE("34", "38;5;75"),
    MAGENTA("35", "35"),
    CYAN("36", "36"),
    ORANGE("33", "38;5;208");

    private final String basic;
    private final String full;

    Ink(String basic, String full) {
        this.basic = basic;
        this.full = full;
    }

    /** The parameters of the escape sequence that switches it on; empty when none is needed. */
    String code(Palette palette) {
        return switch (palette) {
            case NONE -> "";
            case BASIC -> basic;
            case FULL -> full;
        };
    }

    /** The one of this name, or null. */
    static @Nullable Ink of(String name) {
        try {
            return valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
