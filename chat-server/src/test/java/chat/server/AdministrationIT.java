package chat.server;

import static chat.server.ApiClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import chat.server.ApiClient.Reply;
import chat.server.config.Access.SignUp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The first administrator, and what administrators do over HTTP. */
class AdministrationIT extends AccountsFixture {
    @Test
    void firstAdminIsMadeWithTheCodeThatTheServerPrints() {
        String code = server().server().setupCode().orElseThrow();
        assertThat(api().get("/api/auth").body().path("setup").asBoolean()).isTrue();
        String body = "{'code':'%s','name':'Root','password':'" + PASSWORD + "'}";
        assertThat(api().post("/api/auth/setup", body.formatted("wrong")).code())
                .isEqualTo("badSetupCode");

        Reply session = api().post("/api/auth/setup", body.formatted(code));

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.body().path("admin").asBoolean()).isTrue();
        JsonClient client = connect();
        assertThat(hello(client, session.accessToken()).path("admin").asBoolean())
                .isTrue();
        assertThat(api().get("/api/auth").body().path("setup").asBoolean(true)).isFalse();
        assertThat(api().post("/api/auth/setup", body.formatted(code)).code()).isEqualTo("alreadySetUp");
    }

    @Test
    void invitedPeopleSignUpAndOthersDoNot() {
        with(access -> access.withSignUp(SignUp.INVITE));
        ApiClient admin = admin();
        assertThat(api().signUp("Bia").code()).isEqualTo("badInvite");
        Reply invite = admin.post("/api/admin/invites", "{'uses':2,'days':1}");
        String code = invite.body().path("code").asString();
        String body = "{'name':'%s','password':'" + PASSWORD + "','invite':'" + code + "'}";

        assertThat(api().post("/api/auth/signup", body.formatted("Bia")).status())
                .isEqualTo(201);
        JsonNode open = admin.get("/api/admin/invites").body().path("invites");
        assertThat(open).hasSize(1);
        assertThat(open.at("/0/usesLeft").asInt()).isEqualTo(1);
        assertThat(open.at("/0").has("code")).isFalse();
        assertThat(admin.delete("/api/admin/invites/" + open.at("/0/id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(api().post("/api/auth/signup", body.formatted("Cid")).code()).isEqualTo("badInvite");
    }

    @Test
    void administratorLooksAfterAccounts() {
        ApiClient admin = admin();
        Reply bia = api().signUp("Bia");
        JsonClient socket = greeted(bia);
        String path = "/api/admin/users/" + bia.userId();
        assertThat(admin.get("/api/admin/users?query=BI")
                        .body()
                        .at("/users/0/id")
                        .asString())
                .isEqualTo(bia.userId());
        assertThat(admin.get(path).body().path("devices")).hasSize(1);

        assertThat(admin.post(path + "/disabled", "{'disabled':true}").status()).isEqualTo(204);
        assertThat(socket.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(hello(connect(), bia.accessToken()).path("code").asString()).isEqualTo("badToken");
        assertThat(api().logIn("Bia").code()).isEqualTo("disabled");
        assertThat(admin.post(path + "/disabled", "{'disabled':false}").status())
                .isEqualTo(204);
        JsonClient again = greeted(api().logIn("Bia"));

        assertThat(admin.post(path + "/password", "{'password':'by the admin'}").status())
                .isEqualTo(204);
        assertThat(again.closeCode()).isEqualTo(LOGGED_OUT);
        Reply session = api().logIn("Bia", "by the admin");
        ApiClient asBia = api().withToken(session.accessToken());
        assertThat(asBia.get("/api/admin/users").code()).isEqualTo("forbidden");
        assertThat(admin.post(path + "/admin", "{'admin':true}").status()).isEqualTo(204);
        assertThat(asBia.get("/api/admin/users").body().path("users")).hasSize(2);
        assertThat(api().get("/api/admin/users").code()).isEqualTo("loginRequired");
        assertThat(admin.post("/api/admin/users/u0/admin", "{'admin':true}").code())
                .isEqualTo("noSuchUser");
    }

    @Test
    void accountWhoseNameAGuestHasGetsItAndTheGuestHasToTakeAnother() {
        JsonClient guest = connect();
        guest.hello("Bia");
        Reply made = admin().post("/api/admin/users", "{'name':'Bia','password':'" + PASSWORD + "'}");
        assertThat(made.status()).isEqualTo(201);

        JsonClient owner = greeted(api().logIn("Bia"));

        assertThat(guest.closeCode()).isEqualTo(GOING_AWAY);
        assertThat(owner.join("lobby").at("/members/0/name").asString()).isEqualTo("Bia");
    }
}
