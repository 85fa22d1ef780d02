package chat.server.config;

import chat.server.config.Access.SignUp;
import chat.server.config.Access.Way;
import chat.server.config.Oidc.Algorithm;
import chat.server.config.Setting.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The part of {@link Settings} that is about who may come in. */
final class AccessSettings {
    private static final List<String> NONE = List.of();

    static final Setting<List<Way>> AUTH = setting(
            "auth",
            List.of("guest"),
            Rule.someOf(Way.class),
            "Ways in: a name alone, accounts with passwords, an OpenID Connect provider.");

    static final Setting<SignUp> SIGN_UP = setting(
            "sign-up",
            List.of("open"),
            Rule.oneOf(SignUp.class),
            "Who may make an account with a password: anybody, who has an invitation, nobody but the operator.");

    static final Setting<Integer> ACCOUNTS_MAX =
            setting("accounts-max", List.of("100000"), Rule.integer(1, 1_000_000), "Accounts at once.");

    static final Setting<Integer> ACCESS_TOKEN_SECONDS = setting(
            "access-token-seconds",
            List.of("900"),
            Rule.integer(10, 86_400),
            "How long an access token is good for; the refresh token gets the next one.");

    static final Setting<Integer> DEVICE_DAYS = setting(
            "device-days",
            List.of("90"),
            Rule.integer(1, 3_650),
            "A browser or program that was not used for so long has to log in again.");

    static final Setting<Optional<String>> PUBLIC_URL = setting(
            "public-url",
            NONE,
            Rule.publicUrl().optional(),
            "Where browsers find this server; with https, cookies are sent over TLS alone.");

    static final Setting<Optional<String>> OIDC_ISSUER =
            setting("oidc-issuer", NONE, Rule.issuer().optional(), "The provider, as it names itself in its tokens.");

    static final Setting<Optional<String>> OIDC_CLIENT_ID = setting(
            "oidc-client-id",
            NONE,
            Rule.word("<id>", "1 to 63 visible ASCII characters").optional(),
            "Who this server is to the provider.");

    static final Setting<Optional<Secret>> OIDC_CLIENT_SECRET = setting(
            "oidc-client-secret",
            NONE,
            Rule.secret().optional(),
            "What proves it, if the provider wants that; better given as the variable or in the file, because others on"
                    + " the machine can see flags.");

    static final Setting<String> OIDC_NAME =
            setting("oidc-name", List.of("OpenID"), Rule.line("<name>", 40), "What people call the provider.");

    static final Setting<Optional<String>> OIDC_AUDIENCE = setting(
            "oidc-audience",
            NONE,
            Rule.line("<audience>", 200).optional(),
            "Whom the bearer tokens of programs must be meant for; else the client id.");

    static final Setting<String> OIDC_NAME_CLAIM = setting(
            "oidc-name-claim",
            List.of("preferred_username"),
            Rule.word("<claim>", "1 to 63 visible ASCII characters"),
            "Which claim is a person's name; without it name and then the subject are.");

    static final Setting<List<Algorithm>> OIDC_ALGORITHMS = setting(
            "oidc-algorithms",
            List.of("RS256", "ES256"),
            Rule.someOfExactly(Algorithm.class),
            "How the provider's tokens may be signed.");

    static final Setting<Integer> OIDC_SKEW_SECONDS = setting(
            "oidc-skew-seconds",
            List.of("60"),
            Rule.integer(0, 600),
            "How far the provider's clock and this one may be apart.");

    private static final List<Setting<?>> OIDC = List.of(
            OIDC_ISSUER,
            OIDC_CLIENT_ID,
            OIDC_CLIENT_SECRET,
            OIDC_NAME,
            OIDC_AUDIENCE,
            OIDC_NAME_CLAIM,
            OIDC_ALGORITHMS,
            OIDC_SKEW_SECONDS);

    private AccessSettings() {}

    /** Every one of them, in the order of {@code --help}. */
    static List<Setting<?>> all() {
        return List.of(
                AUTH,
                SIGN_UP,
                ACCOUNTS_MAX,
                ACCESS_TOKEN_SECONDS,
                DEVICE_DAYS,
                PUBLIC_URL,
                OIDC_ISSUER,
                OIDC_CLIENT_ID,
                OIDC_CLIENT_SECRET,
                OIDC_NAME,
                OIDC_AUDIENCE,
                OIDC_NAME_CLAIM,
                OIDC_ALGORITHMS,
                OIDC_SKEW_SECONDS);
    }

    /** Those that say something only when there is a provider. */
    static List<Setting<?>> ofProvider() {
        return OIDC;
    }

    /** What they came to. */
    static Access access(Values values) {
        EnumSet<Way> ways = EnumSet.copyOf(values.get(AUTH));
        return new Access(
                ways,
                values.get(SIGN_UP),
                values.get(ACCOUNTS_MAX),
                values.get(ACCESS_TOKEN_SECONDS),
                values.get(DEVICE_DAYS),
                values.get(PUBLIC_URL),
                ways.contains(Way.OIDC) ? Optional.of(oidc(values)) : Optional.empty());
    }

    private static Oidc oidc(Values values) {
        return new Oidc(
                values.get(OIDC_ISSUER).orElseThrow(),
                values.get(OIDC_CLIENT_ID).orElseThrow(),
                values.get(OIDC_CLIENT_SECRET),
                values.get(OIDC_NAME),
                values.get(OIDC_AUDIENCE),
                values.get(OIDC_NAME_CLAIM),
                values.get(OIDC_ALGORITHMS),
                values.get(OIDC_SKEW_SECONDS));
    }

    private static <T> Setting<T> setting(String name, List<String> byDefault, Rule<T> rule, String description) {
        return new Setting<>(name, Topic.ACCESS, byDefault, rule, description);
    }
}
