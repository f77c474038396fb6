package io.github.stepline.bench;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The logging stacks that are compared. */
enum Stack {
    LIMIT("a loop that copies ready-made bytes into the file (the limit)", 1, LimitPipeline::new),
    STEPLINE("Stepline, async-redacted.xml", 1, file -> new SteplinePipeline(file, "cli/async-redacted.xml")),
    STEPLINE_TEXT("Stepline, JSON and text", 1, file -> new SteplinePipeline(file, "bench/stepline-text.xml")),
    DISRUPTOR(
            "LoggingEventAsyncDisruptorAppender + LogstashEncoder",
            1,
            file -> new LogstashPipeline(file, "logstash-disruptor.xml"));

    final String title;
    /** How many times fewer events a slow stack is given. */
    final int slowness;

    private final Function<Path, Pipeline> start;

    Stack(String title, int slowness, Function<Path, Pipeline> start) {
        this.title = title;
        this.slowness = slowness;
        this.start = start;
    }

    /** Starts it in this JVM, once; it writes JSON lines to the file. */
    Pipeline start(Path file) {
        return start.apply(file);
    }

    /** As it is typed and printed: {@code stepline-text}. */
    String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Stack of(String id) {
        return Stream.of(values())
                .filter(stack -> stack.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stack '" + id + "': choose among "
                        + Stream.of(values()).map(Stack::id).toList()));
    }

    /** Which jars its JVM sees. */
    Predicate<String> classPath() {
        return jar -> !jar.startsWith("slf4j-simple");
    }
}
