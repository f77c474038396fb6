package io.github.stepline.redact;

import java.util.Locale;
import java.util.Set;

/**
 * Masks the password in the authority of a URL: {@code scheme://user:password@host}, and {@code https:/user:password@host}
 * as it is left of one that somebody took for a path.
 */
final class UrlMatcher implements Matcher {
    private static final int LONGEST_AUTHORITY = 1_024;
    private static final int LONGEST_TAIL = 64;
    private static final String BREAKS = " \t\r\n\"'<>`\\|";

    private static final int LONGEST_SCHEME = 16;

    /** Schemes of URLs with users in them. */
    private static final Set<String> SCHEMES = Set.of(
            "http",
            "https",
            "ftp",
            "ftps",
            "sftp",
            "ssh",
            "git",
            "svn",
            "ws",
            "wss",
            "ldap",
            "ldaps",
            "smtp",
            "smtps",
            "imap",
            "imaps",
            "amqp",
            "amqps",
            "mqtt",
            "mqtts",
            "redis",
            "rediss",
            "mongodb",
            "mongodb+srv",
            "postgres",
            "postgresql",
            "mysql",
            "mariadb",
            "nats",
            "kafka",
            "smb",
            "webdav");

    /** At a colon and one slash. */
    static void matchPath(Scan scan, int start, int end) {
        if (scan.at(end) == '/') {
            return;
        }
        int scheme = start;
        while (start - scheme < LONGEST_SCHEME && Alphabet.SCHEME.has(scan.at(scheme - 1))) {
            scheme--;
        }
        int userEnd = scan.runEnd(end, Alphabet.NAME, LONGEST_TAIL);
        if (scan.at(userEnd) != ':' || !SCHEMES.contains(lower(scan, scheme, start))) {
            return;
        }
        for (int i = userEnd + 1; i < userEnd + LONGEST_AUTHORITY; i++) {
            char c = scan.at(i);
            if (c == '@') {
                maskPassword(scan, userEnd + 1, i);
                return;
            }
            if (c == 0 || c == '/' || BREAKS.indexOf(c) >= 0) {
                return;
            }
        }
    }

    private static String lower(Scan scan, int from, int to) {
        return scan.text().substring(from, to).toLowerCase(Locale.ROOT);
    }

    /** At a colon and two slashes. */
    @Override
    public void match(Scan scan, int start, int end) {
        int colon = -1;
        int at = -1;
        int last = Math.min(scan.end(), end + LONGEST_AUTHORITY);
        for (int i = end; i < last; i++) {
            char c = scan.at(i);
            int mask = c == '[' ? Mask.endOfMask(scan, i) : -1;
            if (mask > 0 && colon < 0) {
                i = mask - 1;
            } else if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '@') {
                at = i;
            } else if (BREAKS.indexOf(c) >= 0) {
                break;
            } else if (c == '/' || c == '?' || c == '#') {
                if (colon < 0 || at >= 0 || isPort(scan, colon + 1, i)) {
                    break;
                }
                last = Math.min(last, i + LONGEST_TAIL);
            } else if (c == ',' && at > 0) {
                break;
            }
        }
        if (colon > 0) {
            maskPassword(scan, colon + 1, at);
        }
    }

    private static void maskPassword(Scan scan, int from, int to) {
        if (to > from && !isTemplate(scan, from, to)) {
            scan.mask(from, to, "url-password");
        }
    }

    /** Digits only: then the slash behind it begins the path. Else a password may hold the slash. */
    private static boolean isPort(Scan scan, int from, int to) {
        return scan.runEnd(from, Alphabet.DIGIT, 6) == to || scan.at(from) == '[';
    }

    private static boolean isTemplate(Scan scan, int from, int to) {
        Value value = new Value(from, to, false);
        return Placeholders.isHarmless(scan, value, NAME);
    }

    private static final NameWord NAME = new NameWord("url-password", NameWord.Kind.SECRET, 0);
}
