package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Kick, mute, ban, slow mode, reports and roles in a public room, through the front door and on live connections. */
class ModerationIT {
    private final TestServer server = TestServer.start(config -> config);
    private final Someone ana = Someone.guest(server, "Ana");
    private final Someone bia = Someone.guest(server, "Bia");
    private final Someone caio = Someone.guest(server, "Caio");
    private int cids;

    @BeforeEach
    void open() {
        ana.ask("{'type':'createRoom','room':'jazz'}");
        for (Someone someone : new Someone[] {ana, bia, caio}) {
            assertThat(someone.tryTo("{'type':'join','room':'jazz'}")).isEqualTo("joined");
        }
        for (Someone someone : new Someone[] {ana, bia, caio}) {
            someone.news();
        }
    }

    @AfterEach
    void close() {
        ana.close();
        bia.close();
        caio.close();
        server.close();
    }

    private JsonNode send(Someone who) {
        return who.ask("{'type':'send','room':'jazz','cid':'c%d','text':'olá'}".formatted(++cids));
    }

    private String sent(Someone who) {
        JsonNode answer = send(who);
        return answer.path("code").asString(answer.path("type").asString());
    }

    private static String restrict(Someone who, Someone whom, String rest) {
        return who.tryTo("{'type':'restrict','room':'jazz','user':'%s',%s}".formatted(whom.id(), rest));
    }

    private void makeModerator(Someone who) {
        assertThat(ana.tryTo("{'type':'setRole','room':'jazz','cid':'role%d','user':'%s','role':'moderator'}"
                        .formatted(++cids, who.id())))
                .isEqualTo("ack");
    }

    @Test
    void whoIsMutedReadsOnAndSaysNothing() {
        assertThat(restrict(ana, bia, "'kind':'mute','on':true,'seconds':600,'reason':'calma'"))
                .isEqualTo("done");

        JsonNode standing = bia.next("standing");
        assertThat(standing.path("room").asString()).isEqualTo("jazz");
        assertThat(standing.path("mutedUntil").asLong()).isPositive();
        JsonNode refused = send(bia);
        assertThat(refused.path("code").asString()).isEqualTo("muted");
        assertThat(refused.path("retryAfterMillis").asLong()).isBetween(1L, 600_000L);
        assertThat(sent(caio)).isEqualTo("ack");
        assertThat(bia.next("posted").path("from").path("name").asString()).isEqualTo("Caio");

        assertThat(restrict(ana, bia, "'kind':'mute','on':false")).isEqualTo("done");
        assertThat(bia.next("standing").has("mutedUntil")).isFalse();
        assertThat(sent(bia)).isEqualTo("ack");
    }

