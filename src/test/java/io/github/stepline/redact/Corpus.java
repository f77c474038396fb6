package io.github.stepline.redact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Labelled texts: those that hold a secret in each way that logs are written, and those that hold none. */
final class Corpus {
    /**
     * A text with a secret.
     *
     * @param kind the class of secret
     * @param way how the text is written
     * @param secret no part of which may remain
     */
    record Positive(String kind, String way, String text, String secret) {}

    private static final UnaryOperator<String> PLAIN = UnaryOperator.identity();
    private static final UnaryOperator<String> JSON = secret -> secret.replace("\n", "\\n");
    private static final UnaryOperator<String> JSON_IN_JSON = secret -> secret.replace("\n", "\\\\n");

    /** A way of writing a value that has no telling name. */
    private record Way(String text, UnaryOperator<String> encode) {}

    private static final Map<String, Way> VALUE_WAYS = new LinkedHashMap<>();
    private static final Map<String, String> PAIR_WAYS = new LinkedHashMap<>();

    static {
        VALUE_WAYS.put("sentence", new Way("Uploading with %s for user bob failed", PLAIN));
        VALUE_WAYS.put("sentence end", new Way("Rejected %s.", PLAIN));
        VALUE_WAYS.put("logfmt", new Way("level=info item=%s user=bob", PLAIN));
        VALUE_WAYS.put("JSON in text", new Way("sent {\"item\":\"%s\",\"user\":\"bob\"} twice", JSON));
        VALUE_WAYS.put("escaped JSON", new Way("\"{\\\"item\\\":\\\"%s\\\",\\\"user\\\":\\\"bob\\\"}\"", JSON_IN_JSON));
        VALUE_WAYS.put("URL", new Way("GET https://api.example.com/v1?item=%s&user=bob", PLAIN));
        VALUE_WAYS.put("header dump", new Way("GET / HTTP/1.1\r\nHost: x\r\nX-Item: %s\r\nAccept: */*", PLAIN));
        VALUE_WAYS.put("environment dump", new Way("PATH=/bin\nITEM=%s\nUSER=bob", PLAIN));
        VALUE_WAYS.put(
                "stack trace",
                new Way("java.lang.IllegalStateException: bad %s\n\tat com.example.Item.run(Item.java:3)", PLAIN));
        VALUE_WAYS.put("XML", new Way("<item>%s</item><user>bob</user>", PLAIN));
        VALUE_WAYS.put("record", new Way("Item[value=%s, user=bob]", PLAIN));
        VALUE_WAYS.put("command line", new Way("run --item %s --user bob", PLAIN));
        VALUE_WAYS.put("escaped line break", new Way("first line\\n%s\\nlast line", JSON));
        VALUE_WAYS.put("list", new Way("['a', '%s', 'b']", JSON));

        PAIR_WAYS.put("logfmt", "level=info %s=%s user=bob");
        PAIR_WAYS.put("logfmt, quoted", "level=info %s=\"%s\" user=bob");
        PAIR_WAYS.put("sentence", "login of bob with %s=%s failed");
        PAIR_WAYS.put("JSON in text", "sent {\"user\":\"bob\",\"%s\":\"%s\",\"n\":1} twice");
        PAIR_WAYS.put("JSON with blanks", "{ \"%s\" : \"%s\", \"user\" : \"bob\" }");
        PAIR_WAYS.put("escaped JSON", "\"{\\\"%s\\\":\\\"%s\\\",\\\"user\\\":\\\"bob\\\"}\"");
        PAIR_WAYS.put("twice escaped JSON", "{\\\\\\\"%s\\\\\\\":\\\\\\\"%s\\\\\\\",\\\\\\\"n\\\\\\\":1}");
        PAIR_WAYS.put("URL", "GET https://api.example.com/v1?user=bob&%s=%s&page=2 HTTP/1.1");
        PAIR_WAYS.put("form", "body user=bob&%s=%s");
        PAIR_WAYS.put("header dump", "GET / HTTP/1.1\r\nHost: x\r\nX-%s: %s\r\nAccept: */*");
        PAIR_WAYS.put("environment dump", "PATH=/bin\nAPP_%s=%s\nUSER=bob");
        PAIR_WAYS.put("export", "export %s='%s'");
        PAIR_WAYS.put("properties", "app.%s = %s");
        PAIR_WAYS.put("stack trace", "java.sql.SQLException: no login with %s=%s\n\tat com.example.Db.open(Db.java:3)");
        PAIR_WAYS.put("XML element", "<user>bob</user><%s>%s</%1$s>");
        PAIR_WAYS.put("XML attribute", "<login user=\"bob\" %s=\"%s\"/>");
        PAIR_WAYS.put("XML property", "<property name=\"%s\" value=\"%s\"/>");
        PAIR_WAYS.put("name and value", "{\"name\":\"%s\",\"value\":\"%s\"}");
        PAIR_WAYS.put("map", "{user=bob, %s=%s, page=2}");
        PAIR_WAYS.put("map of lists", "{user=[bob], %s=[%s], page=[2]}");
        PAIR_WAYS.put("record", "Login[user=bob, %s=%s]");
        PAIR_WAYS.put("Python", "{'user': 'bob', '%s': '%s'}");
        PAIR_WAYS.put("Ruby", "{\"%s\"=>\"%s\", \"user\"=>\"bob\"}");
        PAIR_WAYS.put("option", "run --user bob --%s %s --page 2");
        PAIR_WAYS.put("option with sign", "run --user bob --%s=%s");
        PAIR_WAYS.put("list of options", "[\"--%s\", \"%s\", \"--page\", \"2\"]");
        PAIR_WAYS.put("HTML", "{&quot;%s&quot;:&quot;%s&quot;,&quot;n&quot;:1}");
        PAIR_WAYS.put("encoded form", "user%%3Dbob%%26%s%%3D%s");
        PAIR_WAYS.put("connection string", "Server=db;User Id=app;%s=%s;Encrypt=true");
        PAIR_WAYS.put("escaped line break", "user=bob\\n%s=%s\\npage=2");
        PAIR_WAYS.put("unicode escapes", "user\\u003dbob\\u0026%s\\u003d\\u0022%s\\u0022");
    }

