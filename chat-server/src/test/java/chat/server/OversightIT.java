package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.ApiClient.Reply;
import chat.server.config.Access.Way;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What administrators do over HTTP and the operator on the command line: rooms, reports, and the trail of both. */
class OversightIT {
    @TempDir
    private Path temp;

    private TestServer server;

    private TestServer server() {
        if (server == null) {
            server = TestServer.start(config -> config.withDataDir(temp.resolve("data"))
                    .withAccess(access -> access.withWays(Set.of(Way.GUEST, Way.ACCOUNTS))));
        }
        return server;
    }

    @AfterEach
    void close() {
        server().close();
    }

    private List<String> command(String... arguments) {
        return run(arguments).well();
    }

    private Console.Outcome run(String... arguments) {
        return Console.of(temp.resolve("data"))
                .run(Stream.concat(Stream.of("admin"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String privateRoom(Someone owner) {
        return owner.ask("{'type':'createRoom','visibility':'private','title':'Plans','cid':'make'}")
                .path("room")
                .asString();
    }

    @Test
    void roomsAreListedWithSizeAndLastActivityAlsoThoseNobodyElseKnowsOf() {
        Someone ana = Someone.guest(server(), "Ana");
        ana.ask("{'type':'createRoom','room':'jazz'}");
        ana.ask("{'type':'join','room':'jazz'}");
        ana.ask("{'type':'send','room':'jazz','cid':'c1','text':'hello'}");
        String plans = privateRoom(ana);
        ApiClient admin = AccountsFixture.admin(server());

        JsonNode rooms = admin.get("/api/admin/rooms").body().path("rooms");

        assertThat(rooms.findValuesAsString("room")).containsExactly("jazz", "lobby", plans);
        assertThat(rooms.at("/0/events").asInt()).isEqualTo(2);
        assertThat(rooms.at("/0/present").asInt()).isEqualTo(1);
        assertThat(rooms.at("/0/lastAt").asLong()).isPositive();
        assertThat(rooms.at("/2/visibility").asString()).isEqualTo("private");
        assertThat(rooms.at("/2/members").asInt()).isEqualTo(1);
        JsonNode page = admin.get("/api/admin/rooms?limit=1&after=jazz").body();
        assertThat(page.at("/rooms/0/room").asString()).isEqualTo("lobby");
        assertThat(page.path("more").asBoolean()).isTrue();
        assertThat(admin.get("/api/admin/rooms?visibility=private").body().path("rooms"))
                .hasSize(1);
        List<String> told = command("rooms");
        assertThat(told).hasSize(4).first().isEqualTo("3 rooms");
        assertThat(told.get(1)).matches("jazz  public  jazz  2 events, the last .*Z  1 members, 1 there");
        assertThat(told.get(3)).startsWith(plans + "  private  Plans  ");
        ana.close();
    }

    @Test
    void privateRoomWithoutAnybodyWhoLooksAfterItGetsAnOwnerAndItsMembersHearOfIt() {
        Someone ana = Someone.guest(server(), "Ana");
        String plans = privateRoom(ana);
        ana.ask("{'type':'join','room':'" + plans + "'}");
        Reply bia = new ApiClient(server()).signUp("Bia");
        ApiClient admin = AccountsFixture.admin(server());
        String room = "/api/admin/rooms/" + plans.replace("~", "%7E");

        assertThat(admin.post(room + "/owners", "{'user':'" + bia.userId() + "'}")
                        .status())
                .isEqualTo(204);

        JsonNode added = ana.next("memberAdded");
        assertThat(added.at("/from/name").asString()).isEqualTo("Root");
        assertThat(added.at("/user/id").asString()).isEqualTo(bia.userId());
        assertThat(added.path("role").asString()).isEqualTo("owner");
        assertThat(admin.get(room + "/members").body().path("members").findValuesAsString("name"))
                .containsExactlyInAnyOrder("Ana", "Bia");
        assertThat(command("members", plans)).hasSize(3);

        Reply caio = new ApiClient(server()).signUp("Caio");
        command("owner", plans, "Caio");
        assertThat(ana.next("memberAdded").at("/from/id").asString()).isEqualTo("operator");
        assertThat(command("audit").get(1))
                .endsWith("  operator  invite  in " + plans + "  " + caio.userId() + "  role=owner");
        assertThat(admin.get("/api/admin/audit").body().at("/entries/1/user").asString())
                .isEqualTo(bia.userId());
        ana.close();
    }

    @Test
    void deletedRoomIsGoneForThoseInIt() {
        Someone ana = Someone.guest(server(), "Ana");
        String plans = privateRoom(ana);
        ana.ask("{'type':'join','room':'" + plans + "'}");
        ana.ask("{'type':'createRoom','room':'jazz'}");
        ana.ask("{'type':'join','room':'jazz'}");
        ApiClient admin = AccountsFixture.admin(server());

        assertThat(admin.delete("/api/admin/rooms/" + plans).status()).isEqualTo(204);
        assertThat(ana.next("removed").path("reason").asString()).isEqualTo("deleted");
        assertThat(command("delete-room", "jazz")).containsExactly("room jazz is deleted");
        assertThat(ana.next("removed").path("room").asString()).isEqualTo("jazz");

        assertThat(admin.delete("/api/admin/rooms/" + plans).code()).isEqualTo("noSuchRoom");
        assertThat(admin.delete("/api/admin/rooms/lobby").code()).isEqualTo("notHere");
        assertThat(run("delete-room", "jazz").failed()).isEqualTo("not done: There is no such room.");
        assertThat(ana.tryTo("{'type':'join','room':'" + plans + "'}")).isEqualTo("noSuchRoom");
        ana.close();
    }

    @Test
    void reportsOfAllRoomsAreResolvedByEither() {
        Someone ana = Someone.guest(server(), "Ana");
        for (String room : List.of("jazz", "rock", "soul")) {
            ana.ask("{'type':'join','room':'" + room + "'}");
            ana.ask("{'type':'send','room':'" + room + "','cid':'c-" + room + "','text':'in " + room + "'}");
            assertThat(ana.tryTo("{'type':'report','room':'" + room + "','target':1,'reason':'rude'}"))
                    .isEqualTo("done");
        }
        ApiClient admin = AccountsFixture.admin(server());

        JsonNode reports = admin.get("/api/admin/reports?limit=2").body();

        assertThat(reports.path("more").asBoolean()).isTrue();
        assertThat(reports.at("/reports/0/post/text").asString()).isEqualTo("in jazz");
        assertThat(reports.at("/reports/1/reason").asString()).isEqualTo("rude");
        long first = reports.at("/reports/0/report").asLong();
        String path = "/api/admin/reports/";
        assertThat(admin.post(path + first, "{'outcome':'shrugged'}").code()).isEqualTo("invalidField");
        assertThat(admin.post(path + first, "{'outcome':'handled'}").status()).isEqualTo(204);
        assertThat(admin.post(path + first, "{'outcome':'handled'}").code()).isEqualTo("noSuchReport");
        command("resolve", String.valueOf(first + 1), "--outcome=dismissed");
        assertThat(command("reports")).hasSize(2).last().asString().contains("soul 1", "\"in soul\"", "rude");
        assertThat(command("audit").get(1)).contains("operator  resolveReport  in rock  report=", "outcome=dismissed");
        ana.close();
    }

    @Test
    void everythingIsInTheTrailUnderWhoDidIt() {
        ApiClient admin = AccountsFixture.admin(server());
        Reply bia = admin.post("/api/admin/users", "{'name':'Bia','password':'" + ApiClient.PASSWORD + "'}");
        String id = bia.body().path("id").asString();
        String path = "/api/admin/users/" + id;
        admin.post(path + "/admin", "{'admin':true}");
        admin.post(path + "/admin", "{'admin':false}");
        admin.post(path + "/password", "{'password':'by the admin'}");
        admin.delete(path + "/devices");
        admin.post(path + "/disabled", "{'disabled':true}");
        Reply invite = admin.post("/api/admin/invites", "{'uses':2}");
        admin.delete("/api/admin/invites/" + invite.body().path("id").asString());
        command("enable", "Bia");

        JsonNode trail = admin.get("/api/admin/audit").body().path("entries");

        assertThat(trail.findValuesAsString("act"))
                .containsExactly(
                        "enableAccount",
                        "revokeInvitation",
                        "makeInvitation",
                        "disableAccount",
                        "logOut",
                        "resetPassword",
                        "revokeAdmin",
                        "grantAdmin",
                        "createAccount");
        assertThat(trail.at("/0").has("by")).isFalse();
        assertThat(trail.at("/1/by").asString()).isNotEqualTo(id).isNotEmpty();
        assertThat(trail.at("/8/user").asString()).isEqualTo(id);
        JsonNode older = admin.get("/api/admin/audit?limit=2&before="
                        + trail.at("/6/entry").asLong())
                .body();
        assertThat(older.path("entries").findValuesAsString("act")).containsExactly("grantAdmin", "createAccount");
        assertThat(older.path("more").asBoolean()).isFalse();
        assertThat(trail.toString())
                .doesNotContain("by the admin", invite.body().path("code").asString());
    }

    @Test
    void whoIsNoAdministratorLearnsNothing() {
        Someone ana = Someone.guest(server(), "Ana");
        String plans = privateRoom(ana);
        Reply bia = new ApiClient(server()).signUp("Bia");
        for (ApiClient stranger :
                List.of(new ApiClient(server()), new ApiClient(server()).withToken(bia.accessToken()))) {
            for (String path : List.of(
                    "users",
                    "invites",
                    "bans",
                    "rooms",
                    "reports",
                    "audit",
                    "rooms/" + plans + "/members",
                    "rooms/none/members")) {
                assertThat(stranger.get("/api/admin/" + path).code()).as(path).isIn("forbidden", "loginRequired");
            }
            for (String room : List.of(plans, "none", "~p~~~")) {
                assertThat(stranger.delete("/api/admin/rooms/" + room).code()).isIn("forbidden", "loginRequired");
                assertThat(stranger.post("/api/admin/rooms/" + room + "/owners", "{'user':'" + bia.userId() + "'}")
                                .code())
                        .isIn("forbidden", "loginRequired");
            }
            assertThat(stranger.post("/api/admin/bans", "{'user':'" + ana.id() + "'}")
                            .code())
                    .isIn("forbidden", "loginRequired");
        }
        assertThat(ana.tryTo("{'type':'join','room':'" + plans + "'}")).isEqualTo("joined");
        ana.close();
    }

    @Test
    void withoutAServerTheSameIsDoneInItsStore() {
        Someone ana = Someone.guest(server(), "Ana");
        String plans = privateRoom(ana);
        ana.ask("{'type':'createRoom','room':'jazz'}");
        new ApiClient(server()).signUp("Bia");
        ana.close();
        server.close();

        assertThat(command("rooms").get(0)).isEqualTo("2 rooms");
        command("owner", plans, "Bia");
        assertThat(command("members", plans).toString()).contains("  Ana  owner", "  Bia  owner");
        command("delete-room", "jazz");
        server = null;

        assertThat(command("rooms").toString()).contains(plans).doesNotContain("jazz");
        assertThat(command("audit").toString()).contains("deleteRoom  in jazz", "invite  in " + plans);
    }
}
