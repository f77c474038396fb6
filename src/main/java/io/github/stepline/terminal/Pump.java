package io.github.stepline.terminal;

import io.github.stepline.redact.Redactor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/** Carries what a child process prints to the console. */
final class Pump {
    private final Process process;
    private final Charset charset = Surroundings.OF_PROCESS.charset();

    Pump(Process process) {
        this.process = process;
    }

    int run() throws InterruptedException {
        Thread out = carry(process.getInputStream());
        Thread err = carry(process.getErrorStream());
        int exitCode = process.waitFor();
        out.join();
        err.join();
        return exitCode;
    }

    private Thread carry(InputStream stream) {
        Thread thread = new Thread(() -> carryAll(stream), "stepline-pump-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void carryAll(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, charset))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                print(CapturedText.clean(Redactor.shared().redact(line)));
            }
        } catch (IOException ended) {
            // The child is gone, and so is what it would have said.
        }
    }

    private static void print(String line) {
        LiveConsole console = TerminalOwner.get();
        if (console == null) {
            System.out.println(line);
        } else {
            console.print(line);
        }
    }
}
