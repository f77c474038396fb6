package io.github.stepline.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What users have added to the built-in rules or switched off. A redactor holds one under its lock. */
final class Settings {
    final Set<String> unmaskedRules = new TreeSet<>();
    final Set<String> allowedKeys = new TreeSet<>();
    final Set<String> hiddenKeys = new TreeSet<>();
    final List<UserRule> userRules = new ArrayList<>();

    /** A secret stands in the list once for each time it was registered. */
    final List<Known.Entry> secrets = new ArrayList<>();

    boolean hasPersonal;
}
