package io.github.stepline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for canaries finds them in every form; one that finds nothing would let every test pass. */
class LeaksTest {
    private static final String SECRET = "qV7/x+y z\"Kw~4é&2mB'9tR\\c";

    @ParameterizedTest
    @EnumSource(Form.class)
    void in_secretInAForm_isFound(Form form) {
        assertFound("before " + form.of(SECRET) + " after");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void in_base64OfALongerText_isFound(int bytesBefore) {
        byte[] longer = ("abcd".substring(0, bytesBefore) + SECRET + "e").getBytes(StandardCharsets.UTF_8);
        assertFound(Base64.getEncoder().encodeToString(longer));
        assertFound(Base64.getUrlEncoder().withoutPadding().encodeToString(longer));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 12})
    void in_halfOfASecret_isFound(int from) {
        assertFound("x" + SECRET.substring(from, from + 12) + "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "before after", "qV7/x+y z\"K", "%71%5", "\\u00"})
    void in_anythingElse_findsNothing(String output) {
        assertThat(found(output)).isEmpty();
    }

    private static void assertFound(String output) {
        assertThat(found(output)).as(output).isNotEmpty();
    }

    private static java.util.Set<String> found(String output) {
        Leaks leaks = new Leaks();
        leaks.lookFor(SECRET, "the secret");
        return leaks.in(output.getBytes(StandardCharsets.UTF_8));
    }
}
