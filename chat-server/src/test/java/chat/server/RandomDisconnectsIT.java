package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Clients lose their connections at any point and come back as the protocol says: with their token, the last position
 * without a gap, and once more whatever was not acknowledged. At the end each has seen the log, the whole log, and nothing
 * else, and nothing that was acknowledged is missing from it.
 */
class RandomDisconnectsIT {
    private static final int CLIENTS = 8;
    private static final int EACH = 30;
    private static final long SEED = Long.getLong("seed", 1);

    private final TestServer server =
            TestServer.start(config -> config.withSessions(sessions -> sessions.withRateLimit(false)));
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @AfterEach
    void close() {
        threads.shutdownNow();
        server.close();
    }

    @Test
    void everyViewIsTheLogAndNothingIsLostOrSaidTwice() {
        List<Wanderer> wanderers = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Wanderer wanderer = new Wanderer(server, i, new Random(SEED * 1_000_003 + i));
            wanderers.add(wanderer);
            running.add(threads.submit(wanderer::wander));
        }
        for (Future<?> one : running) {
            assertThat(one).as("-Dseed=" + SEED).succeedsWithin(3 * TextSocket.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        }
        List<String> log = wanderers.get(0).view;
        assertThat(log).as("-Dseed=" + SEED).hasSize(CLIENTS * EACH).doesNotHaveDuplicates();
        for (Wanderer wanderer : wanderers) {
            assertThat(wanderer.view).as("-Dseed=" + SEED).isEqualTo(log);
            assertThat(wanderer.acked).as("-Dseed=" + SEED).hasSize(EACH);
            wanderer.acked.forEach((cid, seq) ->
                    assertThat(log.get(seq - 1)).as("-Dseed=" + SEED).isEqualTo(cid));
        }
        assertThat(wanderers.stream().mapToInt(wanderer -> wanderer.disconnects).sum())
                .as("this test disconnects")
                .isGreaterThan(CLIENTS);
    }

    /** A client on a bad line. */
    private static final class Wanderer {
        private static final int DISCONNECTS_MAX = 40;

        private final TestServer server;
        private final int number;
        private final Random random;

        private final List<String> unacked = new ArrayList<>();
        private final Map<String, Integer> acked = new HashMap<>();
        private final List<String> view = new ArrayList<>();
        private String token = "";
        private String epoch = "";
        private int said;
        private int disconnects;
        private SocketClient socket;

        Wanderer(TestServer server, int number, Random random) {
            this.server = server;
            this.number = number;
            this.random = random;
            this.socket = SocketClient.json(server);
        }

        /** The line is gone; not a failure. */
        private static final class Disconnected extends Exception {
            private static final long serialVersionUID = 1;
        }

        Void wander() {
            while (!isDone()) {
                try {
                    comeIn();
                    while (!isDone()) {
                        goOn();
                    }
                } catch (Disconnected e) {
                    socket = SocketClient.json(server);
                }
            }
            socket.close();
            return null;
        }

        private boolean isDone() {
            return said == EACH && unacked.isEmpty() && view.size() == CLIENTS * EACH;
        }

        private void comeIn() throws Disconnected {
            say(
                    token.isEmpty()
                            ? "{'type':'hello','name':'Wanderer %s'}"
                                    .formatted("abcdefgh".charAt(number) + "-" + disconnects)
                            : "{'type':'hello','token':'%s'}".formatted(token));
            JsonNode welcome = next();
            assertThat(welcome.path("type").asString()).isEqualTo("welcome");
            token = welcome.path("token").asString();
            epoch = welcome.path("epoch").asString();
            say("{'type':'join','room':'lobby','after':%d,'epoch':'%s'}".formatted(view.size(), epoch));
            List<String> again = new ArrayList<>(unacked);
            for (String cid : again) {
                send(cid);
            }
        }

        /** Says something new, or reads on. */
        private void goOn() throws Disconnected {
            if (said < EACH && random.nextInt(3) == 0) {
                String cid = number + ":" + ++said;
                unacked.add(cid);
                send(cid);
            } else {
                take(next());
            }
        }

        private void send(String cid) throws Disconnected {
            say("{'type':'send','room':'lobby','cid':'%s','text':'de %s'}".formatted(cid, cid));
        }

        private void take(JsonNode message) {
            switch (message.path("type").asString()) {
                case "posted" -> {
                    assertThat(message.path("seq").asInt())
                            .as("next of client %d, -Dseed=%d", number, SEED)
                            .isEqualTo(view.size() + 1);
                    view.add(message.path("cid").asString());
                }
                case "ack" -> {
                    String cid = message.path("cid").asString();
                    int seq = message.path("seq").asInt();
                    Integer before = acked.put(cid, seq);
                    assertThat(before).isIn(null, seq);
                    unacked.remove(cid);
                }
                case "reset", "error", "closing" -> throw new AssertionError(message + " (expected: a resume)");
                default -> {}
            }
        }

        private void say(String json) throws Disconnected {
            mayDisconnect();
            socket.send(json.replace('\'', '"'));
            mayDisconnect();
        }

        private JsonNode next() throws Disconnected {
            mayDisconnect();
            return new JsonClient(socket).any();
        }

        private void mayDisconnect() throws Disconnected {
            if (disconnects < DISCONNECTS_MAX && random.nextInt(25) == 0) {
                disconnects++;
                switch (random.nextInt(4)) {
                    case 0 -> socket.close();
                    case 1 ->
                        socket.frame(SocketClient.TEXT_FRAGMENT, "{\"type\":").close();
                    case 2 ->
                        socket.bytes(new byte[] {(byte) SocketClient.TEXT}).abort();
                    default -> socket.abort();
                }
                throw new Disconnected();
            }
        }
    }
}
