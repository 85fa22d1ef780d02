package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.Access.SignUp;
import chat.server.config.Access.Way;
import chat.server.config.Oidc.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and that nobody sees the secret that is shared with a provider. */
class AccessRulesTest {
    private static final Map<String, String> NO_VARIABLES = Map.of();

    @Test
    void guestsAloneComeInUnlessSomebodySaysMore() {
        Access access = start(NO_VARIABLES).access();

        assertThat(access.ways()).containsExactly(Way.GUEST);
        assertThat(access.hasAccounts()).isFalse();
        assertThat(access.signUp()).isEqualTo(SignUp.OPEN);
        assertThat(access.isSecure()).isFalse();
        assertThat(access.oidc()).isEmpty();
    }

    @Test
    void anyMixOfWaysIsOne() {
        assertThat(start(NO_VARIABLES, "--auth=accounts,guest").access().ways())
                .isEqualTo(Set.of(Way.GUEST, Way.ACCOUNTS));
        assertThat(start(NO_VARIABLES, "--auth", "accounts", "--auth=guest")
                        .access()
                        .hasAccounts())
                .isTrue();
        assertThat(refused(NO_VARIABLES, "--auth=guests,accounts"))
                .containsExactly(
                        "--auth: guests (expected: one or more of guest, accounts, oidc, with commas between them)");
        assertThat(refused(NO_VARIABLES, "--auth=,")).hasSize(1);
    }

    @Test
    void providerIsWhatItsSettingsSay() {
        Access access = start(
                        Map.of("CHAT_OIDC_CLIENT_SECRET", "hush"),
                        "--auth=guest,oidc",
                        "--public-url=https://Chat.example/",
                        "--oidc-issuer=https://id.example/realms/school",
                        "--oidc-client-id=chat",
                        "--oidc-algorithms=ES256")
                .access();

        assertThat(access.publicUrl()).contains("https://chat.example");
        assertThat(access.isSecure()).isTrue();
        assertThat(access.oidc())
                .contains(new Oidc(
                        "https://id.example/realms/school",
                        "chat",
                        Optional.of(new Secret("hush")),
                        "OpenID",
                        Optional.empty(),
                        "preferred_username",
                        List.of(Algorithm.ES256),
                        60));
        assertThat(access.toString()).doesNotContain("hush");
    }

    @Test
    void providerNeedsAnAddressAnIdAndAWayBack() {
        assertThat(refused(NO_VARIABLES, "--auth=oidc"))
                .containsExactlyInAnyOrder(
                        "--auth: oidc (expected: with --oidc-issuer, an https address without ? and #; http on this machine"
                                + " alone)",
                        "--auth: oidc (expected: with --oidc-client-id, 1 to 63 visible ASCII characters)",
                        "--auth: oidc (expected: with --public-url, such as https://chat.example, without a path)");
    }

    @Test
    void nothingIsSaidOfAProviderInVain() {
        assertThat(refused(Map.of("CHAT_OIDC_CLIENT_SECRET", "hush"), "--oidc-client-id=chat"))
                .containsExactlyInAnyOrder(
                        "CHAT_OIDC_CLIENT_SECRET: (not shown) (expected: only with --auth oidc among others)",
                        "--oidc-client-id: chat (expected: only with --auth oidc among others)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "https://id.example/?a=b",
                "https://id.example/#a",
                "id.example",
                "ftp://id.example",
                "http://localhost.evil.example/"
            })
    void issuerThatAnybodyCouldPassForIsRefused(String issuer) {
        assertThat(refused(NO_VARIABLES, "--oidc-issuer=" + issuer))
                .anyMatch(it -> it.startsWith("--oidc-issuer: " + issuer + " (expected: an https address"));
    }

    @ParameterizedTest
    @CsvSource({"none", "HS256", "rs256", "RS256;none"})
    void algorithmThatNeedsNoKeyOrOneThatWeHaveTooIsRefused(String algorithm) {
        assertThat(refused(NO_VARIABLES, "--oidc-algorithms=" + algorithm))
                .anyMatch(it -> it.startsWith("--oidc-algorithms: " + algorithm + " (expected: one or more of RS256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.example", "https://chat.example/path", "null", "chrome-extension://abc"})
    void publicUrlIsAnOriginOfTheWeb(String url) {
        assertThat(refused(NO_VARIABLES, "--public-url=" + url))
                .containsExactly("--public-url: " + url + " (expected: such as https://chat.example, without a path)");
    }

    private static ServerConfig start(Map<String, String> variables, String... flags) {
        Parsed parsed = ConfigLoader.parse(List.of(), flags, variables);
        assertThat(parsed).isInstanceOf(Parsed.Start.class);
        return ((Parsed.Start) parsed).config();
    }

    private static List<String> refused(Map<String, String> variables, String... flags) {
        Parsed parsed = ConfigLoader.parse(List.of(), flags, variables);
        assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        return ((Parsed.Refused) parsed)
                .problems().stream().map(Problem::toString).toList();
    }
}
