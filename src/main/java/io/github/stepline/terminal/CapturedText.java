package io.github.stepline.terminal;

/**
 * Makes a line that other code printed fit to scroll: its colours stay, whatever else drives a terminal goes; of a line
 * that was written over and over, the last state stays.
 */
final class CapturedText {
    private static final char ESCAPE = 0x1B;
    private static final char BELL = 0x07;

    private CapturedText() {}

    static String clean(String line) {
        String last = lastState(line);
        for (int i = 0; i < last.length(); i++) {
            if (isControl(last.charAt(i))) {
                return cleaned(last);
            }
        }
        return last;
    }

    /** What stands after the last carriage return that is followed by something. */
    private static String lastState(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(line.lastIndexOf('\r', end - 1) + 1, end);
    }

    private static boolean isControl(char c) {
        return c < 0x20 && c != '\t' || c >= 0x7F && c <= 0x9F;
    }

    private static String cleaned(String line) {
        StringBuilder clean = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ESCAPE) {
                int end = endOfSequence(line, i);
                if (isColor(line, i, end)) {
                    clean.append(line, i, end);
                }
                i = end - 1;
            } else if (!isControl(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isColor(String line, int start, int end) {
        if (end - start < 3 || line.charAt(start + 1) != '[' || line.charAt(end - 1) != 'm') {
            return false;
        }
        for (int i = start + 2; i < end - 1; i++) {
            char c = line.charAt(i);
            if ((c < '0' || c > '9') && c != ';' && c != ':') {
                return false;
            }
        }
        return true;
    }

    private static int endOfSequence(String line, int start) {
        int i = start + 1;
        if (i == line.length()) {
            return i;
        }
        char kind = line.charAt(i);
        if (kind == '[') {
            for (i++; i < line.length() && line.charAt(i) < 0x40; ) {
                i++;
            }
            return Math.min(i + 1, line.length());
        }
        if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
            return endOfString(line, i + 1);
        }
        while (i < line.length() && line.charAt(i) >= 0x20 && line.charAt(i) < 0x30) {
            i++;
        }
        return Math.min(i + 1, line.length());
    }

    private static int endOfString(String line, int start) {
        for (int i = start; i < line.length(); i++) {
            if (line.charAt(i) == BELL) {
                return i + 1;
            }
            if (line.charAt(i) == ESCAPE) {
                return Math.min(i + 2, line.length());
            }
        }
        return line.length();
    }
}
