package io.github.stepline.bench;

import java.util.List;
import java.util.regex.Pattern;

/** Thirty expressions for the common kinds of secrets, as many a configuration lists them, and ten names. */
final class Expressions {
    static final List<String> NAMES = List.of(
            "password",
            "passwd",
            "secret",
            "token",
            "access_token",
            "api_key",
            "authorization",
            "cookie",
            "private_key",
            "credential");

    static final List<String> VALUES = List.of(
            "\\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b",
            "\\bgh[pousr]_[0-9A-Za-z]{36}\\b",
            "\\bgithub_pat_\\w{82}\\b",
            "\\bnpm_[0-9A-Za-z]{36}\\b",
            "\\bglpat-[\\w-]{20}\\b",
            "\\bxox[abeprs]-[0-9A-Za-z-]{10,}",
            "\\bAIza[\\w-]{35}\\b",
            "\\b[sr]k_(?:test|live|prod)_[A-Za-z0-9]{10,99}\\b",
            "\\bSK[0-9a-f]{32}\\b",
            "\\bSG\\.[\\w.-]{66}",
            "\\bsk-ant-[\\w-]{20,}",
            "\\bsk-(?:proj|svcacct|admin)-[\\w-]{20,}",
            "\\bhf_[A-Za-z]{34}\\b",
            "\\bdop_v1_[a-f0-9]{64}\\b",
            "\\bhvs\\.[\\w-]{90,120}",
            "\\bdapi[a-f0-9]{32}\\b",
            "\\bshpat_[a-f0-9]{32}\\b",
            "\\beyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*",
            "(?i)\\bbearer\\s+[\\w.~+/=-]{8,}",
            "(?i)\\bbasic\\s+[A-Za-z0-9+/=]{8,}",
            "(?i)\\b(?:set-)?cookie:\\s*\\S+",
            "-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY",
            "\\b[a-z][a-z0-9+.-]*://[^\\s:/@]+:[^\\s/@]+@",
            "(?i)\\bpass(?:word|wd)?\\s*[=:]\\s*\\S+",
            "(?i)\\bapi[_-]?key\\s*[=:]\\s*\\S+",
            "(?i)\\b(?:secret|token)\\s*[=:]\\s*\\S+",
            "\\b(?:\\d{13,19}|\\d{4}(?:[ -]\\d{4}){3})\\b",
            "\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b",
            "\\b\\d{3}-\\d{2}-\\d{4}\\b",
            "\\b[\\w.+-]+@[\\w-]+\\.[\\w.]+");

    private static final List<Pattern> PATTERNS =
            VALUES.stream().map(Pattern::compile).toList();

    private Expressions() {}

    /** Each expression in turn over the whole text. */
    static String redact(String text) {
        String redacted = text;
        for (Pattern pattern : PATTERNS) {
            redacted = pattern.matcher(redacted).replaceAll("****");
        }
        return redacted;
    }
}
