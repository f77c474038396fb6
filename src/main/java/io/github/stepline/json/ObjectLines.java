package io.github.stepline.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects that are no events as lines of JSON into a buffer of its own, each as {@link JsonText#of} does. Not
 * thread-safe.
 */
public final class ObjectLines {
    private final JsonBytes out = new JsonBytes();
    private final ValueWriter values = new ValueWriter(out);

    /** Appends a line. */
    public void append(Map<String, ? extends @Nullable Object> members) {
        values.map(members);
        out.raw('\n');
    }

    /** How many bytes were appended since the last {@link #clear}. */
    public int size() {
        return out.size();
    }

    /** Writes what was appended since the last {@link #clear}; it stays in the buffer. */
    public void writeTo(OutputStream stream) throws IOException {
        out.writeTo(stream);
    }

    /** Empties the buffer. */
    public void clear() {
        out.clear();
    }
}
