package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.SocketClient;
import chat.server.TextSocket;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who come over bad lines, say something in a room, and are gone; and one who stays and hears it all. */
final class Visitors implements AutoCloseable {
    /** The one who stays. */
    static final int STAYING = 1;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROOM = "soak";
    private static final int SAYINGS_MAX = 5;

    private final int port;
    private final int number;
    private final Random random;
    private final SocketClient staying;
    private final ExecutorService threads;
    private final AtomicInteger came = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    /** What was acknowledged and not yet heard by the one who stays. */
    private final Map<String, Long> acked = new ConcurrentHashMap<>();

    /** What that one heard, by place, since everything acknowledged was last looked for. */
    private final Map<Long, String> heardSince = new HashMap<>();

    private long heard;

    /**
     * The one who stays is in, over a good line.
     *
     * @param number of those who come at a time
     */
    Visitors(int badPort, int goodPort, int number, long seed) {
        this.port = badPort;
        this.number = number;
        this.random = new Random(seed);
        this.threads = Executors.newFixedThreadPool(number);
        this.staying = SocketClient.json(goodPort);
        enter(staying, "Fica");
    }

    private static void enter(SocketClient client, String name) {
        say(client, "{'type':'hello','name':'%s'}".formatted(name));
        next(client, "welcome");
        say(client, "{'type':'join','room':'%s'}".formatted(ROOM));
        next(client, "live");
    }

    private static void say(SocketClient client, String json) {
        client.send(json.replace('\'', '"'));
    }

    private static JsonNode next(TextSocket client, String type) {
        while (true) {
            JsonNode message = JSON.readTree(client.next());
            if (message.path("type").asString().equals(type)) {
                return message;
            }
        }
    }

    /** As many as there are places come, and go; meanwhile all that they say is heard. */
    void comeAndGo() {
        List<CompletableFuture<Void>> visits = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Random own = new Random(random.nextLong());
            visits.add(CompletableFuture.runAsync(() -> visit(own), threads));
        }
        CompletableFuture.allOf(visits.toArray(CompletableFuture[]::new)).join();
        hear();
    }

    private void visit(Random own) {
        int visitor = came.incrementAndGet();
        try (SocketClient client = SocketClient.json(port)) {
            enter(client, "Visita " + letters(visitor));
            for (int i = own.nextInt(SAYINGS_MAX); i >= 0; i--) {
                String cid = visitor + ":" + i;
                say(client, "{'type':'send','room':'%s','cid':'%s','text':'%s'}".formatted(ROOM, cid, cid));
                acked.put(cid, next(client, "ack").path("seq").asLong());
            }
            switch (own.nextInt(4)) {
                case 0 -> client.abort();
                case 1 -> client.frame(SocketClient.TEXT_FRAGMENT, "{\"type\":").abort();
                case 2 -> client.bytes(new byte[] {(byte) SocketClient.TEXT});
                default -> client.bytes(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
            }
        } catch (UncheckedIOException | AssertionError gone) {
            // The line, as lines do; what was acknowledged before counts.
            lost.incrementAndGet();
        }
    }

    /** A name of letters, another for each. */
    private static String letters(int number) {
        return number < 26 ? "" + (char) ('a' + number) : letters(number / 26 - 1) + (char) ('a' + number % 26);
    }

    /** The one who stays says something, and hears all until that: each event once, in order, and all that was acknowledged. */
    void hear() {
        String cid = "fica:" + heard;
        say(staying, "{'type':'send','room':'%s','cid':'%s','text':'%s'}".formatted(ROOM, cid, cid));
        boolean own = false;
        while (!own) {
            JsonNode posted = next(staying, "posted");
            long seq = posted.path("seq").asLong();
            assertThat(seq).as("after " + heard).isEqualTo(heard + 1);
            heard = seq;
            heardSince.put(seq, posted.path("text").asString());
            own = posted.path("text").asString().equals(cid);
        }
        acked.forEach((said, seq) -> assertThat(heardSince).as("acknowledged").containsEntry(seq, said));
        acked.clear();
        heardSince.clear();
    }

    @Override
    public String toString() {
        return came + " came, " + lost + " lost their line, " + heard + " events";
    }

    @Override
    public void close() {
        threads.shutdownNow();
        staying.close();
    }
}
