package io.github.stepline.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The entry of {@code stepline-cli.jar}. Exit codes: 0 all went well, 1 something failed, 2 the call was wrong, 3 the
 * pre-flight said no, 4 a run was stopped, 130 it was cancelled.
 */
@Command(
        name = "stepline",
        description = "Structured logging for the JVM: one line, one fold, many views.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = DemoCommand.class)
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setParameterExceptionHandler((wrong, ignored) -> sayWhatIsWrong(wrong))
                .execute(args));
    }

    /** One line why and one where to read on; the whole usage is for who asks for it. */
    private static int sayWhatIsWrong(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, for example: demo .");
    }
}
