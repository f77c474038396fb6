package io.github.stepline.redact;

import static io.github.stepline.redact.Alphabet.ALNUM;
import static io.github.stepline.redact.Alphabet.ANY_HEX;
import static io.github.stepline.redact.Alphabet.BASE32;
import static io.github.stepline.redact.Alphabet.BASE64;
import static io.github.stepline.redact.Alphabet.DASHED;
import static io.github.stepline.redact.Alphabet.HEX;
import static io.github.stepline.redact.Alphabet.PATH;
import static io.github.stepline.redact.Alphabet.TOKEN_68;
import static io.github.stepline.redact.Alphabet.UPPER;
import static io.github.stepline.redact.Alphabet.URL_SAFE;
import static io.github.stepline.redact.Alphabet.URL_SAFE_DOTTED;
import static io.github.stepline.redact.Alphabet.WORD;
import static io.github.stepline.redact.TokenShape.OPEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The tokens that a fixed prefix gives away, as one table. Prefixes are case-sensitive. */
final class Tokens {
    private static final List<TokenShape> SHAPES = new ArrayList<>();

    static {
        // cloud
        add("aws-access-key", BASE32, 16, 16, "AKIA ASIA ABIA ACCA");
        add("aws-access-key", UPPER, 17, 17, "A3T");
        add("aws-bedrock-key", BASE64, 100, OPEN, "ABSK");
        add("google-api-key", URL_SAFE, 35, 39, "AIza");
        add("google-oauth", URL_SAFE, 24, OPEN, "GOCSPX-");
        add("google-oauth", URL_SAFE_DOTTED, 20, OPEN, "ya29.");
        add("alibaba-access-key", ALNUM, 17, 21, "LTAI");
        add("tencent-secret-id", ALNUM, 32, 32, "AKID");
        add("digitalocean-token", HEX, 64, 64, "dop_v1_ doo_v1_ dor_v1_");
        add("heroku-api-key", URL_SAFE, 50, OPEN, "HRKU-AA");
        add("fly-token", BASE64, 40, OPEN, "fm2_ fo1_ fm1a_ fm1r_");
        add("scalingo-token", URL_SAFE, 48, OPEN, "tk-us-");
        add("planetscale-token", URL_SAFE_DOTTED, 32, OPEN, "pscale_tkn_ pscale_pw_ pscale_oauth_");
        add("supabase-token", ALNUM, 40, OPEN, "sbp_");
        add("supabase-token", URL_SAFE, 20, OPEN, "sb_secret_");

        // source hosts, packages, builds
        add("github-token", ALNUM, 36, OPEN, "ghp_ gho_ ghu_ ghs_ ghr_");
        add("github-token", URL_SAFE_DOTTED, 100, OPEN, "ghs_");
        add("github-token", WORD, 60, OPEN, "github_pat_");
        add(
                "gitlab-token",
                URL_SAFE_DOTTED,
                20,
                OPEN,
                "glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- glsoat- gloas-");
        add("bitbucket-token", URL_SAFE, 180, OPEN, "ATCTT3");
        add("bitbucket-token", ALNUM, 32, 40, "ATBB");
        add("atlassian-token", URL_SAFE, 100, OPEN, "ATATT3");
        add("npm-token", ALNUM, 36, OPEN, "npm_");
        add("pypi-token", URL_SAFE, 50, OPEN, "pypi-AgE");
        add("rubygems-key", HEX, 48, 48, "rubygems_");
        add("docker-token", URL_SAFE, 20, OPEN, "dckr_pat_ dckr_oat_");
        add("artifactory-key", ALNUM, 69, OPEN, "AKCp");
        add("artifactory-key", ALNUM, 54, OPEN, "cmVmdGtuO");
        add("sourcegraph-token", WORD, 40, OPEN, "sgp_");
        add("circleci-token", WORD, 40, OPEN, "CCIPAT_ CCIPRJ_");
        add("buildkite-token", ALNUM, 40, OPEN, "bkua_");
        add("terraform-token", URL_SAFE, 32, OPEN, "tfp_");
        add("pulumi-token", HEX, 40, 40, "pul-");
        add("prefect-token", ALNUM, 36, 36, "pnu_");

        // chat, mail, tools
        add("slack-token", DASHED, 20, OPEN, "xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xapp-");
        add("slack-token", URL_SAFE_DOTTED, 30, OPEN, "xoxe.");
        add("slack-webhook", PATH, 20, OPEN, "hooks.slack.com/services/ hooks.slack.com/workflows/");
        add("slack-webhook", PATH, 20, OPEN, "hooks.slack.com/triggers/");
        add("discord-webhook", PATH, 60, OPEN, "discord.com/api/webhooks/ discordapp.com/api/webhooks/");
        add("sendgrid-key", URL_SAFE_DOTTED, 60, OPEN, "SG.");
        add("sendinblue-key", DASHED, 64, OPEN, "xkeysib-");
        add("mailgun-key", HEX, 32, 32, "key-");
        add("notion-token", ALNUM, 40, OPEN, "ntn_ secret_");
        add("figma-token", URL_SAFE, 38, OPEN, "figd_");
        add("linear-key", ALNUM, 32, OPEN, "lin_api_ lin_oauth_");
        add("postman-key", DASHED, 50, OPEN, "PMAK-");
        add("readme-key", ALNUM, 60, OPEN, "rdme_");

        // money and shops
        add("stripe-key", ALNUM, 10, OPEN, "sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_");
        add("stripe-key", BASE64, 32, OPEN, "whsec_");
        add("square-token", URL_SAFE, 56, 60, "EAAA");
        add("square-token", URL_SAFE, 22, 60, "sq0atp- sq0csp-");
        add("shopify-token", ANY_HEX, 32, 32, "shpat_ shpca_ shppa_ shpss_");
        add("easypost-key", ALNUM, 54, 54, "EZAK EZTK");
        add("flutterwave-key", DASHED, 32, OPEN, "FLWSECK- FLWSECK_TEST-");

        // people and passwords
        add("facebook-token", ALNUM, 80, OPEN, "EAAM EAAC EAAG EAAJ EAAB");
        add("onepassword-token", BASE64, 100, OPEN, "ops_eyJ");
        add("intra42-secret", HEX, 64, 64, "s-s4t2ud- s-s4t2af-");

        // language models
        add("anthropic-key", URL_SAFE, 20, OPEN, "sk-ant-");
        add("openai-key", URL_SAFE, 20, OPEN, "sk-proj- sk-svcacct- sk-admin- sk-None-");
        add("openrouter-key", ALNUM, 32, OPEN, "sk-or-v1-");
        add("llm-key", ALNUM, 32, OPEN, "sk-");
        add("huggingface-token", ALNUM, 34, 40, "hf_ api_org_");
        add("groq-key", ALNUM, 40, OPEN, "gsk_");
        add("xai-key", ALNUM, 60, OPEN, "xai-");
        add("perplexity-key", ALNUM, 40, OPEN, "pplx-");
        add("replicate-token", ALNUM, 36, 40, "r8_");
        add("nvidia-key", URL_SAFE, 50, OPEN, "nvapi-");
        add("together-key", URL_SAFE, 32, OPEN, "tgp_v1_");

        // stores of secrets, data, watching
        add("vault-token", URL_SAFE, 24, OPEN, "hvs. hvb. hvr.");
        add("doppler-token", ALNUM, 40, OPEN, "dp.pt. dp.ct. dp.scim. dp.audit.");
        add("doppler-token", URL_SAFE_DOTTED, 40, OPEN, "dp.st. dp.sa.");
        add("databricks-token", HEX, 32, 32, "dapi");
        add("grafana-token", WORD, 41, 60, "glsa_");
        add("grafana-token", BASE64, 32, OPEN, "glc_");
        add("sentry-token", ALNUM, 64, 64, "sntryu_");
        add("sentry-token", TOKEN_68, 60, OPEN, "sntrys_");
        add("dynatrace-token", URL_SAFE_DOTTED, 80, OPEN, "dt0c01. dt0s01.");
        add("newrelic-key", ALNUM, 27, 42, "NRAK- NRII-");
        add("tailscale-key", DASHED, 20, OPEN, "tskey-");
        add("openshift-token", URL_SAFE, 43, 43, "sha256~");
        add("age-secret-key", UPPER, 50, OPEN, "AGE-SECRET-KEY-1");
    }

    private Tokens() {}

    /** One keyword a prefix; the prefix in lower case. */
    static List<Keyword> keywords() {
        return SHAPES.stream()
                .map(shape -> new Keyword(lower(shape.prefix()), shape))
                .toList();
    }

    static Set<String> rules() {
        return SHAPES.stream().map(TokenShape::rule).collect(Collectors.toSet());
    }

    private static String lower(String prefix) {
        return prefix.toLowerCase(Locale.ROOT);
    }

    private static void add(String rule, Alphabet alphabet, int fewest, int most, String prefixes) {
        for (String prefix : prefixes.split(" ")) {
            SHAPES.add(new TokenShape(rule, prefix, alphabet, fewest, most));
        }
    }
}
