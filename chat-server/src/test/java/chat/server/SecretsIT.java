package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import chat.server.ApiClient.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A whole life of log-ins with the log at its most talkative: nothing that lets somebody in stands in it. */
class SecretsIT extends OidcFixture {
    private static final String SECOND_PASSWORD = "quite another secret";
    private static final String WRONG_PASSWORD = "nearly the right one";

    private final List<String> secrets = new ArrayList<>();

    private Reply remembered(Reply session) {
        assertThat(session.status()).isIn(200, 201);
        secrets.add(tail(session.accessToken()));
        return session;
    }

    /** What cannot be made up: tokens begin with what may well be told. */
    private static String tail(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static String basic(String name, String password) {
        return Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingThatLetsSomebodyInReachesTheLog() throws Exception {
        try (LogRecorder log = LogRecorder.record(Level.TRACE)) {
            secrets.addAll(List.of(ApiClient.PASSWORD, SECOND_PASSWORD, WRONG_PASSWORD));
            secrets.add(TestIdentityProvider.CLIENT_SECRET);
            byPassword();
            byTheUpgrade();
            byTheProvider();
            asAdministrator();

            String all = String.join("\n", log.lines());
            assertThat(all)
                    .as("the log, so that there is something to look through")
                    .contains("POST /api/auth/login 200", "GET /api/auth/oidc/callback 303", "GET /ws 101");
            assertThat(secrets).hasSizeGreaterThan(20).allSatisfy(secret -> {
                assertThat(secret.length()).as(secret).isGreaterThan(7);
                assertThat(log.lines()).noneMatch(line -> line.contains(secret));
            });
        }
    }

    private void byPassword() {
        String code = server().server().setupCode().orElseThrow();
        secrets.add(code);
        new ApiClient(server())
                .post("/api/auth/setup", "{'code':'" + code + "x','name':'Root','password':'" + WRONG_PASSWORD + "'}");
        ApiClient ana = new ApiClient(server());
        remembered(ana.signUp("Ana"));
        secrets.add(tail(ana.cookie().orElseThrow()));
        ana.logIn("Ana", WRONG_PASSWORD);
        remembered(ana.logIn("Ana"));
        String first = ana.cookie().orElseThrow();
        secrets.add(tail(first));
        Reply session = remembered(ana.refresh());
        remembered(ana.refresh());
        secrets.add(tail(ana.cookie().orElseThrow()));
        ana.withToken(session.accessToken())
                .get("/api/auth/devices?token=" + session.accessToken() + "&password="
                        + ApiClient.PASSWORD.replace(' ', '+'));
        ana.post("/api/auth/password", "{'old':'" + ApiClient.PASSWORD + "','new':'" + SECOND_PASSWORD + "'}");
        new ApiClient(server()).withCookie(Optional.of(first + "x")).refresh();
        new ApiClient(server()).post("/api/auth/login", "{'name':'Ana','password':'" + WRONG_PASSWORD + "',,}");
        ana.post("/api/auth/logout", "{}");
        new ApiClient(server()).withCookie(Optional.of(first)).refresh();
        hello(session.accessToken());
        hello(session.accessToken() + "x");
    }

    private void byTheUpgrade() throws Exception {
        Reply session = remembered(new ApiClient(server()).logIn("Ana", SECOND_PASSWORD));
        String guest;
        try (JsonClient client = JsonClient.connect(server().ws())) {
            guest = client.hello("Bia").path("token").asString();
        }
        secrets.add(tail(guest));
        for (String header : List.of(
                "Basic " + basic("Ana", SECOND_PASSWORD),
                "Basic " + basic("Ana", WRONG_PASSWORD),
                "Bearer " + session.accessToken(),
                "Bearer " + session.accessToken() + "x",
                "Bearer " + guest,
                "Nonsense " + session.accessToken())) {
            secrets.add(header.substring(header.indexOf(' ') + 1));
            server().upgradeStatus("/ws?token=" + session.accessToken(), Map.of("Authorization", header));
        }
        server().upgradeStatus("/ws?name=" + session.accessToken(), Map.of());
    }

    private void byTheProvider() throws Exception {
        String token = provider.signed(provider.claims("robot").build());
        secrets.add(tail(token));
        hello(token);
        hello(token.substring(0, token.length() - 2) + "AA");
        Returning page = atTheProvider();
        secrets.add(tail(page.memo()));
        for (String parameter : page.query().split("&")) {
            secrets.add(parameter.substring(parameter.indexOf('=') + 1));
        }
        back(page.memo() + "x", page.query());
        ApiClient browser = loggedIn(back(page.memo(), page.query()));
        secrets.add(tail(browser.cookie().orElseThrow()));
        remembered(browser.refresh());
        back(page.memo(), page.query());
        provider.fails(true);
        back(page.memo(), page.query());
        provider.fails(false);
    }

    private void asAdministrator() {
        ApiClient admin = AccountsFixture.admin(server());
        Reply bia = admin.post("/api/admin/users", "{'name':'Caio','password':'" + WRONG_PASSWORD + "'}");
        String id = bia.body().path("id").asString();
        admin.post("/api/admin/users/" + id + "/password", "{'password':'" + SECOND_PASSWORD + "'}");
        Reply invite = admin.post("/api/admin/invites", "{}");
        secrets.add(invite.body().path("code").asString());
        String made = Console.of(server().dataDir())
                .run("admin", "password", "Caio", "--generate")
                .well()
                .get(1);
        secrets.add(made.substring("password: ".length()));
        Console.of(server().dataDir())
                .typing(SECOND_PASSWORD + "\n")
                .run("admin", "password", "Caio")
                .well();
    }
}
