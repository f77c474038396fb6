package io.github.stepline.json;

import io.github.stepline.LogError;
import org.jspecify.annotations.Nullable;

/** Collects the members of {@code error}. */
final class ErrorParser implements Token.Members {
    private @Nullable String type;
    private @Nullable String message;
    private @Nullable String stackTrace;
    private @Nullable String hash;

    static @Nullable LogError parse(Token token) throws BadLineException {
        ErrorParser parser = new ErrorParser();
        Token inner = token.members(Name.ERROR, parser);
        return inner == null ? null : parser.error(inner);
    }

    @Override
    public boolean read(Name name, Token token) throws BadLineException {
        switch (name) {
            case TYPE -> type = token.text(name);
            case MESSAGE -> message = token.text(name);
            case STACK_TRACE -> stackTrace = token.text(name);
            case HASH -> hash = token.text(name);
            default -> {
                return false;
            }
        }
        return true;
    }

    private LogError error(Token token) throws BadLineException {
        return LogError.of(token.given(type, Name.TYPE), message, stackTrace, hash);
    }
}
