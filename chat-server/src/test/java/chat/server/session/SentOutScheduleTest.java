package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.room.Person;
import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import chat.server.room.Told;
import chat.server.store.PageRequest;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Somebody talks while something takes their words away, with loops and store in any order: the same holds always. */
@ExtendWith(LeakPresenceExtension.class)
class SentOutScheduleTest {
    private static final int SCHEDULES = 60;
    private static final int STEPS = 250;
    private static final int ACT_ID = 99;

    /** One schedule. */
    private static final class Play {
        private final TestSessions sessions = new TestSessions(new TestConfig().rateLimit(false));
        private final TestClient ana = sessions.named("Ana", 1);
        private final TestClient bia = sessions.named("Bia", 0);
        private final TestClient caio = sessions.named("Caio", 1);
        private final Random random;
        private final RoomName room;
        private OptionalLong headWhenDone = OptionalLong.empty();
        private int cids;

        Play(int seed) {
            random = new Random(seed);
            ana.say("{'type':'createRoom','visibility':'private','cid':'make'}");
            room = new RoomName(ana.last("roomCreated").get("room").asString());
            for (TestClient client : List.of(bia, caio)) {
                ana.say(said("'type':'invite','cid':'i%d','user':'%s'".formatted(cids++, idOf(client))));
            }
            for (TestClient client : List.of(ana, bia, caio)) {
                client.say(said("'type':'join'"));
            }
        }

        static String idOf(TestClient client) {
            return client.last("welcome").get("user").get("id").asString();
        }

        String said(String what) {
            return "{" + what + ",'room':'" + room + "'}";
        }

        void run(String act) {
            sessions.store.hold(StoreCall.APPEND);
            int when = random.nextInt(STEPS / 2);
            for (int step = 0; step < STEPS; step++) {
                if (step == when) {
                    ana.sayOnly(said(act.replace("BIA", idOf(bia)) + ",'id':" + ACT_ID));
                }
                step();
                lookWhetherDone();
            }
            sessions.store.holdNothing();
            do {
                sessions.store.answerAll();
                lookWhetherDone();
            } while (sessions.loops.step(random) || sessions.store.waiting() > 0);
            lookWhetherDone();
        }

        private void step() {
            switch (random.nextInt(6)) {
                case 0 -> say(bia);
                case 1 -> say(caio);
                case 2 -> {
                    if (sessions.store.waiting() > 0) {
                        sessions.store.answer(0);
                    }
                }
                default -> sessions.loops.step(random);
            }
        }

        private void say(TestClient client) {
            client.sayOnly(
                    said("'type':'send','text':'olá','cid':'%s%d'".formatted(client == bia ? "b" : "c", cids++)));
        }

        /** As soon as it is answered: what is behind the log's end by then came later. */
        private void lookWhetherDone() {
            if (headWhenDone.isEmpty()) {
                for (JsonNode message : heard(ana)) {
                    if (message.path("id").asInt() == ACT_ID) {
                        assertThat(message.get("type").asString()).isIn("ack", "done");
                        Author anybody = new Author(new UserId(idOf(ana)), new UserName("Ana"));
                        long head = sessions.rooms
                                .find(room, Person.guest(anybody))
                                .orElseThrow()
                                .newestSeq();
                        headWhenDone = OptionalLong.of(message.path("seq").asLong(head));
                    }
                }
            }
        }

        private static List<JsonNode> heard(TestClient client) {
            return client.connection.outlet.sent().stream().map(Told::json).toList();
        }

        void check() {
            List<String> acked = new ArrayList<>();
            boolean removed = false;
            for (JsonNode message : heard(bia)) {
                if (removed) {
                    assertThat(message.path("type").asString()).isEqualTo("error");
                    assertThat(message.path("code").asString()).isEqualTo("noSuchRoom");
                }
                removed |= message.path("type").asString().equals("removed");
                if (message.path("type").asString().equals("ack")) {
                    acked.add(message.path("cid").asString());
                }
            }
            List<RoomEvent> ofBia = log().stream()
                    .filter(event -> event.from().id().value().equals(idOf(bia)))
                    .toList();
            assertThat(ofBia).allMatch(event -> event.seq() <= headWhenDone.getAsLong());
            assertThat(ofBia.stream().map(event -> event.cid().value()))
                    .as("what is stored was answered")
                    .containsExactlyElementsOf(acked);
        }

        private List<RoomEvent> log() {
            PageRequest all = new PageRequest(PageRequest.Direction.AFTER, 0, 10_000, 1 << 24);
            return sessions.store.read(room, all).toCompletableFuture().join().events();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'kick','user':'BIA'",
                "'type':'removeMember','cid':'act','user':'BIA'",
                "'type':'restrict','user':'BIA','kind':'ban','on':true",
                "'type':'restrict','user':'BIA','kind':'mute','on':true",
                "'type':'setRole','cid':'act','user':'BIA','role':'reader'",
                "'type':'setRoom','cid':'act','archived':true",
                "'type':'setRoom','cid':'act','posting':'staff'"
            })
    void nothingComesAfter(String act) {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            Play play = new Play(seed);
            play.run(act);
            assertThat(play.headWhenDone).as("answered, schedule %d", seed).isPresent();
            play.check();
            play.sessions.close();
        }
    }
}
