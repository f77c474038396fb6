package io.github.stepline.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The forms in which a known secret turns up: as it is, in base 64, hexadecimal. Those of URLs, JSON and XML are many,
 * one for each choice of characters to escape, so {@link Unescaped} undoes them instead.
 */
final class Encodings {
    private Encodings() {}

    /** All forms of a text, apart from those that are too short to be told from ordinary words. */
    static Set<String> of(String secret, int shortest) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(new String(bytes, StandardCharsets.ISO_8859_1)); // as the bytes that URLs escape
        addBase64(forms, bytes);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        forms.removeIf(form -> form.length() < shortest);
        return forms;
    }

    /**
     * Base 64 of a longer text that holds the secret somewhere: three bytes are four characters, so there are three ways
     * in which it may lie. Characters that its neighbours have a part in are left out.
     */
    private static void addBase64(Set<String> forms, byte[] bytes) {
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = (shift * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            String core = text.substring(from, to);
            forms.add(core);
            forms.add(core.replace('+', '-').replace('/', '_'));
        }
    }
}
