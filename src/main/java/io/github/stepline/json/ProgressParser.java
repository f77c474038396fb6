package io.github.stepline.json;

import io.github.stepline.Progress;
import org.jspecify.annotations.Nullable;

/** Collects the members of {@code progress}. */
final class ProgressParser implements Token.Members {
    private @Nullable String name;
    private @Nullable Long index;
    private @Nullable Long of;
    private @Nullable Long current;
    private @Nullable Long total;
    private @Nullable String unit;
    private @Nullable Integer attempt;
    private @Nullable Integer maxAttempts;
    private @Nullable String worker;

    static @Nullable Progress parse(Token token) throws BadLineException {
        ProgressParser parser = new ProgressParser();
        Token inner = token.members(Name.PROGRESS, parser);
        return inner == null ? null : parser.progress();
    }

    @Override
    public boolean read(Name name, Token token) throws BadLineException {
        switch (name) {
            case NAME -> this.name = token.text(name);
            case INDEX -> index = token.whole(name);
            case OF -> of = token.whole(name);
            case CURRENT -> current = token.whole(name);
            case TOTAL -> total = token.whole(name);
            case UNIT -> unit = token.text(name);
            case ATTEMPT -> attempt = token.smallWhole(name);
            case MAX_ATTEMPTS -> maxAttempts = token.smallWhole(name);
            case WORKER -> worker = token.text(name);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Progress progress() {
        return new Progress(name, index, of, current, total, unit, attempt, maxAttempts, worker);
    }
}
