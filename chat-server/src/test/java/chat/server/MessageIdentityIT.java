package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A message is stored once and has one place, whoever says it how often, and whoever reads it. */
class MessageIdentityIT {
    private static final int WRITERS = 100;
    private static final int EACH = 4;

    private final TestServer server =
            TestServer.start(config -> config.withSessions(sessions -> sessions.withRateLimit(false)));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        server.close();
    }

    private <T> List<T> inParallel(List<? extends Callable<T>> tasks) throws Exception {
        List<Future<T>> running = new ArrayList<>();
        tasks.forEach(task -> running.add(threads.submit(task)));
        List<T> results = new ArrayList<>();
        for (Future<T> result : running) {
            results.add(inTime(result));
        }
        return results;
    }

    private static <T> T inTime(Future<T> result) throws Exception {
        try {
            return result.get(2 * TextSocket.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private JsonClient comeBack(String token) {
        JsonClient client = new JsonClient(SocketClient.json(server));
        client.say("{'type':'hello','token':'" + token + "'}");
        client.next("welcome");
        client.join("lobby");
        client.next("live");
        return client;
    }

    @Test
    void theSameCidTenTimesOverThreeConnectionsAndAReconnectIsOneMessage() throws Exception {
        String token;
        try (JsonClient first = new JsonClient(SocketClient.json(server))) {
            token = first.hello("Ana").path("token").asString();
        }
        List<JsonClient> tabs = new ArrayList<>(List.of(comeBack(token), comeBack(token), comeBack(token)));
        for (int round = 1; round <= 20; round++) {
            String cid = "c" + round;
            CyclicBarrier start = new CyclicBarrier(tabs.size());
            List<Callable<List<JsonNode>>> sends = new ArrayList<>();
            for (int tab = 0; tab < tabs.size(); tab++) {
                JsonClient client = tabs.get(tab);
                int times = tab == 0 ? 4 : 3;
                sends.add(() -> sendTimes(client, cid, times, start));
            }
            List<JsonNode> acks =
                    inParallel(sends).stream().flatMap(List::stream).toList();

            assertThat(acks).hasSize(10);
            assertThat(acks)
                    .filteredOn(ack -> !ack.path("duplicate").asBoolean())
                    .hasSize(1);
            int tab = round % tabs.size();
            tabs.get(tab).abort();
            tabs.set(tab, comeBack(token));
            JsonNode again = tabs.get(tab).send("lobby", cid, "olá");
            assertThat(again.path("duplicate").asBoolean()).isTrue();
            assertThat(acks)
                    .allMatch(
                            ack -> ack.path("seq").asLong() == again.path("seq").asLong());
            assertThat(acks)
                    .allMatch(ack -> ack.path("at").asLong() == again.path("at").asLong());
            assertThat(again.path("seq").asLong()).isEqualTo(round);
        }
        tabs.get(0).say("{'type':'history','room':'lobby'}");
        assertThat(tabs.get(0).next("history").path("events")).hasSize(20);
        tabs.forEach(JsonClient::close);
    }

    /** Says the same so many times without waiting, then waits for all the acks. */
    private static List<JsonNode> sendTimes(JsonClient client, String cid, int times, CyclicBarrier start)
            throws Exception {
        start.await();
        for (int i = 0; i < times; i++) {
            client.say("{'type':'send','room':'lobby','cid':'%s','text':'olá'}".formatted(cid));
        }
        List<JsonNode> acks = new ArrayList<>();
        while (acks.size() < times) {
            acks.add(client.next("ack"));
        }
        return acks;
    }

    /** What one client saw: the cid at each place of the log, and the place of each of its own. */
    private record View(List<String> cids, Map<String, Long> acked) {}

    @Test
    void aHundredWritersSeeTheSameOrderWithoutAGap() throws Exception {
        List<JsonClient> clients = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            JsonClient client = new JsonClient(SocketClient.json(server));
            client.hello("Writer " + (char) ('a' + i / 26) + (char) ('a' + i % 26));
            client.join("lobby");
            client.next("live");
            clients.add(client);
        }
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<Callable<View>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            JsonClient client = clients.get(i);
            String prefix = "w" + i + ":";
            writers.add(() -> writeAndRead(client, prefix, start));
        }
        List<View> views = inParallel(writers);

        List<String> order = views.get(0).cids;
        assertThat(order).doesNotHaveDuplicates().hasSize(WRITERS * EACH);
        for (View view : views) {
            assertThat(view.cids).isEqualTo(order);
            view.acked.forEach(
                    (cid, seq) -> assertThat(order.get((int) (seq - 1))).isEqualTo(cid));
            assertThat(view.acked).hasSize(EACH);
        }
        clients.forEach(JsonClient::close);
    }

    private static View writeAndRead(JsonClient client, String prefix, CyclicBarrier start) throws Exception {
        View view = new View(new ArrayList<>(), new HashMap<>());
        start.await();
        for (int i = 0; i < EACH; i++) {
            client.say("{'type':'send','room':'lobby','cid':'%s%d','text':'olá'}".formatted(prefix, i));
        }
        while (view.cids.size() < WRITERS * EACH || view.acked.size() < EACH) {
            JsonNode message = client.any();
            String cid = message.path("cid").asString("");
            long seq = message.path("seq").asLong();
            if (message.path("type").asString().equals("ack")) {
                view.acked.put(cid, seq);
            } else if (message.path("type").asString().equals("posted")) {
                view.cids.add(cid);
                assertThat(seq).isEqualTo(view.cids.size());
            }
        }
        return view;
    }
}
