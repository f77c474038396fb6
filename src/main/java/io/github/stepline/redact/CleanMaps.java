package io.github.stepline.redact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last few maps that one set of rules has found clean, known by identity. Threads read and write it without order:
 * of a map nothing but its identity is asked, and a lost entry is found clean again.
 */
final class CleanMaps {
    private static final int SLOTS = 8;

    private final @Nullable Map<?, ?>[] maps = new Map<?, ?>[SLOTS];
    private int next;

    boolean has(Map<?, ?> map) {
        for (Map<?, ?> known : maps) {
            if (known == map) {
                return true;
            }
        }
        return false;
    }

    void add(Map<?, ?> map) {
        maps[next] = map;
        next = next + 1 & SLOTS - 1;
    }
}
