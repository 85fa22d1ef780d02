package chat.server.config;

import java.util.regex.Pattern;

/** JDBC addresses of PostgreSQL databases. */
final class PostgresUrl {
    static final String EXPECTED = "such as jdbc:postgresql://localhost/chat, without user and password";

    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql://[A-Za-z0-9._:,\\[\\]-]+/[^/?#@\\s]+(?:\\?[^#\\s]*)?");
    private static final Pattern CREDENTIALS = Pattern.compile("[?&](?:user|password)=", Pattern.CASE_INSENSITIVE);

    /** What may be secret in an address of any form: what stands before an @, and values of parameters. */
    private static final Pattern SECRETS = Pattern.compile("(?<=//).*@|(?<==)[^&\\s]+");

    private PostgresUrl() {}

    static boolean isOne(String text) {
        return URL.matcher(text).matches() && !CREDENTIALS.matcher(text).find();
    }

    /** The text without what people put into such addresses though it is secret. */
    static String withoutSecrets(String text) {
        return SECRETS.matcher(text).replaceAll("…");
    }
}
