package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.config.Access.Way;
import chat.server.oidc.OidcProvider;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who people are who come from an identity provider, and what holds when that does not answer. */
class OidcPeopleIT extends OidcFixture {
    private ApiClient.Reply comeIn() throws Exception {
        Returning returning = atTheProvider();
        return loggedIn(back(returning.memo(), returning.query())).refresh();
    }

    @ParameterizedTest
    @CsvSource({
        "Ana, Ana",
        "ana@school.example, ana",
        "x, user",
        "'', ana-1",
        "💬 Ana 💬, Ana",
        "Maria Aparecida dos Santos Oliveira da Silva, Maria Aparecida dos Santos"
    })
    void nameThatDoesNotFitBecomesOneThatDoes(String claimed, String name) throws Exception {
        provider.is("ana-1", claimed);

        assertThat(comeIn().body().at("/user/name").asString()).isEqualTo(name);
    }

    @Test
    void nameThatSomebodyHasGetsANumber() throws Exception {
        new ApiClient(server()).signUp("ana");
        assertThat(comeIn().body().at("/user/name").asString()).isEqualTo("ana-2");
        provider.is("third", "ANA");
        assertThat(comeIn().body().at("/user/name").asString()).isEqualTo("ANA-3");
    }

    @Test
    void disabledAccountDoesNotComeBack() throws Exception {
        String id = comeIn().userId();
        ApiClient admin = AccountsFixture.admin(server());
        assertThat(admin.post("/api/admin/users/" + id + "/disabled", "{'disabled':true}")
                        .status())
                .isEqualTo(204);

        Returning again = atTheProvider();
        HttpResponse<String> refused = back(again.memo(), again.query());

        assertThat(refused.headers().firstValue("location")).contains("/?login=disabled");
        assertThat(refused.headers().allValues("set-cookie")).noneMatch(it -> it.startsWith("chat_refresh="));
        String token = provider.signed(provider.claims("ana-1").build());
        assertThat(hello(token).path("code").asString()).isEqualTo("badToken");
        assertThat(server().upgradeStatus("/ws", Map.of("Authorization", "Bearer " + token)))
                .isEqualTo(403);
    }

    @Test
    void withoutPasswordsTheFirstAdministratorIsMadeByTheOperator() throws Exception {
        with(Set.of(Way.OIDC));
        assertThat(server().server().setupCode()).isEmpty();
        assertThat(new ApiClient(server()).logIn("ana", "password").code()).isEqualTo("notSupported");
        assertThat(comeIn().body().path("admin").asBoolean(true)).isFalse();

        Console.of(server().dataDir()).run("admin", "grant", "ana").well();

        assertThat(comeIn().body().path("admin").asBoolean()).isTrue();
    }

    @Test
    void answerWithAnotherNonceLogsNobodyIn() throws Exception {
        Returning returning = atTheProvider();
        provider.answersWithNonce("another");

        assertFailed(back(returning.memo(), returning.query()));
    }

    @Test
    void browserIsSentToOurOwnPageAlone() throws Exception {
        Returning returning = atTheProvider();
        String wish = "&redirect=https%3A%2F%2Fevil.example&next=//evil.example";

        assertThat(back(returning.memo(), returning.query() + wish).headers().allValues("location"))
                .containsExactly("/");
    }

    @Test
    void unknownKeysAreAskedForTwiceAndOthersComeInMeanwhile() throws Exception {
        String good = provider.signed(provider.claims("robot").build());
        assertThat(hello(good).path("type").asString()).isEqualTo("welcome");
        TestIdentityProvider other = new TestIdentityProvider();
        try {
            for (int i = 0; i < 10; i++) {
                other.rotate();
                String unknown =
                        TestIdentityProvider.signed(provider.claims("robot").build(), other.key());
                assertThat(hello(unknown).path("type").asString()).isEqualTo("error");
            }
        } finally {
            other.close();
        }
        assertThat(provider.keyRequests.get()).isLessThanOrEqualTo(3);
        assertThat(hello(good).path("type").asString()).isEqualTo("welcome");
    }

    @Test
    void sessionsGoOnWhenTheProviderIsGone() throws Exception {
        Returning returning = atTheProvider();
        ApiClient page = loggedIn(back(returning.memo(), returning.query()));
        String token = provider.signed(provider.claims("robot").build());
        assertThat(hello(token).path("type").asString()).isEqualTo("welcome");

        provider.close();

        assertThat(hello(page.refresh().accessToken()).path("type").asString()).isEqualTo("welcome");
        assertThat(hello(token).path("type").asString()).isEqualTo("welcome");
    }

    @Test
    void providerThatIsNotThereAtTheStartIsToldOnOneLine() throws Exception {
        provider.fails(true);
        try (LogRecorder log = LogRecorder.record()) {
            with(Set.of(Way.GUEST, Way.OIDC));
            String told = "WARN " + OidcProvider.class.getName() + " the identity provider " + provider.issuer()
                    + " answers 503; nobody comes in by it until it can be asked";
            await().untilAsserted(() -> assertThat(said(log)).contains(told));
            assertThat(hello(provider.signed(provider.claims("robot").build()))
                            .path("code")
                            .asString())
                    .isEqualTo("internal");
            // A connection that fails on a busy machine has a line of its own.
            assertThat(said(log)).containsOnlyOnce(told).doesNotHaveDuplicates();
        }
        try (JsonClient guest = JsonClient.connect(server().ws())) {
            assertThat(guest.hello("Bia").path("account").asBoolean(true)).isFalse();
        }
    }

    private static List<String> said(LogRecorder log) {
        return log.lines().stream().filter(it -> it.startsWith("WARN ")).toList();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void providerThatDoesNotComeToAnEndIsNotWaitedFor(TestIdentityProvider.Answer how) throws Exception {
        provider.answers(how);
        with(Set.of(Way.GUEST, Way.OIDC));
        String token = provider.signed(provider.claims("robot").build());

        assertThat(hello(token).path("code").asString()).isEqualTo("internal");

        provider.answers(TestIdentityProvider.Answer.WELL);
        await().untilAsserted(
                        () -> assertThat(hello(token).path("type").asString()).isEqualTo("welcome"));
    }

    @Test
    void tokenOfUpTo4096CharactersIsGoodEverywhereAndALongerOneNowhere() throws Exception {
        String token = padded(4_095);
        String longer = padded(4_097);
        assertThat(token.length()).isLessThanOrEqualTo(4_096);

        assertThat(hello(token).path("type").asString()).isEqualTo("welcome");
        assertThat(server().upgradeStatus("/ws", Map.of("Authorization", "Bearer " + token)))
                .isEqualTo(101);
        assertThat(new ApiClient(server())
                        .withToken(token)
                        .get("/api/auth/devices")
                        .status())
                .isEqualTo(200);
        assertThat(hello(longer).path("code").asString()).isEqualTo("invalidField");
        assertThat(server().upgradeStatus("/ws", Map.of("Authorization", "Bearer " + longer)))
                .isEqualTo(401);
        assertThat(new ApiClient(server())
                        .withToken(longer)
                        .get("/api/auth/devices")
                        .code())
                .isEqualTo("badToken");
    }

    /** The shortest good token that is at least so long: of some lengths there is none. */
    private String padded(int length) {
        int filling = (length - filled(0).length()) * 3 / 4 - 3;
        String token = filled(filling);
        while (token.length() < length) {
            token = filled(++filling);
        }
        return token;
    }

    private String filled(int characters) {
        return provider.signed(
                provider.claims("robot").claim("groups", "x".repeat(characters)).build());
    }
}
