package io.github.stepline.logback;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A class of secrets, and how to make one that nobody has seen before; never a real one. */
enum Canaries {
    AWS_KEY(random -> plain("AK" + "IA" + base32(random, 16))),
    GITHUB(random -> plain("gh" + "p_" + word(random, 36))),
    GITLAB(random -> plain("glp" + "at-" + word(random, 20))),
    NPM(random -> plain("np" + "m_" + word(random, 36))),
    SLACK(random -> plain("xo" + "xb-" + digits(random, 12) + "-" + digits(random, 12) + "-" + word(random, 24))),
    GOOGLE(random -> plain("AI" + "za" + word(random, 35))),
    STRIPE(random -> plain("sk_" + "live_" + word(random, 24))),
    OPENAI(random -> plain("sk-" + "proj-" + word(random, 20) + "T3Blbk" + "FJ" + word(random, 20))),
    ANTHROPIC(random -> plain("sk-" + "ant-api03-" + word(random, 93) + "AA")),
    JWT(random -> plain(base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
            + base64("{\"sub\":\"" + word(random, 12) + "\"}") + "." + word(random, 43))),
    BEARER(random -> {
        String token = word(random, 40);
        return new Canary("Authorization: Bearer " + token, token);
    }),
    PASSWORD(random -> {
        String password = word(random, 14);
        return new Canary("db_password=" + password, password);
    }),
    URL_USER(random -> {
        String password = word(random, 14);
        return new Canary("https://user:" + password + "@host.example/path", password);
    }),
    CARD(random -> {
        String card = card(random);
        return new Canary("paid with " + card + " today", card);
    }),
    COOKIE(random -> {
        String value = word(random, 32);
        return new Canary("Cookie: session=" + value, value);
    });

    /** @param text what is logged, @param secret what must not be found */
    record Canary(String text, String secret) {}

    private final Function<Random, Canary> maker;

    Canaries(Function<Random, Canary> maker) {
        this.maker = maker;
    }

    Canary next(Random random) {
        return maker.apply(random);
    }

    private static Canary plain(String secret) {
        return new Canary("before " + secret + " after", secret);
    }

    private static String word(Random random, int length) {
        return pick(random, length, "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789");
    }

    private static String base32(Random random, int length) {
        return pick(random, length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    }

    private static String digits(Random random, int length) {
        return pick(random, length, "123456789");
    }

    private static String pick(Random random, int length, String alphabet) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .collect(Collectors.joining());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sixteen digits that begin like a Visa card's and end in the check digit of Luhn. */
    private static String card(Random random) {
        String start = "4" + digits(random, 14);
        int sum = 0;
        for (int i = 0; i < start.length(); i++) {
            int digit = start.charAt(start.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return start + (10 - sum % 10) % 10;
    }
}
