package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.BadNetwork.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One client whose line is bad, and others whose lines are not. */
class BadNetworkIT {
    /** The soonest that silence can be told from a line that is slow. */
    private static final int HEARTBEAT_MILLIS = 1_000;

    private static final int DEAD_AFTER_MILLIS = 2_000;
    private static final int EVENTS = 20;

    private static TestServer server() {
        return TestServer.start(config -> config.withSessions(
                        sessions -> sessions.withLeftGraceMillis(1).withRateLimit(false))
                .withWebSocket(
                        limits -> limits.withHeartbeatMillis(HEARTBEAT_MILLIS).withDeadAfterMillis(DEAD_AFTER_MILLIS)));
    }

    /** A line of its own for each client, all with this fault. */
    private static BadNetwork network(TestServer server, Supplier<Fault> fault) {
        return new BadNetwork(server::port, fault);
    }

    private static URI uri(BadNetwork network) {
        return URI.create("ws://127.0.0.1:" + network.port());
    }

    @Test
    void everyByteMayComeAlone() {
        String text = "olá 🙂 ".repeat(100).strip();
        try (TestServer server = TestServer.start();
                BadNetwork network = network(server, Fault::oneByteEach);
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana");
                JsonClient slow = JsonClient.in(uri(network), "lobby", "Vera")) {
            slow.send("lobby", "c1", text);

            assertThat(ana.next("posted").path("text").asString()).isEqualTo(text);
            assertThat(slow.next("posted").path("text").asString()).isEqualTo(text);
        }
    }

    @Test
    void whoVanishesIsForgottenUnlessBackBesideTheDeadConnection() {
        try (TestServer server = server();
                BadNetwork network = network(server, () -> Fault.NONE);
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana");
                JsonClient zoe = JsonClient.in(uri(network), "lobby", "Zoe");
                JsonClient vera = JsonClient.connect(uri(network));
                JsonClient back = JsonClient.connect(server.ws())) {
            String token = vera.hello("Vera").path("token").asString();
            vera.join("lobby");
            vera.next("live");
            zoe.send("lobby", "c0", "até já");
            network.vanish();
            for (int i = 1; i <= EVENTS; i++) {
                ana.send("lobby", "c" + i, "ainda aí?");
            }
            back.say("{'type':'hello','id':1,'token':'%s'}".formatted(token));
            back.next("welcome");
            back.say("{'type':'join','room':'lobby','after':1}");
            for (int i = 1; i <= EVENTS; i++) {
                assertThat(back.next("posted").path("seq").asLong()).isEqualTo(i + 1);
            }

            await().atMost(TextSocket.DEADLINE)
                    .until(() -> server.metrics().heartbeatsLost.sum() == 2 && server.connections() == 2);
            assertThat(whoLeftUntil(ana, "fim")).containsExactly("Zoe");
            ana.say("{'type':'members','room':'lobby'}");
            assertThat(ana.next("members").path("count").asInt()).isEqualTo(2);
        }
    }

    /** Whose leaving this one is told of before its own last word comes back. */
    private static List<String> whoLeftUntil(JsonClient client, String lastWord) {
        client.say("{'type':'send','room':'lobby','cid':'last','text':'%s'}".formatted(lastWord));
        List<String> left = new ArrayList<>();
        client.next(message -> {
            if (message.path("type").asString().equals("left")) {
                left.add(message.path("user").path("name").asString());
            }
            return message.path("text").asString("").equals(lastWord);
        });
        return left;
    }
}
