package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Somebody who talks as fast as they can is sent out of a room, or silenced: from then on nothing goes either way. */
class SentOutIT {
    private static final int HEARD_BEFORE = 50;

    private final TestServer server =
            TestServer.start(config -> config.withSessions(sessions -> sessions.withRateLimit(false)));
    private final Someone ana = Someone.guest(server, "Ana");
    private final Someone bia = Someone.guest(server, "Bia");
    private final Someone caio = Someone.guest(server, "Caio");
    private final AtomicBoolean talking = new AtomicBoolean(true);
    private CompletableFuture<Void> talk = CompletableFuture.completedFuture(null);
    private String room = "";

    @AfterEach
    void close() {
        talking.set(false);
        bia.close();
        ana.close();
        caio.close();
        server.close();
    }

    private void make(boolean open) {
        room = ana.ask(
                        open
                                ? "{'type':'createRoom','room':'jazz'}"
                                : "{'type':'createRoom','visibility':'private','cid':'make'}")
                .path("room")
                .asString();
        for (Someone someone : List.of(bia, caio)) {
            ana.ask(said("'type':'invite','cid':'i" + someone.id() + "','user':'" + someone.id() + "'"));
        }
        for (Someone someone : List.of(ana, bia, caio)) {
            assertThat(someone.tryTo(said("'type':'join'"))).isEqualTo("joined");
        }
    }

    private String said(String what) {
        return "{" + what.replace("BIA", bia.id()) + ",'room':'" + room + "'}";
    }

    /** Bia talks on and on, and waits for nothing. */
    private void talk() {
        talk = CompletableFuture.runAsync(() -> {
            for (int i = 0; talking.get(); i++) {
                bia.say(said("'type':'send','text':'olá','cid':'b" + i + "'"));
            }
        });
        for (int i = 0; i < HEARD_BEFORE; i++) {
            caio.next("posted");
        }
    }

    /** Whatever Bia is told from now on, up to the answer to her last words. */
    private List<JsonNode> heardToTheEnd() {
        talking.set(false);
        talk.join();
        return bia.news();
    }

    private List<JsonNode> logAfter(long seq) {
        List<JsonNode> events = new ArrayList<>();
        ana.ask(said("'type':'history','limit':300,'after':" + seq))
                .path("events")
                .forEach(events::add);
        return events;
    }

    private void assertBiaSaidNothingAfter(long seq) {
        assertThat(logAfter(seq))
                .noneMatch(event -> event.path("from").path("id").asString().equals(bia.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public 'type':'kick','user':'BIA'",
                "public 'type':'restrict','user':'BIA','kind':'ban','on':true",
                "private 'type':'kick','user':'BIA'",
                "private 'type':'restrict','user':'BIA','kind':'ban','on':true",
                "private 'type':'removeMember','user':'BIA','cid':'out'"
            })
    void whoIsSentOutIsNeitherHeardNorHears(String how) {
        make(how.startsWith("public"));
        talk();

        JsonNode answer = ana.ask(said(how.substring(how.indexOf(' ') + 1)));
        assertThat(answer.path("type").asString()).isIn("done", "ack");
        long seq = ana.ask(said("'type':'send','text':'fim','cid':'end'"))
                .path("seq")
                .asLong();
        bia.next("removed");
        bia.forget();
        ana.ask(said("'type':'send','text':'entre nós','cid':'later'"));

        assertThat(heardToTheEnd()).allSatisfy(message -> {
            assertThat(message.path("type").asString()).isEqualTo("error");
            assertThat(message.path("code").asString()).isIn("notJoined", "banned", "noSuchRoom");
        });
        assertBiaSaidNothingAfter(seq);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'setRole','user':'BIA','role':'reader','cid':'less'",
                "'type':'setRoom','archived':true,'cid':'less'",
                "'type':'setRoom','posting':'staff','cid':'less'"
            })
    void nothingFollowsWhatTakesTheWordsAway(String how) {
        make(true);
        talk();

        long seq = ana.ask(said(how)).path("seq").asLong();

        assertThat(seq).isPositive();
        heardToTheEnd();
        assertBiaSaidNothingAfter(seq);
    }

    @Test
    void whoIsMutedIsNotHeard() {
        make(true);
        talk();

        assertThat(ana.tryTo(said("'type':'restrict','user':'BIA','kind':'mute','on':true")))
                .isEqualTo("done");
        // Staff talks on.
        long seq = ana.ask(said("'type':'send','text':'fim','cid':'end'"))
                .path("seq")
                .asLong();

        assertThat(bia.next("standing").path("mutedUntil").asLong(-1)).isZero();
        heardToTheEnd();
        assertBiaSaidNothingAfter(seq);
    }

    @Test
    void deletedRoomIsGoneForWhoTalksAndWhoComesIn() {
        make(true);
        talk();
        for (int i = 0; i < 20; i++) {
            caio.say(said("'type':'leave'"));
            caio.say(said("'type':'join'"));
        }

        assertThat(ana.tryTo(said("'type':'deleteRoom'"))).isEqualTo("done");

        bia.next("removed");
        bia.forget();
        assertThat(heardToTheEnd())
                .allSatisfy(
                        message -> assertThat(message.path("code").asString()).isIn("notJoined", "noSuchRoom"));
        caio.news();
        assertThat(ana.ask(said("'type':'join','after':0")).path("type").asString())
                .isIn("joined", "reset");
        assertThat(logAfter(0)).isEmpty();
    }
}
