package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.ServerConfig;
import chat.server.config.StoreChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every kind of rate, through the front door: of a connection, a user, an address and a room. */
class RateLimitsIT {
    private static final int BURST = 20;
    private static final int STUDENTS = 40;
    private static final int FLOOD = 20_000;

    private TestServer server = TestServer.start();
    private final List<Someone> all = new ArrayList<>();
    private int cids;

    @AfterEach
    void close() {
        all.forEach(Someone::close);
        server.close();
    }

    private void given(UnaryOperator<ServerConfig> change) {
        server.close();
        // So slow that nothing is given back while a test runs, however slow the machine.
        server = TestServer.start(config -> change.apply(config.withStore(new StoreChoice.Memory())
                .withSessions(sessions -> sessions.withSendsPerSecond(1).withSendBurst(BURST))));
    }

    private Someone guest(String name, String from) {
        return known(Someone.guest(server, name, from));
    }

    private Someone known(Someone someone) {
        all.add(someone);
        return someone;
    }

    private static Someone in(String room, Someone someone) {
        assertThat(someone.tryTo("{'type':'join','room':'%s'}".formatted(room))).isEqualTo("joined");
        return someone;
    }

    private JsonNode send(String room, Someone who) {
        return who.ask("{'type':'send','room':'%s','cid':'c%d','text':'olá'}".formatted(room, ++cids));
    }

    /** How many of so many were taken; the others are told when to come back. */
    private int send(String room, Someone who, int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            JsonNode answer = send(room, who);
            if (answer.path("type").asString().equals("ack")) {
                taken++;
            } else {
                assertThat(answer.path("code").asString()).isEqualTo("rateLimited");
                assertThat(answer.path("retryAfterMillis").asLong()).isBetween(1L, 1_000L);
            }
        }
        return taken;
    }

    @Test
    void userHasOneRateOnAllConnections() {
        given(config -> config);
        Someone page = in("lobby", guest("Ana", "127.0.0.1"));
        Someone phone = in("lobby", known(page.again(server)));
        Someone other = in("lobby", guest("Bia", "127.0.0.1"));

        int taken = send("lobby", page, 15) + send("lobby", phone, 15);

        assertThat(taken).isBetween(BURST, BURST + 5);
        assertThat(send("lobby", other, 15)).isEqualTo(15);
    }

    @Test
    void addressHasOneRateForAllItsUsers() {
        given(config -> config.withSessions(sessions -> sessions.withUsersPerAddress(1)));
        Someone ana = in("lobby", guest("Ana", "127.0.0.1"));
        Someone bia = in("lobby", guest("Bia", "127.0.0.1"));
        Someone far = in("lobby", guest("Caio", "127.0.0.2"));

        int taken = send("lobby", ana, 15) + send("lobby", bia, 15);

        assertThat(taken).isBetween(BURST, BURST + 5);
        assertThat(send("lobby", far, 15)).isEqualTo(15);
    }

    @Test
    void roomHasOneRateForAllItsMembersWhereverTheyComeFrom() {
        given(config -> config.withSessions(sessions -> sessions.withUsersPerRoom(1)));
        Someone owner = guest("Dono", "127.0.0.4");
        owner.ask("{'type':'createRoom','room':'jazz'}");
        in("jazz", owner);
        Someone ana = in("jazz", guest("Ana", "127.0.0.1"));
        Someone bia = in("jazz", guest("Bia", "127.0.0.2"));
        Someone caio = in("lobby", in("jazz", guest("Caio", "127.0.0.3")));

        int taken = send("jazz", ana, 15) + send("jazz", bia, 15) + send("jazz", caio, 15);

        assertThat(taken).isBetween(BURST, BURST + 5);
        assertThat(send("lobby", caio, 15))
                .as("what the room refused costs nothing")
                .isEqualTo(15);
        assertThat(send("jazz", owner, 10)).as("those who keep order").isEqualTo(10);
    }

    @Test
    void connectionHasARateForWhateverItSays() {
        given(config -> config.withSessions(sessions -> sessions.withCommandsPerSecond(1)));
        Someone loud = guest("Ana", "127.0.0.1");
        Someone other = guest("Bia", "127.0.0.1");

        for (int i = 0; i < 20; i++) {
            loud.say("{'type':'rooms','id':%d,'limit':1}".formatted(1_000 + i));
        }

        JsonNode refused = loud.next("error");
        assertThat(refused.path("code").asString()).isEqualTo("rateLimited");
        assertThat(refused.path("id").asInt()).isBetween(1_009, 1_019);
        assertThat(refused.path("retryAfterMillis").asLong()).isBetween(1L, 1_000L);
        assertThat(other.tryTo("{'type':'rooms','limit':1}")).isEqualTo("rooms");
    }

    /** Of what one connection says far too fast, hardly anything is looked at, and the others have the server. */
    @Test
    void floodIsReadNoFasterThanItsRate() {
        given(config -> config.withSessions(sessions -> sessions.withCommandsPerSecond(1)));
        Someone loud = guest("Ana", "127.0.0.1");
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < FLOOD; i++) {
                loud.say("{'type':'rooms','id':%d,'limit':1}".formatted(1_000 + i));
            }
        });
        loud.next("error");

        for (int i = 0; i < 20; i++) {
            try (Someone other = Someone.guest(server, "Bia " + (char) ('a' + i))) {
                assertThat(other.tryTo("{'type':'join','room':'lobby'}")).isEqualTo("joined");
                assertThat(send("lobby", other, 5)).isEqualTo(5);
            }
        }

        assertThat(server.metrics().rateLimited.sum()).isLessThan(FLOOD / 100);
        loud.close();
        flood.exceptionally(cut -> null).join();
    }

    /** A class comes in at once, by the one address that its school has. */
    @Test
    void classroomWorksWithWhatIsSetByDefault() {
        List<Someone> students = new ArrayList<>();
        for (int i = 0; i < STUDENTS; i++) {
            Someone student = guest("Aluno " + (char) ('a' + i / 10) + (char) ('a' + i % 10), "127.0.0.1");
            in("lobby", student);
            in("turma", student);
            assertThat(student.tryTo("{'type':'createRoom','room':'grupo-%d'}".formatted(i)))
                    .isEqualTo("roomCreated");
            students.add(student);
        }
        for (Someone student : students) {
            assertThat(student.tryTo("{'type':'history','room':'turma'}")).isEqualTo("history");
            assertThat(student.tryTo("{'type':'members','room':'turma'}")).isEqualTo("members");
            assertThat(student.tryTo("{'type':'search','query':'lição'}")).isEqualTo("found");
            assertThat(student.tryTo("{'type':'unread'}")).isEqualTo("unread");
            assertThat(send("turma", student, 5)).isEqualTo(5);
        }
    }
}
