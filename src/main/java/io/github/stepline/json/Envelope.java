package io.github.stepline.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the route adds to an event: where it was said, by which thread, in which trace, and its number in the file.
 *
 * <p>Immutable. Names and ids are cut at 512 characters, values of the MDC at 8,192; of its entries 256 are kept;
 * what was cut says so.
 *
 * @param traceId the trace it belongs to
 * @param spanId the span it belongs to
 * @param logger the name of the logger
 * @param thread the name of the thread that said it
 * @param caller the line of code, where it was asked for
 * @param mdc the rest of the MDC, without what stands in a field of its own; empty when there is none
 * @param writer the name of the counter that {@code seq} belongs to
 * @param seq the number of the line, counted by {@code writer}
 */
public record Envelope(
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String logger,
        @Nullable String thread,
        @Nullable Caller caller,
        Map<String, String> mdc,
        @Nullable String writer,
        @Nullable Long seq) {

    /** The version of the line's form; written as {@code v}. */
    public static final int VERSION = 1;

    /** An envelope that says nothing. */
    public static final Envelope EMPTY = new Envelope(null, null, null, null, null, Map.of(), null, null);

    public Envelope {
        traceId = id(traceId);
        spanId = id(spanId);
        logger = id(logger);
        thread = id(thread);
        mdc = copyOf(mdc);
        writer = id(writer);
    }

    private static @Nullable String id(@Nullable String text) {
        return text == null ? null : Bounds.id(text);
    }

    /** In the order of {@code mdc}; Logback's may hold null, which says nothing and is left out. */
    private static Map<String, String> copyOf(Map<String, ? extends @Nullable String> mdc) {
        if (mdc.isEmpty()) {
            return Map.of();
        }
        Map<String, String> copy = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends @Nullable String> entry : mdc.entrySet()) {
            if (copy.size() == Bounds.MAX_MDC_ENTRIES) {
                copy.put("…", "[more than " + Bounds.MAX_MDC_ENTRIES + " entries]");
                break;
            }
            String value = entry.getValue();
            if (value != null) {
                copy.putIfAbsent(Bounds.id(String.valueOf(entry.getKey())), Bounds.cut(value, Bounds.MAX_MDC_VALUE));
            }
        }
        return Collections.unmodifiableMap(copy);
    }
}
