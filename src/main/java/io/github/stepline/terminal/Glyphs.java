package io.github.stepline.terminal;

/** The signs that a region is drawn with; each is one column wide. */
enum Glyphs {
    UNICODE(" ▏▎▍▌▋▊▉", "█", "░", "▁▂▃▄▅▆▇█", "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", "─", "…", "✓", "✗", "▶", "○", "‖", "·", "├", "└", "–"),
    ASCII(" ", "#", ".", "_.-=^", "|/-\\", "-", "~", "v", "x", ">", "o", "=", "-", "|", "`", "-");

    final String parts;
    final String full;
    final String empty;
    final String levels;
    final String spinner;
    final String rule;
    final String ellipsis;
    final String good;
    final String bad;
    final String running;
    final String waiting;
    final String paused;
    final String dot;
    final String branch;
    final String lastBranch;
    final String range;

    Glyphs(String... signs) {
        parts = signs[0];
        full = signs[1];
        empty = signs[2];
        levels = signs[3];
        spinner = signs[4];
        rule = signs[5];
        ellipsis = signs[6];
        good = signs[7];
        bad = signs[8];
        running = signs[9];
        waiting = signs[10];
        paused = signs[11];
        dot = signs[12];
        branch = signs[13];
        lastBranch = signs[14];
        range = signs[15];
    }
}
