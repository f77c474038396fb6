package io.github.stepline;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to an AI service that is under way; {@link Events#apiRequestSent} makes it. It ends once, with {@link
 * #received} or {@link #failed}; both say how long it took. Safe between threads.
 */
public final class ApiCall extends Pair {
    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    /** Ids of two processes that write into one file shall differ. */
    private static final String PROCESS = Long.toString(System.currentTimeMillis() & 0xFFFFFF, Character.MAX_RADIX)
            + Long.toString(ProcessHandle.current().pid() & 0xFFF, Character.MAX_RADIX);

    private ApiCall(String provider) {
        super(provider);
    }

    /** @param promptTokens negative when nobody counted */
    static ApiCall send(
            String provider,
            String model,
            long promptTokens,
            long maxNewTokens,
            @Nullable Consumer<EventBuilder> more) {
        ApiCall call = new ApiCall(provider);
        if (EventBuilder.isWanted(Action.API_REQUEST_SENT, more)) {
            EventBuilder event = new EventBuilder(Action.API_REQUEST_SENT)
                    .eventId("ai_call_" + PROCESS + "_" + LAST_NUMBER.incrementAndGet() + "_req")
                    .detail("api_provider", provider)
                    .detail("model_used", model);
            if (promptTokens >= 0) {
                event.detail(
                        "request_payload_summary",
                        counts("prompt_tokens", promptTokens, "max_new_tokens", maxNewTokens));
            }
            call.begin(event, more);
        }
        return call;
    }

    /** The answer came. */
    public void received(int status) {
        received(status, null);
    }

    /** The answer came, and more about it. */
    public void received(int status, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.API_RESPONSE_RECEIVED, more);
        if (event != null) {
            response(event, status).say(more, ApiCall.class);
        }
    }

    /** The answer came and says what it cost. */
    public void received(int status, long completionTokens, long totalTokens) {
        received(status, completionTokens, totalTokens, null);
    }

    /** The answer came and says what it cost, and more about it. */
    public void received(int status, long completionTokens, long totalTokens, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.API_RESPONSE_RECEIVED, more);
        if (event != null) {
            response(event, status)
                    .detail(
                            "response_payload_summary",
                            counts("completion_tokens", completionTokens, "total_tokens", totalTokens))
                    .say(more, ApiCall.class);
        }
    }

    /** The service answered with an error. */
    public void failed(int status, String errorType, @Nullable String errorMessage) {
        failed(status, errorType, errorMessage, null);
    }

    /** The service answered with an error, and more about it. */
    public void failed(
            int status, String errorType, @Nullable String errorMessage, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.API_RESPONSE_FAILED, more);
        if (event != null) {
            response(event, status)
                    .detail("error_type", errorType)
                    .detail("error_message", errorMessage)
                    .say(more, ApiCall.class);
        }
    }

    /** No answer came. */
    public void failed(@Nullable Throwable error) {
        failed(error, null);
    }

    /** No answer came, and more about it. */
    public void failed(@Nullable Throwable error, @Nullable Consumer<EventBuilder> more) {
        EventBuilder event = end(Action.API_RESPONSE_FAILED, more);
        if (event != null) {
            event.detail("api_provider", subject()).error(error).say(more, ApiCall.class);
        }
    }

    private EventBuilder response(EventBuilder event, int status) {
        return event.detail("api_provider", subject()).detail("status_code", status);
    }

    private static Map<String, @Nullable Object> counts(String key1, long value1, String key2, long value2) {
        return new Details.Builder().put(key1, value1).put(key2, value2).build();
    }
}
