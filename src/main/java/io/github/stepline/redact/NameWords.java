package io.github.stepline.redact;

import io.github.stepline.redact.NameWord.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that make a name sound secret, and those that clear it, as one table. All are joined and in lower case. */
final class NameWords {
    /** What a word may end in and still be believed: {@code dbpassword}. */
    static final WordTable<NameWord> ENDINGS;

    /** Words and pairs of words. */
    static final WordTable<NameWord> WORDS;

    /** What a name begins with that belongs to a message, of which a secret is no part. */
    static final WordTable<Boolean> COMPLAINTS =
            new WordTable<>(Map.of("missing", true, "unable", true, "could", true, "cannot", true));

    private static final Set<String> RULES;

    static final int SHORTEST_ENDING = 3;
    static final int LONGEST_ENDING = 16;

    /** The parts of names whose sight makes a name worth judging in a text. */
    static final List<String> STEMS = List.of(
            "pass",
            "pwd",
            "pswd",
            "secret",
            "token",
            "auth",
            "key",
            "cookie",
            "credential",
            "session",
            "sessid",
            "jwt",
            "otp",
            "cvv",
            "cvc",
            "pin",
            "ssn",
            "iban",
            "csrf",
            "xsrf",
            "bearer",
            "dsn",
            "sig",
            "code=",
            "credit",
            "card",
            "connection",
            "community",
            "jaas",
            "senha",
            "segredo",
            "contrase",
            "clave",
            "chave",
            "kennwort",
            "connect.sid",
            "social",
            "kodewort",
            "wachtwoord",
            "parol");

    private static final int A_COUNT = 12;

