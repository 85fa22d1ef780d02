package chat.server;

import static chat.server.ApiClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import chat.server.ApiClient.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Staying logged in and being logged out, through the front door; and guessing, which is slow. */
class DevicesIT extends AccountsFixture {
    @Test
    void accessTokenIsRefreshedByTheCookieInTwoTabsAtOnce() {
        ApiClient first = api();
        first.signUp("Ana");
        ApiClient second = api().withCookie(first.cookie());
        Optional<String> old = first.cookie();

        Reply one = first.refresh();
        Reply other = second.refresh();

        assertThat(List.of(one.status(), other.status())).containsOnly(200);
        assertThat(first.cookie()).isNotEqualTo(old).isEqualTo(second.cookie());
        greeted(one);
        greeted(other);
        assertThat(second.refresh().status()).isEqualTo(200);
    }

    @Test
    void stolenRefreshTokenEndsWithItsDevice() {
        ApiClient ana = api();
        Reply session = ana.signUp("Ana");
        JsonClient socket = greeted(session);
        ApiClient thief = api().withCookie(ana.cookie());
        thief.refresh();
        JsonClient thiefs = greeted(thief.refresh());

        // Two generations behind: no second tab is that late.
        Reply refused = ana.refresh();

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("badToken");
        assertThat(refused.header("set-cookie")).contains("chat_refresh=; ").contains("Max-Age=0");
        assertThat(socket.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(thiefs.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(thief.refresh().code()).isEqualTo("badToken");
        assertThat(hello(connect(), session.accessToken()).path("code").asString())
                .isEqualTo("badToken");
    }

    @Test
    void oneDeviceIsLoggedOutOrAllOthersAndTheirConnectionsEndAtOnce() {
        ApiClient phone = api();
        ApiClient tablet = api();
        ApiClient laptop = api();
        Reply onPhone = phone.signUp("Ana");
        Reply onTablet = tablet.logIn("Ana");
        Reply onLaptop = laptop.logIn("Ana");
        JsonClient phoneSocket = greeted(onPhone);
        JsonClient tabletSocket = greeted(onTablet);
        JsonClient laptopSocket = greeted(onLaptop);
        laptop.withToken(onLaptop.accessToken());
        JsonNode devices = laptop.get("/api/auth/devices").body().path("devices");
        assertThat(devices).hasSize(3);
        assertThat(devices.findValuesAsString("current"))
                .filteredOn("true"::equals)
                .hasSize(1);

        assertThat(phone.post("/api/auth/logout", "{}").status()).isEqualTo(204);
        assertThat(phoneSocket.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(phone.cookie()).isEmpty();
        assertThat(phone.refresh().code()).isEqualTo("loginRequired");

        assertThat(laptop.delete("/api/auth/devices").status()).isEqualTo(204);
        assertThat(tabletSocket.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(tablet.refresh().code()).isEqualTo("badToken");
        assertThat(laptopSocket.join("lobby")).isNotNull();
        assertThat(laptop.refresh().status()).isEqualTo(200);

        String id = laptop.get("/api/auth/devices").body().at("/devices/0/id").asString();
        assertThat(laptop.delete("/api/auth/devices/" + id).status()).isEqualTo(204);
        assertThat(laptopSocket.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(laptop.get("/api/auth/devices").code()).isEqualTo("badToken");
    }

    @Test
    void changedPasswordLogsOutElsewhere() {
        ApiClient here = api();
        Reply session = here.signUp("Ana");
        JsonClient elsewhere = greeted(api().logIn("Ana"));
        JsonClient stays = greeted(session);
        here.withToken(session.accessToken());

        assertThat(here.post("/api/auth/password", "{'old':'wrong password','new':'a new password'}")
                        .code())
                .isEqualTo("wrongCredentials");
        assertThat(here.post("/api/auth/password", "{'old':'" + PASSWORD + "','new':'short'}")
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("new");
        assertThat(here.post("/api/auth/password", "{'old':'" + PASSWORD + "','new':'a new password'}")
                        .status())
                .isEqualTo(204);

        assertThat(elsewhere.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(stays.join("lobby")).isNotNull();
        assertThat(api().logIn("Ana").code()).isEqualTo("wrongCredentials");
        assertThat(api().logIn("Ana", "a new password").status()).isEqualTo(200);
    }

    @Test
    void guessingIsSlowedDownForKnownAndUnknownNamesAlike() {
        api().signUp("Ana");
        for (String name : List.of("Ana", "Nobody")) {
            for (int i = 0; i < 10; i++) {
                assertThat(api().logIn(name, "wrong password").code()).isEqualTo("wrongCredentials");
            }
            Reply slowed = api().logIn(name, PASSWORD);
            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.code()).isEqualTo("rateLimited");
            assertThat(slowed.body().path("retryAfterMillis").asLong()).isBetween(1L, 30_001L);
            assertThat(Integer.parseInt(slowed.header("retry-after"))).isBetween(1, 31);
        }
    }

    @Test
    void programsGetTheRefreshTokenInTheBody() {
        ApiClient program = api();
        Reply session = program.post(
                "/api/auth/signup",
                "{'name':'Robot','password':'" + PASSWORD + "','cookie':false,'device':'my robot'}");
        String token = session.body().path("refreshToken").asString();

        Reply refreshed = program.post("/api/auth/refresh", "{'refreshToken':'" + token + "'}");

        assertThat(program.cookie()).isEmpty();
        assertThat(refreshed.body().path("refreshToken").asString())
                .isNotEqualTo(token)
                .startsWith("r1.");
        program.withToken(refreshed.accessToken());
        assertThat(program.get("/api/auth/devices").body().at("/devices/0/name").asString())
                .isEqualTo("my robot");
        assertThat(program.post(
                                "/api/auth/logout",
                                "{'refreshToken':'"
                                        + refreshed.body().path("refreshToken").asString() + "'}")
                        .status())
                .isEqualTo(204);
        assertThat(program.get("/api/auth/devices").code()).isEqualTo("badToken");
    }

    @Test
    void expiredTokenIsToldAsSuch() {
        with(access -> access.withAccessTokenSeconds(0));
        ApiClient ana = api();
        Reply session = ana.signUp("Ana");
        JsonClient client = connect();

        assertThat(hello(client, session.accessToken()).path("code").asString()).isEqualTo("tokenExpired");
        assertThat(ana.withToken(session.accessToken()).get("/api/auth/devices").code())
                .isEqualTo("tokenExpired");
        assertThat(client.hello("Guest").path("account").asBoolean(true)).isFalse();
    }

    @Test
    void threeBadTokensEndAConnection() {
        JsonClient client = connect();
        for (String token : List.of("a1.u1.d1.9999999999.x", "nonsense", "a.b.c")) {
            assertThat(hello(client, token).path("code").asString()).isEqualTo("badToken");
        }
        assertThat(client.closeCode()).isEqualTo(NOT_AUTHENTICATED);
    }
}