    static final List<String> PAIR_NAMES = List.of(
            "password",
            "passwd",
            "pwd",
            "db_password",
            "userPassword",
            "DB_PASSWORD",
            "spring.datasource.password",
            "secret",
            "client_secret",
            "clientSecret",
            "token",
            "access_token",
            "refreshToken",
            "authToken",
            "apiKey",
            "api_key",
            "api-key",
            "APIKEY",
            "aws_secret_access_key",
            "secretAccessKey",
            "private_key",
            "accountKey",
            "encryption-key",
            "passphrase",
            "credentials",
            "sessionid",
            "JSESSIONID",
            "csrf_token",
            "jwt",
            "otp",
            "senha",
            "contraseña",
            "connectionString",
            "signing_key");

    private Corpus() {}

    static List<Positive> positives(Filler filler) {
        List<Positive> positives = new ArrayList<>();
        for (String line : lines("positives.txt")) {
            String[] columns = line.split("\t");
            VALUE_WAYS.forEach((name, way) -> {
                String secret = filler.fill(columns[1]);
                String text = String.format(way.text, way.encode.apply(secret));
                positives.add(new Positive(columns[0], name, text, hidden(columns[0], secret)));
            });
        }
        for (String name : PAIR_NAMES) {
            PAIR_WAYS.forEach((way, text) -> {
                boolean isEncoded = way.equals("URL") || way.contains("form") || way.contains("unicode");
                String secret = filler.of(isEncoded ? "ALNUM" : "WILD", 10 + name.length());
                positives.add(new Positive("pair", way, String.format(text, name, secret), secret));
            });
        }
        return positives;
    }

    /** Schemes and hosts may stay. */
    private static String hidden(String kind, String secret) {
        return switch (kind) {
            case "authorization" -> secret.substring(secret.indexOf(' ') + 1);
            case "url-password" -> secret.replaceAll("^.*[:/]([A-Za-z0-9]{12})@.*$", "$1");
            case "teams-webhook" -> secret.substring(secret.indexOf("webhookb2") + 10);
            case "slack-webhook", "discord-webhook" -> secret.substring(secret.indexOf(".com") + 20);
            default -> secret;
        };
    }

    static List<String> negatives() {
        return lines("negatives.txt");
    }

    static List<String> lines(String file) {
        InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream("/redact/" + file), file);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
