package io.github.stepline.json;

import org.jspecify.annotations.Nullable;

/** Collects the members of {@code caller}. */
final class CallerParser implements Token.Members {
    private @Nullable String className;
    private @Nullable String method;
    private @Nullable Integer line;

    static @Nullable Caller parse(Token token) throws BadLineException {
        CallerParser parser = new CallerParser();
        Token inner = token.members(Name.CALLER, parser);
        return inner == null ? null : parser.caller(inner);
    }

    @Override
    public boolean read(Name name, Token token) throws BadLineException {
        switch (name) {
            case CLASS -> className = token.text(name);
            case METHOD -> method = token.text(name);
            case LINE -> line = token.smallWhole(name);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Caller caller(Token token) throws BadLineException {
        return new Caller(
                token.given(className, Name.CLASS), token.given(method, Name.METHOD), token.given(line, Name.LINE));
    }
}
