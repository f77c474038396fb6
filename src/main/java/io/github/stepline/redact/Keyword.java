package io.github.stepline.redact;

/** A literal in lower case and the rule that looks around it. */
record Keyword(String literal, Matcher matcher) {}