    @Test
    void whoIsBannedIsOutAndStaysOut() {
        assertThat(restrict(ana, bia, "'kind':'ban','on':true,'reason':'chega'"))
                .isEqualTo("done");

        JsonNode removed = bia.next("removed");
        assertThat(removed.path("reason").asString()).isEqualTo("banned");
        assertThat(removed.path("why").asString()).isEqualTo("chega");
        bia.forget();
        assertThat(sent(caio)).isEqualTo("ack");
        assertThat(bia.newsTypes()).isEmpty();
        assertThat(bia.tryTo("{'type':'join','room':'jazz'}")).isEqualTo("banned");
        assertThat(sent(bia)).isEqualTo("banned");
        assertThat(bia.tryTo("{'type':'history','room':'jazz'}")).isEqualTo("banned");
        assertThat(bia.tryTo("{'type':'search','room':'jazz','query':'ol*'}")).isEqualTo("banned");
        assertThat(bia.ask("{'type':'search','query':'ol*'}").path("hits")).isEmpty();
        assertThat(ana.newsTypes()).contains("left");

        JsonNode list = ana.ask("{'type':'restrictions','room':'jazz'}").path("entries");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("user").path("name").asString()).isEqualTo("Bia");
        assertThat(list.get(0).path("by").path("name").asString()).isEqualTo("Ana");
        restrict(ana, bia, "'kind':'ban','on':false");
        assertThat(bia.tryTo("{'type':'join','room':'jazz'}")).isEqualTo("joined");
    }

    @Test
    void banByAddressHitsGuestsFromThereButNotWhoKeepsOrder() {
        assertThat(restrict(ana, bia, "'kind':'ban','on':true,'byAddress':true"))
                .isEqualTo("done");

        assertThat(caio.next("removed").path("reason").asString())
                .as("from the same address")
                .isEqualTo("banned");
        try (Someone other = Someone.guest(server, "Duda")) {
            assertThat(other.tryTo("{'type':'join','room':'jazz'}")).isEqualTo("banned");
        }
        assertThat(sent(ana)).isEqualTo("ack");
    }

    @Test
    void whoIsKickedMayComeBack() {
        assertThat(ana.tryTo("{'type':'kick','room':'jazz','user':'%s','reason':'pausa'}".formatted(bia.id())))
                .isEqualTo("done");

        assertThat(bia.next("removed").path("reason").asString()).isEqualTo("kicked");
        assertThat(sent(bia)).isEqualTo("notJoined");
        assertThat(ana.tryTo("{'type':'kick','room':'jazz','user':'%s'}".formatted(bia.id())))
                .isEqualTo("noSuchMember");
        assertThat(bia.tryTo("{'type':'join','room':'jazz'}")).isEqualTo("joined");
    }

    @Test
    void nobodyActsOnEqualsOrHigherOnes() {
        makeModerator(bia);
        makeModerator(caio);

        assertThat(restrict(bia, caio, "'kind':'mute','on':true")).isEqualTo("forbidden");
        assertThat(restrict(bia, ana, "'kind':'ban','on':true")).isEqualTo("forbidden");
        assertThat(bia.tryTo("{'type':'kick','room':'jazz','user':'%s'}".formatted(bia.id())))
                .isEqualTo("forbidden");
        assertThat(bia.tryTo(
                        "{'type':'setRole','room':'jazz','cid':'r','user':'%s','role':'owner'}".formatted(bia.id())))
                .isEqualTo("forbidden");
        assertThat(ana.tryTo(
                        "{'type':'setRole','room':'jazz','cid':'r','user':'%s','role':'member'}".formatted(ana.id())))
                .isEqualTo("lastOwner");
    }

    @Test
    void slowModeMakesMembersWait() {
        assertThat(ana.tryTo("{'type':'setRoom','room':'jazz','cid':'slow','slowSeconds':600}"))
                .isEqualTo("ack");

        assertThat(sent(bia)).isEqualTo("ack");
        String first = "c" + cids;
        JsonNode refused = send(bia);
        assertThat(refused.path("code").asString()).isEqualTo("slowMode");
        assertThat(refused.path("retryAfterMillis").asLong()).isBetween(1L, 600_000L);
        assertThat(bia.ask("{'type':'send','room':'jazz','cid':'%s','text':'olá'}".formatted(first))
                        .path("duplicate")
                        .asBoolean())
                .as("what was stored is answered")
                .isTrue();
        assertThat(sent(ana)).isEqualTo("ack");
        assertThat(sent(ana)).as("those who keep order wait for nothing").isEqualTo("ack");
    }

    @Test
    void announcementsAreForStaffAndArchivesForReading() {
        ana.tryTo("{'type':'setRoom','room':'jazz','cid':'s1','posting':'staff'}");
        assertThat(sent(bia)).isEqualTo("forbidden");
        assertThat(sent(ana)).isEqualTo("ack");
        assertThat(bia.tryTo("{'type':'react','room':'jazz','cid':'r1','target':3,'emoji':'👍','on':true}"))
                .isEqualTo("ack");

        ana.tryTo("{'type':'setRoom','room':'jazz','cid':'s2','archived':true}");
        assertThat(sent(ana)).isEqualTo("archived");
        assertThat(bia.tryTo("{'type':'history','room':'jazz'}")).isEqualTo("history");
        assertThat(ana.tryTo("{'type':'setRoom','room':'jazz','cid':'s3','archived':false,'posting':'all'}"))
                .isEqualTo("ack");
        assertThat(sent(bia)).isEqualTo("ack");
    }

    @Test
    void whoKeepsOrderDeletesWhatOthersSaid() {
        long seq = send(bia).path("seq").asLong();
        String delete = "{'type':'delete','room':'jazz','cid':'d%d','target':" + seq + "}";

        assertThat(caio.tryTo(delete.formatted(++cids))).isEqualTo("notAuthor");
        assertThat(ana.tryTo(delete.formatted(++cids))).isEqualTo("ack");
        assertThat(bia.next("deleted").path("from").path("name").asString()).isEqualTo("Ana");
    }

    @Test
    void reportsComeBeforeThoseWhoKeepOrder() {
        long seq = send(bia).path("seq").asLong();
        assertThat(caio.tryTo("{'type':'report','room':'jazz','target':" + seq + ",'reason':'feio'}"))
                .isEqualTo("done");
        assertThat(caio.tryTo("{'type':'report','room':'jazz','target':99,'reason':'feio'}"))
                .isEqualTo("noSuchMessage");
        assertThat(caio.tryTo("{'type':'reports','room':'jazz'}")).isEqualTo("forbidden");
        bia.tryTo("{'type':'delete','room':'jazz','cid':'d1','target':" + seq + "}");

        JsonNode report =
                ana.ask("{'type':'reports','room':'jazz'}").path("entries").get(0);
        assertThat(report.path("post").path("text").asString()).as("as it was").isEqualTo("olá");
        assertThat(report.path("by").path("name").asString()).isEqualTo("Caio");
        assertThat(ana.tryTo("{'type':'resolveReport','room':'jazz','report':%d,'outcome':'handled'}"
                        .formatted(report.path("report").asLong())))
                .isEqualTo("done");
        assertThat(ana.ask("{'type':'reports','room':'jazz'}").path("entries")).isEmpty();
    }

    @Test
    void plainClientsAreClosed() {
        try (TextSocket plain = SocketClient.plain(server, "/ws?name=Duda&room=jazz")) {
            assertThat(plain.next()).startsWith("* você entrou");
            String duda = await().until(
                            () -> ana.ask("{'type':'findUsers','query':'Duda'}").path("users"),
                            users -> users.size() == 1)
                    .get(0)
                    .path("id")
                    .asString();

            assertThat(ana.tryTo(
                            "{'type':'restrict','room':'jazz','user':'%s','kind':'ban','on':true}".formatted(duda)))
                    .isEqualTo("done");

            assertThat(plain.closeCode()).isEqualTo(1008);
        }
        try (TextSocket stranger = SocketClient.plain(server, "/ws?room=~p" + "a".repeat(24) + "a")) {
            assertThat(stranger.closeCode()).isEqualTo(1008);
        }
    }
}
