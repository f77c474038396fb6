package io.github.stepline.json;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the line's fields, in the order in which they are written. The name of a constant in lower case is the
 * word of the line. Words that stand in more than one place ({@code message}) are named once, where they come first.
 */
enum Name {
    TIMESTAMP,
    LEVEL,
    COMPONENT,
    ACTION,
    MESSAGE,
    RUN_ID,
    STEP_ID,
    PARENT_ID,
    EVENT_ID,
    STATE_BEFORE,
    STATE_AFTER,
    DURATION_MS,
    PROGRESS,
    NAME,
    INDEX,
    OF,
    CURRENT,
    TOTAL,
    UNIT,
    ATTEMPT,
    MAX_ATTEMPTS,
    WORKER,
    DETAILS,
    ERROR,
    TYPE,
    STACK_TRACE,
    HASH,
    TRACE_ID,
    SPAN_ID,
    LOGGER,
    THREAD,
    CALLER,
    CLASS,
    METHOD,
    LINE,
    MDC,
    WRITER,
    SEQ,
    V;

    private static final Map<String, Name> BY_WORD = new HashMap<>();

    static {
        for (Name name : values()) {
            BY_WORD.put(name.word, name);
        }
    }

    private final String word = name().toLowerCase(Locale.ROOT);
    private final byte[] key = (",\"" + word + "\":").getBytes(StandardCharsets.US_ASCII);

    /** The name of a word, or null when it is none of ours. */
    static @Nullable Name of(String word) {
        return BY_WORD.get(word);
    }

    /** {@code ,"word":} as bytes; not to be changed. */
    byte[] key() {
        return key;
    }

    /** The word as it stands in a line: {@code run_id}. */
    @Override
    public String toString() {
        return word;
    }
}
