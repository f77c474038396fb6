package io.github.stepline.cli;

import io.github.stepline.Events;
import io.github.stepline.batch.ItemFunction;
import io.github.stepline.batch.ItemStep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes the SHA-256 of a file, and lets a command look at it when one is given. */
final class ChecksumJob implements ItemFunction<Path> {
    private static final int BUFFER_SIZE = 128 * 1024;

    private final List<String> command;

    /** @param command the words before the name of the file; none for no command */
    ChecksumJob(List<String> command) {
        this.command = command;
    }

    @Override
    public Map<String, Object> apply(Path file, ItemStep step) throws IOException, InterruptedException {
        Map<String, Object> result = new LinkedHashMap<>();
        try {
            long bytes = digest(file, step, result);
            Events.fileRead(file, bytes);
        } catch (ClosedByInterruptException stopped) {
            throw stopped;
        } catch (IOException unreadable) {
            Events.fileReadFailed(file, unreadable.getClass().getSimpleName(), null);
            throw unreadable;
        }
        runCommand(file, step);
        return result;
    }

    private static long digest(Path file, ItemStep step, Map<String, Object> result)
            throws IOException, InterruptedException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[BUFFER_SIZE];
        long bytes = 0;
        step.total(Files.size(file), "bytes");
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                step.checkpoint();
                sha256.update(buffer, 0, read);
                step.advance(read);
                bytes += read;
            }
        }
        result.put("sha256", HexFormat.of().formatHex(sha256.digest()));
        result.put("bytes", bytes);
        return bytes;
    }

    private void runCommand(Path file, ItemStep step) throws IOException, InterruptedException {
        if (!command.isEmpty()) {
            List<String> words = new ArrayList<>(command);
            words.add(file.toString());
            int exitCode = step.command(new ProcessBuilder(words));
            if (exitCode != 0) {
                throw new IOException("'" + String.join(" ", command) + "' ended with " + exitCode);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
