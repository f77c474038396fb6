package io.github.stepline.json;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects that are no events as lines of JSON into a buffer of its own, each as {@link JsonText#of} does. Not
 * thread-safe.
 */
public final class ObjectLines {
    private final JsonBytes out = new JsonBytes();
    private final ValueWriter values = new ValueWriter(out);

    /** Begins a line. */
    public ObjectLines begin() {
        out.raw('{');
        return this;
    }

    /** Appends a member; the caller vouches that no key comes twice. */
    public ObjectLines member(String key, @Nullable Object value) {
        out.key(key);
        values.value(value);
        return this;
    }

    /** Ends the line. */
    public void end() {
        out.raw('}');
        out.raw('\n');
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
