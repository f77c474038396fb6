package io.github.stepline.logback;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;

/** The name of a counter of lines, unlike any other on any machine: {@code <host>-<pid>-<start>-<random>}. */
final class Writer {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_HOST = 40;

    private Writer() {}

    static String newName() {
        String start = Long.toString(System.currentTimeMillis() / 1_000, Character.MAX_RADIX);
        String random = String.format("%04x", RANDOM.nextInt(0x10000));
        return host() + "-" + ProcessHandle.current().pid() + "-" + start + "-" + random;
    }

    private static String host() {
        String name = System.getenv("HOSTNAME");
        if (name == null || name.isBlank()) {
            try {
                name = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                name = "localhost";
            }
        }
        String safe = name.replaceAll("[^A-Za-z0-9.-]+", "-");
        return safe.length() <= MAX_HOST ? safe : safe.substring(0, MAX_HOST);
    }
}
