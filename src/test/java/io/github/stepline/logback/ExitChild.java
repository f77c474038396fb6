package io.github.stepline.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program that {@link ExitsTest} runs in another JVM. Its first argument says what it does, its second names a file in
 * which each thread counts the calls that have returned.
 */
final class ExitChild {
    static final int THREADS = 4;
    static final int EVENTS = 8_000;
    static final int HOOK_LINES = 200;

    private ExitChild() {}

    public static void main(String[] arguments) throws Exception {
        Logger log = LoggerFactory.getLogger("child");
        String what = arguments[0];
        switch (what) {
            case "exit", "return" -> {
                for (int i = 0; i < EVENTS; i++) {
                    log.info("0 {}", i);
                }
                if (what.equals("exit")) {
                    System.exit(3);
                }
            }
            case "hook" -> logFromAHook(log);
            case "load", "flood" -> load(log, Path.of(arguments[1]), what.equals("flood"));
            case "twice" -> configureAgain(log);
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void logFromAHook(Logger log) {
        long pause = System.nanoTime() % 20_000_000;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            LockSupport.parkNanos(pause);
            for (int i = 0; i < HOOK_LINES; i++) {
                log.info("1 {}", i);
            }
        }));
        for (int i = 0; i < EVENTS; i++) {
            log.info("0 {}", i);
        }
        System.exit(3);
    }

    private static void load(Logger log, Path counts, boolean isFlood) throws Exception {
        ByteBuffer returned;
        try (FileChannel channel = FileChannel.open(
                counts, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            returned = channel.map(FileChannel.MapMode.READ_WRITE, 0, THREADS * Long.BYTES);
        }
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            new Thread(() -> {
                        for (long i = 0; ; i++) {
                            log.info("{} {}", number, i);
                            returned.putLong(number * Long.BYTES, i + 1);
                            if (!isFlood && i % 100 == 99) {
                                LockSupport.parkNanos(10_000_000);
                            }
                        }
                    })
                    .start();
        }
        System.out.println("loading");
    }

    /** As a framework does that takes logging over; then tells how many hooks there are. */
    private static void configureAgain(Logger log) throws Exception {
        log.info("0 0");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        for (int i = 1; i <= 3; i++) {
            context.reset();
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(new File(System.getProperty("logback.configurationFile")));
            log.info("0 {}", i);
        }
        var hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        hooks.setAccessible(true);
        long ours = ((Map<?, ?>) hooks.get(null))
                .keySet().stream()
                        .filter(hook -> ((Thread) hook).getName().startsWith("stepline"))
                        .count();
        System.out.println(ours + " hook");
    }
}
