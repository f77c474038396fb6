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
    private static final int LONGEST_SCHEME = 16;
    private static final String BREAKS = " \t\r\n\"'<>`\\|";

    /** Schemes of URLs with users in them. */
    private static final Set<String> SCHEMES =
            Set.of(("http https ftp ftps sftp ssh git svn ws wss ldap ldaps smtp smtps imap imaps amqp amqps mqtt mqtts"
                            + " redis rediss mongodb mongodb+srv postgres postgresql mysql mariadb nats kafka smb webdav")
                    .split(" "));

    private static final NameWord NAME = new NameWord("url-password", NameWord.Kind.SECRET, 0);

    /** At a colon and one slash. */
    static void matchPath(Scan scan, int start, int end) {
        if (scan.at(end) == '/') {
            return;
        }
        int scheme = start;
        while (start - scheme < LONGEST_SCHEME && Alphabet.SCHEME.has(scan.at(scheme - 1))) {
            scheme--;
        }
        int userEnd = partEnd(scan, end, ':');
        int passwordEnd = userEnd < 0 ? -1 : partEnd(scan, userEnd + 1, '@');
        if (passwordEnd > 0 && SCHEMES.contains(lower(scan, scheme, start))) {
            maskPassword(scan, userEnd + 1, passwordEnd);
        }
    }

    /** Where this mark ends a part that has no slash and no blank in it, or -1. */
    private static int partEnd(Scan scan, int from, char mark) {
        for (int i = from; i < from + LONGEST_AUTHORITY; i++) {
            char c = scan.at(i);
            if (c == mark) {
                return i;
            }
            if (c == 0 || c == '/' || BREAKS.indexOf(c) >= 0) {
                return -1;
            }
        }
        return -1;
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
}
