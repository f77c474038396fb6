package io.github.stepline.logback;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A form in which programs write a text that is not safe where it goes. */
enum Form {
    PLAIN(text -> text),
    URL_FORM(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)),
    URL_FORM_LOWER(text -> lowerEscapes(URL_FORM.of(text))),
    URL(text -> URL_FORM.of(text).replace("+", "%20").replace("*", "%2A").replace("%7E", "~")),
    URL_LOWER(text -> lowerEscapes(URL.of(text))),
    /** What JavaScript's encodeURIComponent leaves as it is. */
    URL_SCRIPT(text -> URL.of(text).replace("%27", "'").replace("%21", "!").replace("%28", "(")),
    /** What may stand in a path. */
    URL_PATH(text -> URL.of(text).replace("%2F", "/").replace("%26", "&").replace("%2B", "+")),
    URL_PATH_LOWER(text -> lowerEscapes(URL_PATH.of(text))),
    /** Only what would break the line. */
    URL_BLANKS(text -> text.replace("%", "%25").replace(" ", "%20").replace("\"", "%22")),
    URL_EVERY_BYTE(text -> HexFormat.of().withUpperCase().withPrefix("%").formatHex(bytes(text))),
    URL_EVERY_BYTE_LOWER(text -> HexFormat.of().withPrefix("%").formatHex(bytes(text))),
    HEX(text -> HexFormat.of().formatHex(bytes(text))),
    HEX_UPPER(text -> HexFormat.of().withUpperCase().formatHex(bytes(text))),
    JSON(text -> text.replace("\\", "\\\\").replace("\"", "\\\"")),
    JSON_WITH_SLASHES(text -> JSON.of(text).replace("/", "\\/")),
    JSON_ASCII(text -> ascii(JSON.of(text))),
    JSON_IN_JSON(text -> JSON.of(JSON.of(text))),
    BASE64(text -> Base64.getEncoder().encodeToString(bytes(text))),
    BASE64_BEHIND_ONE(text -> BASE64.of("x" + text)),
    BASE64_BEHIND_TWO(text -> BASE64.of("xy" + text)),
    BASE64_URL(text -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text)));

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private final UnaryOperator<String> write;

    Form(UnaryOperator<String> write) {
        this.write = write;
    }

    String of(String text) {
        return write.apply(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String lowerEscapes(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        for (char c : text.toCharArray()) {
            ascii.append(c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return ascii.toString();
    }
}
