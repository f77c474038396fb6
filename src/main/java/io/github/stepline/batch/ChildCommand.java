package io.github.stepline.batch;

import io.github.stepline.Command;
import io.github.stepline.Events;
import io.github.stepline.redact.Redactor;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A command that an item runs: its output is kept, and it ends with all that it started. */
final class ChildCommand {
    private static final long GRACE_MS = 2_000;
    private static final long PUMP_MS = 5_000;
    private static final int MAX_LINE = 65_536;

    /** What a process ends with that SIGINT has killed: a terminal sends it to everything that it runs. */
    private static final int ENDED_BY_CTRL_C = 130;

    /** How long a Ctrl-C that has reached the command may take to cancel the run. */
    private static final long CTRL_C_MS = 500;

    private final InputStream from;
    private final @Nullable Path to;
    private final Thread thread;
    private long characters;
    private volatile @Nullable IOException failure;

    private ChildCommand(InputStream from, @Nullable Path to, String name) {
        this.from = from;
        this.to = to;
        this.thread = new Thread(this::pump, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param logs where its output goes, or null when nobody keeps it */
    static int run(ProcessBuilder builder, @Nullable Path logs) throws IOException, InterruptedException {
        Command said = Events.commandStarted(String.join(" ", builder.command()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException notStarted) {
            said.failed(notStarted);
            throw notStarted;
        }
        process.getOutputStream().close();
        String name = Thread.currentThread().getName();
        ChildCommand out = new ChildCommand(process.getInputStream(), file(logs, "worker.stdout"), name + "-stdout");
        ChildCommand err = new ChildCommand(process.getErrorStream(), file(logs, "worker.stderr"), name + "-stderr");
        try {
            int exit = process.waitFor();
            if (exit == ENDED_BY_CTRL_C) {
                Thread.sleep(CTRL_C_MS); // a cancel interrupts it: then the item has not failed
            }
            out.finish();
            err.finish();
            if (exit == 0) {
                said.completed(exit, out.characters, err.characters);
            } else {
                said.failed(exit, out.characters, err.characters);
            }
            return exit;
        } catch (InterruptedException ended) {
            endGroup(process);
            said.failed(ended);
            throw ended;
        }
    }

    private static @Nullable Path file(@Nullable Path directory, String name) {
        return directory == null ? null : directory.resolve(name);
    }

    /** Ends the process and all below it: politely, then not. */
    private static void endGroup(Process process) {
        List<ProcessHandle> group = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        group.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MS);
        for (ProcessHandle one : group) {
            try {
                long left = Math.max(1, deadline - System.nanoTime());
                Object unused = one.onExit().get(left, TimeUnit.NANOSECONDS);
            } catch (Exception stubborn) {
                one.descendants().forEach(ProcessHandle::destroyForcibly);
                one.destroyForcibly();
            }
        }
    }

    private void finish() throws IOException, InterruptedException {
        thread.join(PUMP_MS); // a grandchild may keep the stream open for ever
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private void pump() {
        try (Writer out = writer();
                BufferedReader in = new BufferedReader(new InputStreamReader(from, Charset.defaultCharset()))) {
            char[] block = new char[MAX_LINE];
            StringBuilder line = new StringBuilder();
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                characters += read;
                line.append(block, 0, read);
                int whole = line.length() < MAX_LINE ? line.lastIndexOf("\n") + 1 : line.length();
                out.write(Redactor.shared().redact(line.substring(0, whole)));
                out.flush();
                line.delete(0, whole);
            }
            out.write(Redactor.shared().redact(line.toString()));
        } catch (IOException broken) {
            failure = broken;
        }
    }

    private Writer writer() throws IOException {
        return to == null
                ? Writer.nullWriter()
                : new BufferedWriter(Files.newBufferedWriter(
                        to, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }
}
