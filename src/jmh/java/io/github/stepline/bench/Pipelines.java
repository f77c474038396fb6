package io.github.stepline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Compares whole logging stacks, one fresh JVM for each measurement, in rounds:
 *
 * <pre>mvn -q -Pbench -Dbench.args="--load fresh --rounds 7"</pre>
 */
@CommandLine.Command(
        name = "pipelines",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Compares logging stacks from the call to the file, each in a JVM of its own.",
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:measured, but a stack lost events", "2:not measured"})
final class Pipelines implements Callable<Integer> {
    /** More than a line of JSON and one of text. */
    private static final long MEMORY_PER_LINE = 1_000;

    @Option(names = "--rounds", description = "How often each stack is measured; rounds alternate in order.")
    private int rounds = 7;

    @Option(names = "--load", description = "${COMPLETION-CANDIDATES}")
    private Load load = Load.REPEATED;

    @Option(names = "--producers", description = "Threads that log.")
    private int producers = 1;

    @Option(
            names = "--events",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Measured events a stack; slow ones get fewer. Default: 1000000, or with --latency 150000.")
    private long events;

    @Option(names = "--warm-up", description = "Events before the measured ones.")
    private long warmUp = 3_000_000;

    @Option(names = "--latency", description = "Measure what a caller pays at a fixed pace.")
    private boolean latency;

    @Option(names = "--per-second", description = "The pace of --latency.")
    private long perSecond = 50_000;

    @Option(names = "--stacks", split = ",", description = "Names; all where none are given.")
    private List<String> stacks = List.of();

    @Option(names = "--jvm", split = " ", description = "Options for the measured JVMs.")
    private List<String> jvmOptions = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    @Option(names = "--directory", description = "Where the files are written; memory where there is /dev/shm.")
    private Path directory = memory();

    @Option(names = "--show", description = "Print a line of each stack's file.")
    private boolean show;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Pipelines())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    private static Path memory() {
        Path shared = Path.of("/dev/shm");
        return Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Stack> chosen = chosen();
        Map<Stack, List<Result>> results = new EnumMap<>(Stack.class);
        try (Workplace place = Workplace.in(directory)) {
            for (int round = 0; round < rounds; round++) {
                for (Stack stack : chosen) {
                    Result result = measure(stack, place);
                    results.computeIfAbsent(stack, first -> new ArrayList<>()).add(result);
                    System.out.printf("round %d  %-14s %s%n", round + 1, stack.id(), result.summary());
                }
                Collections.reverse(chosen);
            }
        }
        System.out.println();
        System.out.print(latency ? Table.ofLatency(results) : Table.ofThroughput(results));
        return results.values().stream().flatMap(List::stream).allMatch(result -> result.lost() == 0) ? 0 : 1;
    }

    private List<Stack> chosen() {
        Stream<Stack> wanted =
                stacks.isEmpty() ? Stream.of(Stack.values()) : stacks.stream().map(Stack::of);
        return wanted.filter(Stack::isRunnable).collect(Collectors.toCollection(ArrayList::new));
    }

    private Result measure(Stack stack, Workplace place) throws IOException, InterruptedException {
        Result result = run(job(stack, place.file()), place);
        if (show) {
            try (Stream<String> lines = Files.lines(place.file())) {
                System.out.println(lines.skip(1_000).findFirst().orElse(""));
            }
        }
        return result;
    }

    private Job job(Stack stack, Path file) {
        long wanted = events > 0 ? events : latency ? 150_000 : 1_000_000;
        return new Job(
                stack,
                load,
                latency ? 1 : producers,
                stack.share(warmUp),
                latency ? wanted : stack.share(wanted),
                latency ? perSecond : 0,
                file);
    }

    private Result run(Job job, Workplace place) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", job.stack().classPath(), MeasuredJvm.class.getName()));
        command.addAll(job.arguments());
        ProcessBuilder jvm = new ProcessBuilder(command).inheritIO();
        if (job.stack().printsLines()) {
            jvm.redirectOutput(job.file().toFile());
        }
        int exit = place.run(jvm, job.lines() * MEMORY_PER_LINE);
        if (exit != 0 || !Files.exists(job.resultFile())) {
            throw new IllegalStateException(job.stack().id() + " measured nothing; its JVM ended with " + exit);
        }
        return Result.parse(Files.readString(job.resultFile()));
    }
}
