package io.github.stepline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Level;
import io.github.stepline.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema says the same as the code. */
class SchemaTest {
    private static final JsonNode SCHEMA = JsonMapper.shared().readTree(LineSchema.TEXT);

    @Test
    void names_areTheSchemasInItsOrder() {
        Set<String> names = new LinkedHashSet<>();
        collectNames(SCHEMA, names);
        assertThat(names).containsExactlyElementsOf(texts(Name.values()));
    }

    @Test
    void everyField_isDescribed() {
        assertThat(undescribed(SCHEMA, "")).isEmpty();
    }

    @Test
    void levelsAndStates_areTheEnums() {
        assertThat(strings(SCHEMA.at("/properties/level/enum"))).isEqualTo(texts(Level.values()));
        assertThat(strings(SCHEMA.at("/$defs/state/enum"))).isEqualTo(texts(State.values()));
        assertThat(SCHEMA.at("/properties/v/const").asInt()).isEqualTo(Envelope.VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"timestamp\":\"2026-11-20T12:00:00.000Z\",\"level\":\"INFO\",\"message\":\"m\"}",
                "{\"timestamp\":\"2026-11-20T12:00:00Z\",\"level\":\"INFO\",\"message\":\"m\",\"v\":1}",
                "{\"timestamp\":\"2026-11-20T12:00:00.000Z\",\"level\":\"FOO\",\"message\":\"m\",\"v\":1}",
                "{\"timestamp\":\"2026-11-20T12:00:00.000Z\",\"level\":\"INFO\",\"message\":5,\"v\":1}",
                "{\"timestamp\":\"2026-11-20T12:00:00.000Z\",\"level\":\"INFO\",\"message\":\"m\",\"user\":1,\"v\":1}",
                "{\"timestamp\":\"2026-11-20T12:00:00.000Z\",\"level\":\"INFO\",\"message\":\"m\",\"seq\":1.5,\"v\":1}",
                "{\"timestamp\":\"2026-11-20T12:00:00.000Z\",\"level\":\"INFO\",\"message\":\"m\",\"mdc\":{\"k\":1},\"v\":1}",
            })
    void schema_refusesWhatTheWriterNeverWrites(String line) {
        assertThat(LineSchema.accepts(line)).isFalse();
    }

    private static void collectNames(JsonNode object, Set<String> names) {
        object.path("properties").properties().forEach(property -> {
            names.add(property.getKey());
            collectNames(property.getValue(), names);
        });
    }

    private static List<String> undescribed(JsonNode object, String path) {
        List<String> undescribed = new ArrayList<>();
        object.path("properties").properties().forEach(property -> {
            String name = path + "/" + property.getKey();
            if (!property.getValue().hasNonNull("description")) {
                undescribed.add(name);
            }
            undescribed.addAll(undescribed(property.getValue(), name));
        });
        return undescribed;
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> texts(Object[] values) {
        return Arrays.stream(values).map(Object::toString).toList();
    }
}
