package io.github.stepline.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schema says the same as the code. */
class ProgressSchemaTest {
    private static final JsonNode SCHEMA = JsonMapper.shared().readTree(ProgressSchema.TEXT);

    @Test
    void everyField_isDescribed() {
        assertThat(undescribed(SCHEMA, "")).isEmpty();
    }

    @Test
    void statesAndKinds_areTheEnums() {
        assertThat(strings(SCHEMA.at("/$defs/state/enum")))
                .isEqualTo(Arrays.stream(State.values()).map(State::toString).toList());
        assertThat(strings(SCHEMA.at("/$defs/eta/properties/kind/enum")))
                .isEqualTo(Arrays.stream(Eta.Kind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void run_hasTheFieldsOfAStepAndItsOwn() {
        Set<String> run = names(SCHEMA.at("/$defs/run/properties"));
        Set<String> step = names(SCHEMA.at("/$defs/step/properties"));
        step.addAll(List.of("items", "workers"));

        assertThat(run).isEqualTo(step);
    }

    @Test
    void schema_refusesWhatIsNeverWritten() {
        ObjectNode good =
                (ObjectNode) ProgressSchema.check(new Log().run("run_started").snapshot());
        assertThat(ProgressSchema.accepts(good)).isTrue();

        ObjectNode other = good.deepCopy();
        other.put("user", 1);
        assertThat(ProgressSchema.accepts(other)).isFalse();
        ObjectNode negative = good.deepCopy();
        ((ObjectNode) negative.at("/runs/0/counts")).put("failed", -1);
        assertThat(ProgressSchema.accepts(negative)).isFalse();
        ObjectNode stateless = good.deepCopy();
        ((ObjectNode) stateless.at("/runs/0")).remove("state");
        assertThat(ProgressSchema.accepts(stateless)).isFalse();
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new LinkedHashSet<>();
        properties.properties().forEach(property -> names.add(property.getKey()));
        return names;
    }

    private static List<String> undescribed(JsonNode node, String path) {
        List<String> undescribed = new ArrayList<>();
        node.properties().forEach(member -> {
            String name = path + "/" + member.getKey();
            if (path.endsWith("/properties") && !member.getValue().hasNonNull("description")) {
                undescribed.add(name);
            }
            undescribed.addAll(undescribed(member.getValue(), name));
        });
        return undescribed;
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
