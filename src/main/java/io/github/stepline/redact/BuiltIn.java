package io.github.stepline.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules that come with the library. */
final class BuiltIn {
    private static final Set<String> OTHER_RULES = Set.of(
            "azure-client-secret",
            "telegram-token",
            "terraform-token",
            "teams-webhook",
            "twilio-key",
            "jwt",
            "private-key",
            "url-password",
            "url-parameter",
            "card-number",
            "iban",
            "ssn",
            "email",
            "phone",
            "ip-address",
            "key",
            "registered");

    private BuiltIn() {}

    static List<Keyword> keywords(Matcher pairs) {
        List<Keyword> keywords = new ArrayList<>(Tokens.keywords());
        keywords.addAll(Anchors.keywords());
        AuthorizationMatcher authorization = new AuthorizationMatcher();
        keywords.add(new Keyword("bearer", authorization));
        keywords.add(new Keyword("basic", authorization));
        keywords.add(new Keyword("eyj", new JwtMatcher()));
        PrivateKeyMatcher privateKey = new PrivateKeyMatcher();
        keywords.add(new Keyword("-----begin", privateKey));
        keywords.add(new Keyword("---- begin", privateKey));
        keywords.add(new Keyword("private-lines:", PrivateKeyMatcher::matchPutty));
        keywords.add(new Keyword("://", new UrlMatcher()));
        keywords.add(new Keyword(":/", UrlMatcher::matchPath));
        NameWords.STEMS.forEach(stem -> keywords.add(new Keyword(stem, pairs)));
        return keywords;
    }

    /** The names of all rules, as they stand in masks. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(OTHER_RULES);
        names.addAll(Tokens.rules());
        names.addAll(NameWords.rules());
        return names;
    }
}
