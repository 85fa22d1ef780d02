package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Connections end in every bad way: the others hear of it, and of nothing else. The system property {@code pulled.plugs} says how
 * many.
 */
class PulledPlugIT {
    private static final int ENDS = Integer.getInteger("pulled.plugs", 100);

    /** What the store and the virtual machine may open meanwhile. */
    private static final int FILES_OF_OTHERS = 20;

    private static final byte[] FIRST_BYTE = {(byte) SocketClient.TEXT};
    private static final byte[] HALF_A_FRAME = {(byte) SocketClient.TEXT, (byte) (0x80 | 100), 0, 0, 0, 0, '{', '"'};
    private static final String SEND =
            "{\"type\":\"send\",\"room\":\"lobby\",\"cid\":\"last-words\",\"text\":\"adeus\"}";
    private static final String JOIN = "{\"type\":\"join\",\"room\":\"lobby\",\"after\":0}";

    /** What the last thing is that is heard of a client that is in the lobby. */
    @SuppressWarnings("ImmutableEnumChecker") // They hold nothing.
    enum End {
        RESET(SocketClient::abort),
        END_WITHOUT_A_CLOSE_FRAME(SocketClient::close),
        HALF_CLOSE(SocketClient::endOutput),
        HALF_CLOSE_THEN_RESET(client -> {
            client.endOutput();
            client.abort();
        }),
        RESET_AFTER_ONE_BYTE(client -> client.bytes(FIRST_BYTE).abort()),
        RESET_IN_A_FRAME(client -> client.bytes(HALF_A_FRAME).abort()),
        END_IN_A_FRAME(client -> client.bytes(HALF_A_FRAME).close()),
        HALF_CLOSE_IN_A_FRAME(client -> client.bytes(HALF_A_FRAME).endOutput()),
        RESET_IN_A_MESSAGE(
                client -> client.frame(SocketClient.TEXT_FRAGMENT, "{\"type\":").abort()),
        END_IN_A_MESSAGE(client -> client.frame(SocketClient.TEXT_FRAGMENT, "{\"type\":")
                .frame(SocketClient.NEXT_FRAGMENT, "\"send\"")
                .close()),
        RESET_WITH_AN_ANSWER_UNDER_WAY(client -> {
            for (int i = 0; i < 20; i++) {
                client.send("{\"type\":\"history\",\"room\":\"lobby\"}");
            }
            client.abort();
        }),
        RESET_WHILE_JOINING_AGAIN(client -> client.send(JOIN).abort()),
        HALF_CLOSE_BEHIND_A_MESSAGE(client -> client.send(SEND).endOutput());

        private final Consumer<SocketClient> way;

        End(Consumer<SocketClient> way) {
            this.way = way;
        }
    }

    private static TestServer server() {
        return TestServer.start(config ->
                config.withSessions(sessions -> sessions.withLeftGraceMillis(1).withRateLimit(false)));
    }

    private static SocketClient inLobby(TestServer server, String name) {
        SocketClient socket = SocketClient.json(server);
        JsonClient client = new JsonClient(socket);
        client.hello(name);
        client.join("lobby");
        client.next("live");
        return socket;
    }

    /** Nothing was worth more than a debug line, but that somebody came. */
    private static void assertQuiet(LogRecorder log) {
        assertThat(log.lines())
                .filteredOn(line -> !line.startsWith("DEBUG "))
                .allMatch(line -> line.startsWith("INFO chat.access "));
    }

    @ParameterizedTest
    @EnumSource
    void theOthersHearThatSomebodyLeftAndGoOn(End end) {
        try (LogRecorder log = LogRecorder.record();
                TestServer server = server();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana");
                WsClient terminal = WsClient.plain(server.ws(), "/ws?style=announce")) {
            ana.send("lobby", "c0", "olá");
            assertThat(terminal.next()).isEqualTo("Mensagem recebida: olá");
            try (SocketClient victim = inLobby(server, "Vera")) {
                end.way.accept(victim);
                JsonNode left = ana.next("left");
                assertThat(left.path("user").path("name").asString()).isEqualTo("Vera");
                assertThat(left.path("count").asInt()).isEqualTo(2);
                await().atMost(TextSocket.DEADLINE).until(() -> server.connections() == 2);
            }
            ana.send("lobby", "c1", "e agora?");
            assertThat(heardUntil(terminal, "Mensagem recebida: e agora?"))
                    .containsOnlyOnce("Um cliente desconectou.")
                    .isSubsetOf("Um cliente desconectou.", "Mensagem recebida: adeus");
            ana.say("{'type':'members','room':'lobby'}");
            assertThat(ana.next("members").path("count").asInt()).isEqualTo(2);
            assertQuiet(log);
        }
    }

    private static List<String> heardUntil(TextSocket socket, String last) {
        List<String> heard = new ArrayList<>();
        for (String line = socket.next(); !line.equals(last); line = socket.next()) {
            heard.add(line);
        }
        return heard;
    }

    @Test
    void manyEndsOfEveryKindLeaveNothingBehind() {
        long seed = Long.getLong("seed", 1);
        Random random = new Random(seed);
        End[] ends = End.values();
        try (LogRecorder log = LogRecorder.record();
                TestServer server = server();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            for (int i = 0; i < ENDS; i++) {
                SocketClient victim =
                        random.nextInt(4) == 0 ? SocketClient.json(server) : inLobby(server, "Vera " + letters(i));
                ends[random.nextInt(ends.length)].way.accept(victim);
            }
            await("-Dseed=" + seed).atMost(TextSocket.DEADLINE).until(() -> server.connections() == 1);
            ana.send("lobby", "c1", "só eu?");
            await("-Dseed=" + seed).atMost(TextSocket.DEADLINE).until(() -> membersOfLobby(ana) == 1);
            assertQuiet(log);
        }
    }

    @Test
    void manyWhoSayNothingMoreAndAreThenResetLeaveNothingBehind() {
        try (LogRecorder log = LogRecorder.record();
                TestServer server = server();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            long filesBefore = openFiles();
            for (int i = 0; i < ENDS; i++) {
                End.HALF_CLOSE_THEN_RESET.way.accept(SocketClient.json(server));
            }
            await().atMost(TextSocket.DEADLINE).until(() -> server.connections() == 1);
            ana.send("lobby", "c1", "só eu?");
            assertThat(membersOfLobby(ana)).isEqualTo(1);
            assertThat(openFiles()).isLessThanOrEqualTo(filesBefore + FILES_OF_OTHERS);
            assertQuiet(log);
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private static int membersOfLobby(JsonClient client) {
        client.say("{'type':'members','room':'lobby'}");
        return client.next("members").path("count").asInt();
    }

    /** A name of letters, another for each number. */
    private static String letters(int number) {
        return number < 26 ? "" + (char) ('a' + number) : letters(number / 26 - 1) + letters(number % 26);
    }
}
