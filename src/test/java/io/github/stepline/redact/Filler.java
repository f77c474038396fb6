package io.github.stepline.redact;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes secrets that never were anybody's out of shapes such as {@code {HEX:32}}. */
final class Filler {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final Map<String, String> ALPHABETS = Map.of(
            "HEX", DIGITS + "abcdef",
            "DIGIT", DIGITS,
            "UPPER", UPPER + DIGITS,
            "BASE32", UPPER + "234567",
            "LETTER", LOWER + UPPER,
            "ALNUM", LOWER + UPPER + DIGITS,
            "URL", LOWER + UPPER + DIGITS + "_-",
            "WILD", LOWER + UPPER + DIGITS + "!#$%^*_+.~-");
    private static final Pattern PIECE = Pattern.compile("\\{([A-Z0-9]+)(-?)(?::(\\d+))?}");

    private final Random random;

    Filler(Random random) {
        this.random = random;
    }

    String fill(String shape) {
        return PIECE.matcher(shape.replace("¦", "").replace("\\n", "\n"))
                .replaceAll(match -> Matcher.quoteReplacement(piece(match)));
    }

    private String piece(java.util.regex.MatchResult match) {
        return switch (match.group(1)) {
            case "JWT" -> jwt();
            case "CARD" -> match.group(2).isEmpty() ? card() : card().replaceAll("(\\d{4})(?=\\d)", "$1-");
            case "IBAN" -> iban();
            case "SSN" ->
                (100 + random.nextInt(500)) + "-" + (10 + random.nextInt(80)) + "-" + (1000 + random.nextInt(8000));
            default -> of(match.group(1), Integer.parseInt(match.group(3)));
        };
    }

    /** A text that begins with a letter or digit and holds a letter. */
    String of(String alphabet, int length) {
        String characters = Objects.requireNonNull(ALPHABETS.get(alphabet), alphabet);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            char c = characters.charAt(random.nextInt(characters.length()));
            boolean isEdge = text.length() == 0 || text.length() == length - 1;
            if (!isEdge || Character.isLetterOrDigit(c)) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private String jwt() {
        String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
        String payload = "{\"sub\":\"" + of("DIGIT", 10) + "\",\"name\":\"x\"}";
        return base64(header) + "." + base64(payload) + "." + of("URL", 43);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String card() {
        String[] starts = {"4", "51", "55", "2221", "6011", "3528"};
        String digits = starts[random.nextInt(starts.length)];
        digits += of("DIGIT", 14 - digits.length()) + (1 + random.nextInt(9));
        for (int check = 0; check < 10; check++) {
            if (hasCheckDigit(digits + check)) {
                return digits + check;
            }
        }
        throw new IllegalStateException("no check digit for " + digits);
    }

    private static boolean hasCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(digits.length() - 1 - i) - '0') * (1 + i % 2);
            sum += digit / 10 + digit % 10;
        }
        return sum % 10 == 0;
    }

    private String iban() {
        String account = of("DIGIT", 18);
        BigInteger number = new BigInteger(account + "131400");
        int check = 98 - number.mod(BigInteger.valueOf(97)).intValue();
        return "DE" + String.format("%02d", check) + account;
    }
}
