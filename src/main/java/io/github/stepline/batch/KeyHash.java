package io.github.stepline.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The first 128 bits of the SHA-256 of lineage and key: what an item is known by in files, so that no key has to stand
 * in them. The lineage keeps short keys from being looked up in a table.
 */
record KeyHash(long high, long low) {
    private static final int LENGTH = 32;
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(KeyHash::sha256);

    static KeyHash of(String lineage, String key) {
        byte[] text = (lineage + '\0' + key).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(SHA_256.get().digest(text));
        return new KeyHash(bytes.getLong(), bytes.getLong());
    }

    /** The hash of a text that {@link #toString} gave, or null for any other value. */
    static @Nullable KeyHash parse(@Nullable Object value) {
        if (!(value instanceof String text) || text.length() != LENGTH) {
            return null;
        }
        try {
            return new KeyHash(
                    HexFormat.fromHexDigitsToLong(text, 0, LENGTH / 2),
                    HexFormat.fromHexDigitsToLong(text, LENGTH / 2, LENGTH));
        } catch (NumberFormatException noHash) {
            return null;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
