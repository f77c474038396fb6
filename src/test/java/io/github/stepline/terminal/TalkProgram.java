package io.github.stepline.terminal;

import io.github.stepline.Events;
import io.github.stepline.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run in which other code prints, the user is asked, and a child process says something. */
final class TalkProgram {
    private static final Logger LOG = LoggerFactory.getLogger("com.example.Talk");

    private TalkProgram() {}

    public static void main(String[] arguments) throws Exception {
        Step run = Events.runStarted("talk", e -> e.children("ask", "call"));
        Step ask = run.child("ask", e -> e.items(2));
        Thread.sleep(1_500); // the region stands
        System.out.println("printed: db_password=hunter2hunter2");
        System.err.print("printed without a newline");
        Thread.sleep(1_000);
        LiveConsoleAppender.suspend(TalkProgram::askTheUser);
        LOG.info("asked");
        ask.succeeded();
        Step call = run.child("call", e -> e.items(1));
        String script = "echo a child says this; printf '\\033[2Jand db_password=hunter3hunter3\\n' >&2; exit 7";
        int exitCode = LiveConsoleAppender.pump(new ProcessBuilder("sh", "-c", script).start());
        LOG.info("the child ended with {}", exitCode);
        Thread.sleep(1_500);
        call.succeeded();
        run.succeeded();
    }

    private static void askTheUser() {
        LOG.info("logged while the user is asked");
        System.out.print("Continue? ");
        System.out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in)).readLine();
            System.out.println("The answer was " + answer + ".");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
