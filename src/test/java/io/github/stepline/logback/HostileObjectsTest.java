package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.Component;
import io.github.stepline.Events;
import io.github.stepline.json.Line;
import io.github.stepline.json.LineReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** No value costs its event or a neighbour: one line each, and the ten around each are there. */
class HostileObjectsTest {
    private static final Logger LOG = LoggerFactory.getLogger(HostileObjectsTest.class);
    private static final Component ZOO = Component.of("zoo");
    private static final int AROUND = 5;

    @TempDir
    private Path directory;

    private record Point(int x, List<String> names) {}

    private record Thrower(String name) {
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }
    }

    private enum Odd {
        ONE {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        }
    }

    private static Map<String, @Nullable Object> zoo() {
        Map<String, @Nullable Object> zoo = new HashMap<>();
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("self", cycle);
        zoo.put("cyclic map", cycle);
        List<Object> list = new ArrayList<>();
        list.add(list);
        zoo.put("cyclic list", list);
        zoo.put("throwing toString", throwing());
        zoo.put("toString that overflows", overflowing());
        zoo.put("throwing accessor", new Thrower("x"));
        zoo.put("10 MB", "x".repeat(10_000_000));
        zoo.put("10 MB builder", new StringBuilder("y".repeat(10_000_000)));
        zoo.put("100 deep", deep(100));
        zoo.put("char[]", "secret".toCharArray());
        zoo.put("byte[]", new byte[1_000]);
        zoo.put("NaN", Double.NaN);
        zoo.put("Infinity", Float.POSITIVE_INFINITY);
        zoo.put("lone surrogate \ud800", "\udc00");
        zoo.put("record", new Point(1, List.of("a")));
        zoo.put("enum", Odd.ONE);
        zoo.put("path", Path.of("a/b"));
        zoo.put("optional", Optional.of(Optional.empty()));
        zoo.put("stream", Stream.of(1, 2));
        zoo.put("endless", (Iterable<Integer>) HostileObjectsTest::endless);
        zoo.put("wide", Stream.generate(() -> "w".repeat(1_000)).limit(5_000).toList());
        zoo.put("null", null);
        zoo.put("a class", TimeUnit.class);
        zoo.put("logs an event", logging());
        return zoo;
    }

    private static Object throwing() {
        return new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };
    }

    private static Object overflowing() {
        return new Object() {
            @Override
            @SuppressWarnings("InfiniteRecursion")
            public String toString() {
                return toString() + "!";
            }
        };
    }

    private static Object logging() {
        return new Object() {
            @Override
            public String toString() {
                LOG.debug("from inside a value, below the level");
                return "logged";
            }
        };
    }

    private static Object deep(int depth) {
        Object inner = "bottom";
        for (int i = 0; i < depth; i++) {
            inner = Map.of("d", inner);
        }
        return inner;
    }

    private static Iterator<Integer> endless() {
        return Stream.iterate(0, i -> i + 1).iterator();
    }

    @Test
    void value_ofEveryHostileKind_costsNeitherItsEventNorANeighbour() throws Exception {
        Map<String, @Nullable Object> zoo = zoo();
        Map<String, Object> mutable = new HashMap<>(Map.of("state", "before"));
        try (Configured configured =
                Configured.withExample("everything.xml", Map.of("STEPLINE_LOG_DIR", directory.toString()))) {
            zoo.forEach((kind, value) -> {
                neighbours(kind);
                Events.event(
                        ZOO,
                        "typed",
                        e -> e.detail("kind", kind).detail("value", value).detail(kind, 1));
                LOG.atInfo()
                        .addKeyValue("kind", kind)
                        .addKeyValue("value", value)
                        .log("plain {}", kind);
                neighbours(kind);
            });
            Events.event(ZOO, "mutable", e -> e.detail("map", mutable));
            mutable.put("state", "after");
            configured.stop();
            assertThat(configured.err()).isEmpty();
        }
        List<String> text = Configured.lines(directory, "app", "jsonl");
        assertThat(text).hasSize(zoo.size() * (2 * AROUND + 2) + 1);
        List<Line> lines = read(text);
        assertThat(lines).hasSameSizeAs(text);
        assertThat(lines)
                .filteredOn(line -> "typed".equals(line.event().action()))
                .hasSameSizeAs(zoo.keySet());
        assertThat(lines.get(lines.size() - 1).event().details()).isEqualTo(Map.of("map", Map.of("state", "before")));
        assertThat(text).allSatisfy(line -> assertThat(line.length()).isLessThan(2_000_000));
        assertThat(Files.size(directory.resolve("app.jsonl"))).isLessThan(20_000_000);
        assertThat(Configured.lines(directory, "app", "log")).hasSameSizeAs(text);
    }

    private static void neighbours(String kind) {
        for (int i = 0; i < AROUND; i++) {
            LOG.info("beside {}", kind);
        }
    }

    private static List<Line> read(List<String> text) throws Exception {
        byte[] bytes = String.join("\n", text).getBytes(StandardCharsets.UTF_8);
        List<Line> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(
                new ByteArrayInputStream(bytes), bad -> assertThat(bad).isNull())) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
