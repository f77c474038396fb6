package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names hide their values. */
class NamesTest {
    private final Redactor redactor = Redactor.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "PASSWORD",
                "passwd",
                "pwd",
                "db_password",
                "dbPassword",
                "DB_PASSWORD",
                "db-password",
                "db.password",
                "spring.datasource.password",
                "DBPASSWORD",
                "dbpassword",
                "userPwd",
                "passphrase",
                "password2",
                "hashed_password",
                "passwordHash",
                "password_reset_token",
                "secret",
                "clientSecret",
                "client_secret_value",
                "secretKey",
                "secret_id",
                "token",
                "accessToken",
                "ACCESS_TOKEN",
                "X-Auth-Token",
                "refresh_tokens",
                "id_token",
                "apikey",
                "apiKey",
                "APIKey",
                "api_key",
                "api-key",
                "X-Api-Key",
                "x.api.key",
                "myApiKeys",
                "access_key",
                "aws_secret_access_key",
                "secretAccessKey",
                "private_key",
                "privateKey",
                "AccountKey",
                "sharedAccessKey",
                "signing-key",
                "encryptionKey",
                "master_key",
                "licenseKey",
                "Authorization",
                "authorization",
                "Proxy-Authorization",
                "auth",
                "basic_auth",
                "authCode",
                "authorization_code",
                "Cookie",
                "Set-Cookie",
                "cookies",
                "session",
                "session_id",
                "sessionId",
                "JSESSIONID",
                "PHPSESSID",
                "connect.sid",
                "csrf",
                "csrf_token",
                "X-XSRF-TOKEN",
                "bearer",
                "jwt",
                "credentials",
                "credential",
                "awsCredentials",
                "signature",
                "x-hub-signature",
                "otp",
                "totp",
                "pin",
                "cvv",
                "cvc",
                "cvv2",
                "cardNumber",
                "card_number",
                "credit_card",
                "creditCardNumber",
                "pan",
                "iban",
                "ssn",
                "social_security_number",
                "connectionString",
                "connection_string",
                "dsn",
                "sasl.jaas.config",
                "community_string",
                "senha",
                "segredo",
                "contraseña",
                "contrasena",
                "secreto",
                "Passwort",
                "kennwort",
                "mot_de_passe",
                "motDePasse",
                "db_pass",
                "mysql_pwd",
                "one_time_code",
                "spring.redis.password[0]"
            })
    void redact_nameThatSoundsSecret_hidesTheValue(String name) {
        assertThat(redactor.redact(name, "anything at all")).asString().matches("\\[redacted:[a-z-]+]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "user",
                "key",
                "keys",
                "id",
                "code",
                "message",
                "primary_key",
                "primaryKey",
                "foreign_key",
                "public_key",
                "partition_key",
                "sort_key",
                "schemaKey",
                "cache_key",
                "monkey",
                "turkey",
                "keyboard",
                "keyCode",
                "key_press",
                "token_count",
                "tokenCount",
                "token_type",
                "tokenUrl",
                "token_expires_in",
                "token_limit",
                "tokenizer",
                "next_token",
                "page_token",
                "continuationToken",
                "eos_token",
                "pad_token",
                "password_reset_required",
                "passwordResetRequired",
                "password_length",
                "passwordPolicy",
                "password_expires_at",
                "password_file",
                "passwordless",
                "secret_name",
                "secretName",
                "secretArn",
                "secret_version",
                "secretary",
                "author",
                "authors",
                "authority",
                "authenticated",
                "authentication",
                "auth_type",
                "auth_url",
                "authMethod",
                "accessibility",
                "accessor",
                "random_access",
                "rapid",
                "capital",
                "compass",
                "bypass",
                "passenger",
                "passed",
                "passive",
                "session_count",
                "session_timeout",
                "sessionDuration",
                "sessions",
                "cookie_consent",
                "cookie_name",
                "api_key_id",
                "api_key_count",
                "access_key_id",
                "private_key_path",
                "keystore_file",
                "keystore_type",
                "signature_algorithm",
                "methodSignature",
                "pinned",
                "pin_count",
                "mapping",
                "span",
                "panel",
                "japan",
                "spinning",
                "card_type",
                "credit",
                "credit_limit",
                "connection",
                "connection_count",
                "community_size",
                "trace_id",
                "span_id",
                "run_id",
                "step_id",
                "event_id",
                "PWD",
                "OLDPWD",
                "credential_type",
                "otp_length"
            })
    void redact_nameThatOnlySoundsAlike_showsTheValue(String name) {
        assertThat(redactor.redact(name, "anything at all")).isEqualTo("anything at all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens",
                "total_tokens",
                "prompt_tokens",
                "promptTokens",
                "max_new_tokens",
                "completion_tokens",
                "token_id",
                "pass"
            })
    void redact_nameOfACount_showsNumbersOnly(String name) {
        assertThat(redactor.redact(name, 512)).isEqualTo(512);
        assertThat(redactor.redact(name, "512")).isEqualTo("512");
        assertThat(redactor.redact(name, "hunter2")).asString().startsWith("[redacted:");
    }

    @Test
    void allowKey_ofOneName_showsThatNameOnly() {
        redactor.allowKey("session_id");

        assertThat(redactor.redact("sessionId", "abc")).isEqualTo("abc");
        assertThat(redactor.redact("session_id=abc")).isEqualTo("session_id=abc");
        assertThat(redactor.redact("user_session_id", "abc")).isEqualTo("[redacted:session]");
        assertThat(redactor.allowedKeys()).containsExactly("session_id");
    }

    @Test
    void hideKey_ofAnInnocentName_hidesItEverywhere() {
        redactor.hideKey("customerNumber");

        assertThat(redactor.redact("customer_number", 17)).isEqualTo("[redacted:key]");
        assertThat(redactor.redact("{\"customer_number\":\"A17\"}"))
                .isEqualTo("{\"customer_number\":\"[redacted:key]\"}");
        assertThat(redactor.redact("customer-number=A17 x=1")).isEqualTo("customer-number=[redacted:key] x=1");
    }

    @Test
    void redact_moreNamesThanAreRemembered_judgesEachRightly() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(redactor.redact("name_" + i, "x")).isEqualTo("x");
            assertThat(redactor.redact("password_" + i, "x")).isEqualTo("[redacted:password]");
        }
    }
}