    static {
        Map<String, NameWord> endings = new HashMap<>();
        add(endings, "password", Kind.SECRET, "password passwords passwd passwort kennwort passphrase passcode");
        add(endings, "password", Kind.SECRET, "contraseña contrasena motdepasse wachtwoord");
        add(endings, "secret", Kind.SECRET, "secret secrets secretkey");
        add(endings, "token", Kind.SECRET, "token");
        add(endings, "api-key", Kind.SECRET, "apikey apikeys accesskey authkey");
        add(endings, "private-key", Kind.SECRET, "privatekey privkey");
        add(endings, "credential", Kind.SECRET, "credentials");
        add(endings, "session", Kind.SECRET, "sessionid sessid");
        ENDINGS = new WordTable<>(endings);

        Map<String, NameWord> words = new HashMap<>(endings);
        add(words, "password", Kind.SECRET, "pwd pswd pword passwrd dbpass dbpwd userpass userpwd mysqlpwd storepass");
        add(words, "password", Kind.SECRET, "keypass senha parol");
        add(words, "password", Kind.MACHINE, "clave kodewort");
        add(words, "secret", Kind.SECRET, "segredo secreto");
        add(words, "secret", Kind.LAST, "secretid");
        add(words, "api-key", Kind.SECRET, "apitoken clientkey servicekey accountkey appkey applicationkey");
        add(words, "api-key", Kind.SECRET, "encryptionkey encryptkey decryptionkey signingkey masterkey consumerkey");
        add(words, "api-key", Kind.SECRET, "sharedkey storagekey deploykey sshkey rsakey hmackey aeskey sessionkey");
        add(words, "api-key", Kind.SECRET, "webhookkey adminkey rootkey subscriptionkey functionskey licensekey");
        add(
                words,
                "api-key",
                Kind.SECRET,
                "sharedaccesskey presharedkey instrumentationkey integrationkey securitykey");
        add(words, "api-key", Kind.MACHINE, "chave");
        add(words, "authorization", Kind.SECRET, "authorization authorisation");
        add(words, "authorization", Kind.MACHINE, "auth bearer");
        add(words, "authorization", Kind.LAST, "authcode authorizationcode");
        add(words, "cookie", Kind.SECRET, "cookie cookies setcookie connectsid");
        add(words, "session", Kind.SECRET, "phpsessid jsessionid aspsessionid sessionids");
        add(words, "session", Kind.MACHINE, "session");
        add(words, "credential", Kind.SECRET, "credential creds");
        add(words, "connection-string", Kind.SECRET, "connectionstring jaasconfig communitystring connstring");
        add(words, "connection-string", Kind.MACHINE, "dsn community");
        add(words, "token", Kind.SECRET, "jwt csrf xsrf");
        add(words, "signature", Kind.MACHINE, "signature sig");
        add(words, "otp", Kind.SECRET, "otp totp onetimecode verificationcode securitycode mfacode otpcode pincode");
        add(words, "otp", Kind.MACHINE, "pin");
        add(words, "card-number", Kind.SECRET, "cardnumber creditcard creditcardnumber ccnumber cardno cvv cvc cvv2");
        add(words, "card-number", Kind.MACHINE, "pan");
        add(words, "iban", Kind.SECRET, "iban");
        add(words, "ssn", Kind.SECRET, "ssn socialsecurity socialsecuritynumber");
        add(words, "url-parameter", Kind.QUERY, "key code");

        counts(words, "token", A_COUNT, "tokens tokenid");
        add(words, "token", Kind.SECRET, "accesstokens refreshtokens authtokens apitokens idtokens bearertokens");
        add(words, "token", Kind.SECRET, "sessiontokens csrftokens devicetokens resettokens securitytokens");
        counts(words, "password", 3, "pass");

        add(words, "", Kind.CLEAR, "id ids name names count counts length len size type types kind url uri urls uris");
        add(words, "", Kind.CLEAR, "endpoint endpoints file files filename path paths dir version alias board frame");
        add(words, "", Kind.CLEAR, "press down up expiry expires expired expire expiration algorithm alg algo age ttl");
        add(words, "", Kind.CLEAR, "required enabled disabled reset policy rule rules valid validity invalid strength");
        add(words, "", Kind.CLEAR, "attempts changed updated created rotated at in on status state hint field fields");
        add(words, "", Kind.CLEAR, "username blank relative absolute istoken issecret ispassword resauth");
        add(words, "", Kind.CLEAR, "label format present missing exists empty set is has ms seconds secs minutes days");
        add(
                words,
                "",
                Kind.CLEAR,
                "duration time timeout date limit limits usage used budget cost price total max min");
        add(words, "", Kind.CLEAR, "index offset position per rate method methods mode scheme provider providers");
        add(words, "", Kind.CLEAR, "service server host port issuer audience scope scopes realm region ref arn uuid");
        add(words, "", Kind.CLEAR, "error errors message failures failed success prefix suffix source store manager");
        add(
                words,
                "",
                Kind.CLEAR,
                "filter handler factory builder converter encoder generator validator parser consent banner");
        add(words, "", Kind.CLEAR, "class bean module package header headers param parameter level group groups role");
        add(words, "", Kind.CLEAR, "rotation renewal lifetime interval minlength maxlength complexity entropy hashing");
        add(
                words,
                "",
                Kind.CLEAR,
                "publickey publictoken nexttoken pagetoken nextpagetoken continuationtoken synctoken");
        add(words, "", Kind.CLEAR, "eostoken bostoken padtoken unktoken septoken clstoken masktoken stoptoken");
        add(words, "", Kind.CLEAR, "specialtoken starttoken endtoken methodsignature typesignature functionsignature");
        add(words, "", Kind.CLEAR, "pertoken firsttoken lasttoken nexttokens cursortoken unexpectedtoken jsonwebtoken");
        add(
                words,
                "",
                Kind.CLEAR,
                "exception java kt scala groovy py js ts go rs rb php cs cpp class html css json xml yml");
        WORDS = new WordTable<>(words);
        RULES = words.values().stream()
                .map(NameWord::rule)
                .filter(rule -> !rule.isEmpty())
                .collect(Collectors.toSet());
    }

    private NameWords() {}

    static Set<String> rules() {
        return RULES;
    }

    private static void add(Map<String, NameWord> words, String rule, Kind kind, String list) {
        for (String word : list.split(" ")) {
            words.put(word, new NameWord(rule, kind, 0));
        }
    }

    private static void counts(Map<String, NameWord> words, String rule, int digits, String list) {
        for (String word : list.split(" ")) {
            words.put(word, new NameWord(rule, Kind.LAST, digits));
        }
    }
}
