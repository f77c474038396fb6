package io.github.stepline.cli;

import io.github.stepline.logback.RedactingAsyncAppender;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stepline demo DIR}: a real job on real files, to see what Stepline's lines look like. */
@Command(
        name = "demo",
        description = {
            "Computes the SHA-256 of every file below DIR with a pool of workers and says what it does.",
            "Writes logs/app.log for people and logs/app.jsonl for jq; STEPLINE_LOG_DIR names another directory."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String CONFIGURATION = "logback.configurationFile";

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

    @Override
    public Integer call() throws InterruptedException {
        Path root = directory != null ? directory : Path.of(System.getProperty("user.home"), ".m2", "repository");
        if (!Files.isDirectory(root)) {
            throw new ParameterException(spec.commandLine(), "DIR is '" + root + "', which is no directory.");
        }
        if (workers < 1 || workers > 256) {
            throw new ParameterException(spec.commandLine(), "--workers is " + workers + "; it must be 1 to 256.");
        }
        useOwnConfiguration();
        ChecksumJob job = new ChecksumJob(root, Path.of(setting("STEPLINE_LOG_DIR", "logs")), workers);
        job.run();
        if (!job.wasStopped()) {
            sayWhereTheLinesAre();
        }
        return job.failures() == 0 ? 0 : 1;
    }

    /** Anybody else's configuration is better than ours. */
    private static void useOwnConfiguration() {
        if (System.getProperty(CONFIGURATION) == null && System.getenv("LOGBACK_CONFIGURATION_FILE") == null) {
            System.setProperty(CONFIGURATION, "io/github/stepline/cli/everything.xml");
        }
    }

    private void sayWhereTheLinesAre() {
        RedactingAsyncAppender.flush(Duration.ofSeconds(5)); // the last lines of the log come first
        Path logs = Path.of(setting("STEPLINE_LOG_DIR", "logs"));
        String app = setting("STEPLINE_APP", "app");
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("For people:   " + logs.resolve(app + ".log"));
        out.println("For machines: " + logs.resolve(app + ".jsonl") + ", for example the slowest five files:");
        out.println("  jq -rs 'map(select(.action == \"step_execution_succeeded\" and .parent_id == \"hash\"))"
                + " | sort_by(-.duration_ms)[:5][]"
                + " | [.duration_ms, .step_id] | @tsv' " + shellWord(logs.resolve(app + ".jsonl")));
        out.flush();
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
