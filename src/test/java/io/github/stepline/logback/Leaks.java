package io.github.stepline.logback;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for secrets in outputs, byte for byte and in whole or in part: any twelve bytes in a row are a leak. An output is
 * searched as it is and with its escapes undone, those of URLs (whichever characters they stand for, and with the plus for
 * a blank) and of JSON, one in the other too; in each of these for the secrets as they are, in base 64 at any of the three
 * places where they may begin in a longer text, and in hexadecimal.
 */
final class Leaks {
    private static final int WINDOW = 12;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final int FILTER_BITS = 22;

    /** What to look for, cut into windows by their hash, and what it is the secret of. */
    private final Map<Long, String> windows = new HashMap<>();

    /** The upper bits of the hashes: most windows of an output need not be looked up. */
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    /** Secrets that are shorter than a window. */
    private final Map<String, String> shortOnes = new HashMap<>();

    /** @param secret of several lines each is one */
    void lookFor(String secret, String what) {
        secret.lines().forEach(line -> {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            add(latin(bytes), what);
            add(HexFormat.of().formatHex(bytes), what + ", in hexadecimal");
            for (int shift = 0; shift < 3; shift++) {
                String core = base64(bytes, shift);
                add(core, what + ", in base 64");
                add(core.replace('+', '-').replace('/', '_'), what + ", in base 64 for URLs");
            }
        });
    }

    /** Base 64 of a longer text that holds these bytes; without the characters that its neighbours have a part in. */
    static String base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return text.substring((shift * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private void add(String form, String what) {
        if (form.length() < WINDOW) {
            shortOnes.put(form, what);
        }
        hashes(form).forEach(hash -> {
            windows.putIfAbsent(hash, what);
            filter.set(bit(hash));
        });
    }

    private static int bit(long hash) {
        return (int) (hash >>> Long.SIZE - FILTER_BITS);
    }

    private static Collection<Long> hashes(String text) {
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i + WINDOW <= text.length(); i++) {
            long hash = 0;
            for (int j = i; j < i + WINDOW; j++) {
                hash = hash * FACTOR + text.charAt(j);
            }
            hashes.add(hash);
        }
        return hashes;
    }

    /** What was found, and around which bytes. */
    Set<String> in(byte[] output) {
        Set<String> found = new TreeSet<>();
        byte[] once = unescaped(output);
        for (byte[] view : List.of(
                output,
                once,
                unescaped(once),
                urlDecoded(output, false),
                urlDecoded(output, true),
                urlDecoded(once, false),
                urlDecoded(once, true),
                unescaped(urlDecoded(output, true)))) {
            search(latin(view), found);
        }
        return found;
    }

    private void search(String text, Set<String> found) {
        find(text, found);
        find(text.toLowerCase(Locale.ROOT), found); // for hexadecimal digits of either case
        shortOnes.forEach((secret, what) -> {
            int at = text.indexOf(secret);
            if (at >= 0) {
                found.add(what + ": " + around(text, at));
            }
        });
    }

    private void find(String text, Set<String> found) {
        long first = 1;
        for (int i = 0; i < WINDOW; i++) {
            first *= FACTOR;
        }
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * FACTOR + text.charAt(i) - (i < WINDOW ? 0 : first * text.charAt(i - WINDOW));
            String what = i >= WINDOW - 1 && filter.get(bit(hash)) ? windows.get(hash) : null;
            if (what != null) {
                found.add(what + ": " + around(text, i - WINDOW + 1));
            }
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 2 * WINDOW));
    }

    private static byte[] urlDecoded(byte[] bytes, boolean plusIsBlank) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int code = bytes[i] == '%' ? hex(bytes, i + 1, 2) : -1;
            decoded.write(code >= 0 ? code : plusIsBlank && bytes[i] == '+' ? ' ' : bytes[i]);
            i += code >= 0 ? 2 : 0;
        }
        return decoded.toByteArray();
    }

    /** Without the escapes of JSON and Java. */
    private static byte[] unescaped(byte[] bytes) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\\' || i + 1 == bytes.length) {
                decoded.write(bytes[i]);
                continue;
            }
            i++;
            int digits = bytes[i] == 'u' ? 4 : bytes[i] == 'x' ? 2 : 0;
            int code = digits == 0 ? -1 : hex(bytes, i + 1, digits);
            int named = "nrtbf".indexOf(bytes[i]);
            if (code >= 0) {
                decoded.writeBytes(String.valueOf((char) code).getBytes(StandardCharsets.UTF_8));
                i += digits;
            } else {
                decoded.write(named >= 0 ? "\n\r\t\b\f".charAt(named) : bytes[i]);
            }
        }
        return decoded.toByteArray();
    }

    private static int hex(byte[] bytes, int from, int digits) {
        int code = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < bytes.length ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
