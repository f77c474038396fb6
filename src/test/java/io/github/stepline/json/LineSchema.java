package io.github.stepline.json;

import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema, and a parser that forgives nothing. */
final class LineSchema {
    static final String TEXT = text();

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(2_000)
                            .build())
                    .build())
            .build();

    private LineSchema() {}

    /** Fails unless the line is one JSON object without duplicate keys that the schema accepts. */
    static JsonNode check(String line) {
        JsonNode node = STRICT.readTree(line);
        List<Error> errors = SCHEMA.validate(node);
        if (!errors.isEmpty()) {
            fail(errors + " in " + line);
        }
        return node;
    }

    static boolean accepts(String line) {
        return SCHEMA.validate(STRICT.readTree(line)).isEmpty();
    }

    private static String text() {
        try (InputStream schema = LineWriter.class.getResourceAsStream("log-event.schema.json")) {
            return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
