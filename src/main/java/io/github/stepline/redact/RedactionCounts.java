package io.github.stepline.redact;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a redactor has done since it was made.
 *
 * @param masked for each rule that found something, how often
 * @param failed how many texts or values became a marker because a rule or a limit kept them from being judged
 * @param truncated how many texts lost their end because they were too long
 */
public record RedactionCounts(Map<String, Long> masked, long failed, long truncated) {
    public RedactionCounts {
        masked = Collections.unmodifiableMap(new TreeMap<>(masked));
    }
}
