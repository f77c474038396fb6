package io.github.stepline.cli;

import io.github.stepline.batch.Batch;
import io.github.stepline.batch.BatchResult;
import io.github.stepline.batch.Plan;
import io.github.stepline.batch.Preflight;
import io.github.stepline.logback.RedactingAsyncAppender;
import io.github.stepline.terminal.LiveConsoleAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stepline demo DIR}: a real batch on real files, to see what Stepline's lines look like. */
@Command(
        name = "demo",
        description = {
            "Computes the SHA-256 of every file below DIR with a pool of workers and says what it does.",
            "Writes logs/app.log for people and logs/app.jsonl for jq (STEPLINE_LOG_DIR names another directory),"
                    + " and a directory for each run below runs/."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String CONFIGURATION = "logback.configurationFile";
    private static final String MONITOR = "STEPLINE_CONSOLE_PROGRESS_INTERVAL";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "Default: the local Maven repository.")
    private @Nullable Path directory;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many files are read at a time (default: ${DEFAULT-VALUE}).",
            defaultValue = "4")
    private int workers;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long one file may take.")
    private long timeout;

    @Option(
            names = "--fail-fast",
            paramLabel = "N",
            description = "Stop when the first N files all failed (default: ${DEFAULT-VALUE}, 0 for never).",
            defaultValue = "5")
    private int failFast;

    @Option(names = "--resume", description = "Go on with the newest unfinished run; what is done is skipped.")
    private boolean resume;

    @Option(names = "--accept-changes", description = "Resume even a run over another directory.")
    private boolean acceptChanges;

    @Option(names = "--dry-run", description = "Say what would be done, and stop.")
    private boolean dryRun;

    @Option(names = "--skip-preflight", description = "Start with all workers; ask nothing.")
    private boolean skipPreflight;

    @Option(
            names = "--monitor-interval",
            paramLabel = "SECONDS",
            description = "Without a terminal: the time between two lines of progress (default: 120, 0 for none).")
    private @Nullable Long monitorInterval;

    @Option(
            names = "--command",
            paramLabel = "WORDS",
            split = " ",
            description = "A command to run on each file as well, which must end with 0: --command 'gzip -t'.")
    private List<String> command = List.of();

    @Option(names = "--no-worker-logs", description = "Don't keep what the command prints.")
    private boolean noWorkerLogs;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where runs keep their files (default: ${DEFAULT-VALUE}).",
            defaultValue = "runs")
    private Path runs = Path.of("runs");

    @Override
    public Integer call() throws IOException {
        Path root = directory != null ? directory : Path.of(System.getProperty("user.home"), ".m2", "repository");
        check(root);
        useOwnConfiguration();
        CtrlC.install();
        BatchResult result;
        try {
            result = run(root);
        } catch (IllegalStateException | UncheckedIOException impossible) {
            return say(String.valueOf(impossible.getMessage()).replace("acceptChanges()", "--accept-changes"));
        }
        sayWhatCame(result);
        return result.exitCode();
    }

    private void check(Path root) {
        if (!Files.isDirectory(root)) {
            throw wrong("DIR is '" + root + "', which is no directory.");
        }
        if (workers < 1 || workers > 256) {
            throw wrong("--workers is " + workers + "; it must be 1 to 256.");
        }
        if (timeout < 0) {
            throw wrong("--timeout is " + timeout + "; it must be 1 or more seconds.");
        }
        if (failFast < 0) {
            throw wrong("--fail-fast is " + failFast + "; it must be 0 or more.");
        }
        if (monitorInterval != null && monitorInterval < 0) {
            throw wrong("--monitor-interval is " + monitorInterval + "; it must be 0 or more seconds.");
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Anybody else's configuration is better than ours. */
    private void useOwnConfiguration() {
        if (System.getProperty(CONFIGURATION) == null && System.getenv("LOGBACK_CONFIGURATION_FILE") == null) {
            System.setProperty(CONFIGURATION, "io/github/stepline/cli/everything.xml");
        }
        if (monitorInterval != null) {
            System.setProperty(MONITOR, monitorInterval + " seconds");
        }
    }

    private BatchResult run(Path root) throws IOException {
        List<Path> files = FileFinder.find(root, List.of(logs(), runs));
        LoggerFactory.getLogger(DemoCommand.class).info("Found {} files below {}", files.size(), root);
        Batch<Path> batch = Batch.of("checksums", files)
                .key(file -> root.relativize(file).toString())
                .setting("directory", root.toRealPath().toString())
                .workers(workers)
                .preflight(skipPreflight ? Preflight.skip() : Preflight.ask(DemoCommand::ask))
                .runs(runs)
                .workerLogs(!noWorkerLogs);
        if (!command.isEmpty()) {
            batch.setting("command", String.join(" ", command));
        }
        if (timeout > 0) {
            batch.timeout(Duration.ofSeconds(timeout));
        }
        if (failFast > 0) {
            batch.failFast(failFast);
        }
        if (resume) {
            batch.resume();
        }
        if (acceptChanges) {
            batch.acceptChanges();
        }
        return (dryRun ? batch.dryRun() : batch).run(new ChecksumJob(command));
    }

    /** The live console lends the terminal, after it has shown what the log says of the first file. */
    private static boolean ask(Preflight.Report report) {
        RedactingAsyncAppender.flush(Duration.ofSeconds(5));
        AtomicBoolean goesOn = new AtomicBoolean();
        LiveConsoleAppender.suspend(() -> goesOn.set(Preflight.answerOnTerminal(report)));
        return goesOn.get();
    }

    private int say(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(why);
        err.flush();
        return spec.exitCodeOnExecutionException();
    }

    private void sayWhatCame(BatchResult result) {
        RedactingAsyncAppender.flush(Duration.ofSeconds(5)); // the last lines of the log come first
        PrintWriter out = spec.commandLine().getOut();
        Path made = result.directory();
        if (made == null) {
            Plan plan = result.plan();
            out.println(plan == null ? "Nothing to resume: a new run would do them all." : "Would resume: " + plan);
        } else {
            sayWhereTheLinesAre(out, made);
        }
        out.flush();
    }

    private static void sayWhereTheLinesAre(PrintWriter out, Path made) {
        String app = setting("STEPLINE_APP", "app");
        out.println();
        out.println("Checksums:    " + made.resolve("results.jsonl"));
        out.println("For people:   " + logs().resolve(app + ".log"));
        out.println("For machines: " + logs().resolve(app + ".jsonl") + ", for example the slowest five files:");
        out.println("  jq -rs 'map(select(.action == \"step_execution_succeeded\"))"
                + " | sort_by(-.duration_ms)[:5][]"
                + " | [.duration_ms, .step_id] | @tsv' " + shellWord(logs().resolve(app + ".jsonl")));
    }

    private static Path logs() {
        return Path.of(setting("STEPLINE_LOG_DIR", "logs"));
    }

    /** So that it can be pasted. */
    private static String shellWord(Path path) {
        String text = path.toString();
        return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String setting(String name, String defaultValue) {
        String value = System.getProperty(name, System.getenv(name));
        return value == null ? defaultValue : value;
    }
}
