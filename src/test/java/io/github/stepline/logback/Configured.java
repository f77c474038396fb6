package io.github.stepline.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logback with a configuration of ours for the length of a test; standard output and error are caught meanwhile. */
final class Configured implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> settings;

    private Configured(Map<String, String> settings) {
        this.settings = settings;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        settings.forEach(System::setProperty);
        context.reset();
        context.getStatusManager().clear();
        StatusReporter.forget();
        MDC.clear();
    }

    /** With one of the shipped files. */
    static Configured withExample(String name, Map<String, String> settings) throws JoranException {
        Configured configured = new Configured(settings);
        configured.configurator().doConfigure(Path.of("logback-examples", name).toFile());
        return configured;
    }

    /** With the text between {@code <configuration>} and its end. */
    static Configured withXml(String body, Map<String, String> settings) throws JoranException {
        Configured configured = new Configured(settings);
        String xml = "<configuration>" + body + "</configuration>";
        configured.configurator().doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return configured;
    }

    private JoranConfigurator configurator() {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        return configurator;
    }

    /** What was written to standard output; the configuration is stopped first, so that it is all there. */
    String out() {
        stop();
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Stops all appenders and waits for their archives. */
    void stop() {
        context.reset();
    }

    @Override
    public void close() {
        context.reset();
        settings.keySet().forEach(System::clearProperty);
        System.setOut(realOut);
        System.setErr(realErr);
    }

    /** All lines of a log and its archives below a directory, the oldest first. Waits for archives under way. */
    static List<String> lines(Path directory, String base, String extension) {
        awaitArchives(directory);
        try (Stream<Path> files = Files.list(directory)) {
            List<String> lines = new ArrayList<>();
            files.filter(file -> name(file).startsWith(base) && name(file).contains("." + extension))
                    .sorted(Comparator.comparing(Configured::isCurrent).thenComparingInt(Configured::number))
                    .forEach(file -> lines.addAll(read(file)));
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Logback waits for its last compression only; while one runs, the original has a name that ends in .tmp. */
    private static void awaitArchives(Path directory) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            try (Stream<Path> files = Files.list(directory)) {
                if (files.noneMatch(file -> name(file).endsWith(".tmp"))) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (IOException | InterruptedException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static boolean isCurrent(Path file) {
        return !name(file).endsWith(".gz");
    }

    /** {@code app-2026-11-20.7.jsonl.gz} is number 7. */
    private static int number(Path file) {
        String[] parts = name(file).split("\\.", -1);
        return parts.length > 2 ? Integer.parseInt(parts[1]) : Integer.MAX_VALUE;
    }

    private static List<String> read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!isCurrent(file)) {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
