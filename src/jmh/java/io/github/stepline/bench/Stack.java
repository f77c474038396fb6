package io.github.stepline.bench;

import ch.qos.logback.classic.LoggerContext;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The logging stacks that are compared. */
enum Stack {
    LIMIT("a loop that copies ready-made bytes into the file (the limit)", 1, job -> new LimitPipeline(job.file())),
    STEPLINE("Stepline, `async-redacted.xml`", 1, job -> new SteplinePipeline(stepline(job, "cli/async-redacted.xml"))),
    STEPLINE_TEXT("Stepline, JSON and text", 1, job -> new SteplinePipeline(stepline(job, "bench/stepline-text.xml"))),
    DISRUPTOR(
            "LoggingEventAsyncDisruptorAppender + LogstashEncoder",
            1,
            job -> new LogstashPipeline(logback(job, "logstash-disruptor.xml"))),
    MASKED(
            "the same with 8 masked paths and 8 patterns",
            10,
            job -> new LogstashPipeline(logback(job, "logstash-masked.xml"))),
    ASYNC("AsyncAppender + LogstashEncoder", 1, job -> new LogstashPipeline(logback(job, "logstash-async.xml"))),
    ASYNC_JSON("AsyncAppender + Logback's JsonEncoder", 1, job -> new KeyValuePipeline(logback(job, "json-async.xml"))),
    LOG4J("Log4j async loggers + JsonTemplateLayout", 1, job -> new Log4jPipeline(job.file(), job.load())),
    PENNA("Penna (synchronous, to standard output)", 1, job -> new PennaPipeline());

    /** The first Java version whose classes Penna's are. */
    private static final int PENNA_JAVA = 21;

    /** So many events at least: more than twice what a queue holds. */
    private static final long FEWEST = 20_000;

    final String title;

    private final int slowness;
    private final Function<Job, Pipeline> start;

    Stack(String title, int slowness, Function<Job, Pipeline> start) {
        this.title = title;
        this.slowness = slowness;
        this.start = start;
    }

    /** Starts it in this JVM, once; it writes JSON lines to the job's file. */
    Pipeline start(Job job) {
        return start.apply(job);
    }

    /** With a file that is never archived, as the peers have it. */
    private static LoggerContext stepline(Job job, String configuration) {
        System.setProperty("STEPLINE_LOG_DIR", String.valueOf(job.file().getParent()));
        System.setProperty(
                "STEPLINE_APP", String.valueOf(job.file().getFileName()).replace(".jsonl", ""));
        System.setProperty("STEPLINE_MAX_FILE_SIZE", "1000GB");
        return configured(configuration);
    }

    private static LoggerContext logback(Job job, String configuration) {
        System.setProperty("bench.file", job.file().toString());
        return configured("bench/" + configuration);
    }

    private static LoggerContext configured(String configuration) {
        System.setProperty("logback.configurationFile", "io/github/stepline/" + configuration);
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    /** Whether this JVM can run it. */
    boolean isRunnable() {
        return this != PENNA || Runtime.version().feature() >= PENNA_JAVA;
    }

    /** Whether it is another product that does the same job, redaction aside. */
    boolean isPeer() {
        return this != LIMIT && this != STEPLINE && this != STEPLINE_TEXT && this != MASKED;
    }

    /** The class path of its JVM: one SLF4J provider alone. */
    String classPath() {
        Stream<String> ours = Stream.of(
                        System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !isJar(entry, "slf4j-simple-") && !(this == PENNA && isJar(entry, "logback-")));
        Stream<String> more = this == PENNA ? Stream.of(System.getProperty("bench.penna", ".") + "/*") : Stream.of();
        return Stream.concat(ours, more).collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isJar(String entry, String name) {
        return Path.of(entry).getFileName().toString().startsWith(name);
    }

    /** Whether its lines go to the standard output of its JVM. */
    boolean printsLines() {
        return this == PENNA;
    }

    /** How many of so many events it is given: a slow one fewer. */
    long share(long events) {
        return Math.min(events, Math.max(FEWEST, events / slowness));
    }

    /** As it is typed and printed: {@code stepline-text}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Stack of(String id) {
        return Stream.of(values())
                .filter(stack -> stack.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stack '" + id + "': choose among "
                        + Stream.of(values()).map(Stack::id).toList()));
    }
}
