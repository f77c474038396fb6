package io.github.stepline.logback;

import java.math.BigInteger;
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
    IBAN(random -> {
        String iban = iban(random);
        return new Canary("from " + iban + " on Monday", iban);
    }),
    SSN(random -> {
        String ssn = "1" + digits(random, 2) + "-" + digits(random, 2) + "-" + digits(random, 4);
        return new Canary("number " + ssn + " of bob", ssn);
    }),
    COOKIE(random -> {
        String value = word(random, 32);
        return new Canary("Cookie: session=" + value, value);
    }),
    BASIC(random -> {
        String credentials = base64("bob:" + word(random, 14));
        return new Canary("Authorization: Basic " + credentials, credentials);
    }),
    PRIVATE_KEY(random -> {
        String body = body(random);
        return new Canary(key(body), body);
    }),
    PRIVATE_KEY_WITHOUT_END(random -> {
        String body = body(random);
        return new Canary(key(body).substring(0, key(body).indexOf("\n-----END")), body);
    }),
    PRIVATE_KEY_IN_JSON(random -> {
        String body = body(random);
        return new Canary("{\"k\":\"" + key(body).replace("\n", "\\n") + "\"}", body);
    }),
    CONNECTION_STRING(random -> named(random, "Server=db;User Id=app;Password=%s;Encrypt=true")),
    JDBC(random -> named(random, "jdbc:postgresql://db/app?user=app&password=%s&ssl=true")),
    QUERY(random -> named(random, "GET https://api.example.com/v1?page=2&access_token=%s&sort=name")),
    JSON(random -> named(random, "{\"user\":\"bob\",\"client_secret\":\"%s\"}")),
    JSON_IN_JSON(random -> named(random, "\"{\\\"user\\\":\\\"bob\\\",\\\"apiKey\\\":\\\"%s\\\"}\"")),
    XML(random -> named(random, "<login><user>bob</user><password>%s</password></login>")),
    ENVIRONMENT(random -> named(random, "PATH=/bin\nDB_PASSWORD=%s\nUSER=bob")),
    OPTION(random -> named(random, "run --user bob --token %s --page 2")),
    ENCODED_FORM(random -> named(random, "user%%3Dbob%%26password%%3D%s"));

    /** @param text what is logged, @param secret what must not be found */
    record Canary(String text, String secret) {}

    private final Function<Random, Canary> maker;

    Canaries(Function<Random, Canary> maker) {
        this.maker = maker;
    }

    Canary next(Random random) {
        return maker.apply(random);
    }

    private static String body(Random random) {
        return word(random, 64) + "\n" + word(random, 40);
    }

    private static String key(String body) {
        return "-----BEGIN RSA " + "PRIVATE KEY-----\n" + body + "\n-----END RSA " + "PRIVATE KEY-----";
    }

    /** A value whose name gives it away. */
    private static Canary named(Random random, String text) {
        String value = word(random, 16);
        return new Canary(String.format(text, value), value);
    }

    private static Canary plain(String secret) {
        return new Canary("before " + secret + " after", secret);
    }

    /** With what URLs, JSON and XML write in another way. */
    static String awkward(Random random) {
        return "/+ \"~\u00e9&'\\%"
                .chars()
                .mapToObj(c -> word(random, 2) + (char) c)
                .collect(Collectors.joining("", "", word(random, 4)));
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

    private static String iban(Random random) {
        String account = digits(random, 18);
        int check = 98
                - new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        return "DE" + String.format("%02d", check) + account;
    }

    /** Sixteen digits that begin like a Visa card's and end in the check digit of Luhn. */
    static String card(Random random) {
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
