package io.github.stepline.progress;

import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.stepline.json.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema of snapshots. */
final class ProgressSchema {
    static final String TEXT = text();

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private ProgressSchema() {}

    /** The JSON of a snapshot; fails unless the schema accepts it. */
    static JsonNode check(Snapshot snapshot) {
        String json = snapshot.toJson();
        JsonNode node = STRICT.readTree(json);
        List<Error> errors = SCHEMA.validate(node);
        if (!errors.isEmpty()) {
            fail(errors + " in " + json);
        }
        return node;
    }

    static boolean accepts(JsonNode node) {
        return SCHEMA.validate(node).isEmpty();
    }

    private static String text() {
        try (InputStream schema = Line.class.getResourceAsStream("progress.schema.json")) {
            return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
