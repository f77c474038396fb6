package io.github.stepline.json;

import io.github.stepline.Details;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The value that a parser stands on, read as the type that its field has. A value of another type ends the line with a
 * reason that names the field. JSON's null is Java's. One {@code Token} serves one object.
 */
final class Token {
    private static final int MAX_NAME = 80;

    /** What takes the members of an object. */
    interface Members {
        /** Reads the value of a member that it knows; of another one it says false and reads nothing. */
        boolean read(Name name, Token token) throws BadLineException;
    }

    private final JsonParser json;
    private final String prefix;

    Token(JsonParser json) {
        this(json, "");
    }

    private Token(JsonParser json, String prefix) {
        this.json = json;
        this.prefix = prefix;
    }

    /** Reads the members of the object that starts here; those that nobody knows are skipped. */
    void members(Members members) throws BadLineException {
        for (String word = json.nextName(); word != null; word = json.nextName()) {
            json.nextToken();
            Name name = Name.of(word);
            if (name == null || !members.read(name, this)) {
                json.skipChildren();
            }
        }
    }

    /** Reads the object of a field. Returns the token that served it, or null when there is null instead. */
    @Nullable
    Token members(Name field, Members members) throws BadLineException {
        if (!isObject(field)) {
            return null;
        }
        Token inner = new Token(json, prefix + field + ".");
        inner.members(members);
        return inner;
    }

    /** The value of a field that must be there. */
    <T> T given(@Nullable T value, Name field) throws BadLineException {
        if (value == null) {
            throw new BadLineException(prefix + field + ": is missing");
        }
        return value;
    }

    @Nullable
    String text(Name field) throws BadLineException {
        return text(field.toString());
    }

    private @Nullable String text(String field) throws BadLineException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        throw isNot("a text", field);
    }

    @Nullable
    Double decimal(Name field) throws BadLineException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw isNot("a number", field);
        }
        double value = Double.parseDouble(json.getString());
        if (Double.isInfinite(value)) {
            throw isNot("a number within the range of a double", field);
        }
        return value;
    }

    @Nullable
    Long whole(Name field) throws BadLineException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_NUMBER_INT || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw isNot("a whole number", field);
        }
        return json.getLongValue();
    }

    @Nullable
    Integer smallWhole(Name field) throws BadLineException {
        Long value = whole(field);
        if (value != null && value != value.intValue()) {
            throw isNot("a whole number of 32 bits", field);
        }
        return value == null ? null : value.intValue();
    }

    private boolean isObject(Name field) throws BadLineException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.VALUE_NULL) {
            throw isNot("an object", field);
        }
        return token == JsonToken.START_OBJECT;
    }

    Map<String, String> texts(Name field) throws BadLineException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (isObject(field)) {
            for (String key = json.nextName(); key != null; key = json.nextName()) {
                json.nextToken();
                String value = text(field + "." + key);
                if (value != null) {
                    texts.put(key, value);
                }
            }
        }
        return texts;
    }

    Details details(Name field) throws BadLineException {
        return isObject(field) ? object() : Details.ofPlain(List.of());
    }

    /** The nesting is bounded by the parser. */
    Details object() {
        List<@Nullable Object> keysAndValues = new ArrayList<>();
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            json.nextToken();
            keysAndValues.add(key);
            keysAndValues.add(value());
        }
        return Details.ofPlain(keysAndValues);
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return Collections.unmodifiableList(elements);
    }

    private @Nullable Object value() {
        return switch (json.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> Decimals.number(json.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Number wholeNumber() {
        return switch (json.getNumberType()) {
            case INT -> json.getIntValue();
            case LONG -> json.getLongValue();
            default -> json.getBigIntegerValue();
        };
    }

    /** The rule that the value breaks: {@code seq: 'x' is not a whole number}. */
    BadLineException isNot(String rule, Name field) {
        return isNot(rule, field.toString());
    }

    private BadLineException isNot(String rule, String field) {
        String value = switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> Shown.value(json.getString());
            default -> Shown.text(json.getString(), MAX_NAME);
        };
        return new BadLineException(Shown.text(prefix + field, MAX_NAME) + ": " + value + " is not " + rule);
    }
}
