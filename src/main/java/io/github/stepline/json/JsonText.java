package io.github.stepline.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** JSON of values that are no events. */
public final class JsonText {
    private JsonText() {}

    /**
     * The text of an object on one line, written as the details of an event are: no character that a terminal obeys.
     *
     * @param values in the order of the map: null, texts, numbers, booleans, and lists and maps of such; anything else
     *     is written as its bounded text
     */
    public static String of(Map<String, ? extends @Nullable Object> values) {
        JsonBytes bytes = new JsonBytes();
        new ValueWriter(bytes).map(values);
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    /** The members of an object that {@link #of} wrote, or null when the text is no whole object. */
    public static @Nullable Map<String, @Nullable Object> read(String text) {
        try (JsonParser json = LineReader.JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, @Nullable Object> members = new Token(json).object();
            return json.nextToken() == null ? members : null;
        } catch (RuntimeException | StackOverflowError broken) {
            return null;
        }
    }
}
