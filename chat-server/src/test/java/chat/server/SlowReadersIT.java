package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.protocol.CloseCode;
import chat.protocol.ProtocolLimits;
import chat.server.config.ServerConfig;
import chat.server.config.StoreChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Some readers stall: they cost a bounded amount, slow nobody, and miss nothing. */
class SlowReadersIT {
    /** 32 KB on the wire, the longest there is: the system's own buffers are to be filled quickly. */
    private static final String LONG = "🙂".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX);

    /** The system holds 4 MiB of a connection at most, the server 64 KiB and a broadcast. */
    private static final int LONG_UNTIL_SLOW = 300;

    private final List<AutoCloseable> open = new ArrayList<>();
    private long posted;

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private TestServer server(UnaryOperator<ServerConfig> change) {
        return opened(TestServer.start(
                config -> change.apply(config.withSessions(sessions -> sessions.withRateLimit(false)))));
    }

    /** In the lobby and live; the socket is not read any more. */
    private static void enter(TextSocket socket, String name) {
        JsonClient client = new JsonClient(socket);
        client.hello(name);
        client.join("lobby");
        client.next("live");
    }

    private RoomReader reader(TestServer server, String name) {
        SocketClient socket = SocketClient.json(server);
        enter(socket, name);
        return opened(new RoomReader(socket));
    }

    private SocketClient stalled(TestServer server, String name) {
        SocketClient socket = opened(SocketClient.json(server));
        enter(socket, name);
        return socket;
    }

    private void post(JsonClient writer, String text, int times) {
        for (int i = 0; i < times; i++) {
            posted++;
            assertThat(writer.send("lobby", "c" + posted, text).path("seq").asLong())
                    .isEqualTo(posted);
        }
    }

    /**
     * Posts what fits into no buffers, after which whoever does not read is behind: so many at least. That many were slow
     * may be seen long before, but then it may have been others, for a moment.
     */
    private void postUntilSlow(TestServer server, JsonClient writer, int members) {
        post(writer, LONG, LONG_UNTIL_SLOW);
        assertThat(server.metrics().slowReaders.sum()).isGreaterThanOrEqualTo(members);
    }

    /** Reads what was posted up to and with {@code last}; everything else is passed over. */
    private static List<Long> readUntil(TextSocket socket, long last) {
        List<Long> seqs = new ArrayList<>();
        while (seqs.isEmpty() || seqs.get(seqs.size() - 1) < last) {
            long seq = RoomReader.seqOf(socket.next());
            if (seq > 0) {
                seqs.add(seq);
            }
        }
        return seqs;
    }

    private static List<Long> each(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void stalledReadersSlowNobodyGetNothingMoreAndCatchUpWhenTheyWake() {
        TestServer server = server(config -> config);
        List<RoomReader> readers = IntStream.rangeClosed(1, 18)
                .mapToObj(i -> reader(server, "Reader " + i))
                .toList();
        SocketClient sleeper = stalled(server, "Dora");
        SocketClient dozer = stalled(server, "Eva");
        JsonClient writer = opened(JsonClient.in(server.ws(), "lobby", "Ana"));

        postUntilSlow(server, writer, 2);
        readers.forEach(reader -> reader.assertHasRead(1, posted));

        // Nothing is written any more to those who do not read, so whatever they cost, it has stopped growing.
        long before = server.metrics().deliveries.sum();
        int live = readers.size() + 1;
        post(writer, "curto", 40);
        readers.forEach(reader -> reader.assertHasRead(1, posted));
        await().atMost(TextSocket.DEADLINE)
                .until(() -> server.metrics().deliveries.sum() >= before + 40L * live);
        int underWayBefore = live + 2;
        assertThat(server.metrics().deliveries.sum()).isLessThanOrEqualTo(before + 40L * live + underWayBefore);

        // One wakes when all is quiet, the other while more is posted.
        assertThat(readUntil(sleeper, posted)).isEqualTo(each(1, posted));
        Thread more = new Thread(() -> post(writer, "mais", 200));
        long last = posted + 200;
        more.start();
        assertThat(readUntil(dozer, last)).isEqualTo(each(1, last));
        readers.forEach(reader -> reader.assertHasRead(1, last));
        assertThat(readUntil(sleeper, last)).startsWith(last - 199).hasSize(200);
        assertThat(server.metrics().closes.sum(CloseCode.SLOW_READER)).isZero();
    }

    @Test
    void whoStaysBehindIsClosedAndComesBackToEverythingMissed() {
        TestServer server = server(config -> config.withRooms(rooms -> rooms.withCatchUpMillisMax(3_000)));
        RoomReader reader = reader(server, "Bia");
        SocketClient sleeper = stalled(server, "Dora");
        JsonClient writer = opened(JsonClient.in(server.ws(), "lobby", "Ana"));

        postUntilSlow(server, writer, 1);
        await().atMost(TextSocket.DEADLINE).until(() -> server.metrics().closes.sum(CloseCode.SLOW_READER) == 1);
        post(writer, "enquanto isso", 30);

        List<Long> seen = readToTheEnd(sleeper, 4201);
        assertThat(seen).isNotEmpty().isEqualTo(each(1, seen.size()));
        JsonClient back = opened(JsonClient.connect(server.ws()));
        back.hello("Dora-2");
        back.say("{'type':'join','room':'lobby','after':%d}".formatted(seen.size()));
        assertThat(back.next("joined").path("seq").asLong()).isEqualTo(posted);
        for (long seq = seen.size() + 1L; seq <= posted; seq++) {
            assertThat(back.any().path("seq").asLong()).isEqualTo(seq);
        }
        assertThat(back.any().path("type").asString()).isEqualTo("live");
        reader.assertHasRead(1, posted);
    }

    @Test
    void whoIsBehindWhatTheLogKeepsIsClosedAndStartsAnew() {
        TestServer server = server(config ->
                config.withStore(new StoreChoice.Memory()).withMemoryStore(store -> store.withRoomEventsMax(10)));
        RoomReader reader = reader(server, "Bia");
        SocketClient sleeper = stalled(server, "Dora");
        JsonClient writer = opened(JsonClient.in(server.ws(), "lobby", "Ana"));

        postUntilSlow(server, writer, 1);
        // More than the room keeps in memory beside the store.
        post(writer, "perdido", 400);

        List<Long> seen = readToTheEnd(sleeper, 4201);
        assertThat(seen).isNotEmpty().isEqualTo(each(1, seen.size()));
        JsonClient back = opened(JsonClient.connect(server.ws()));
        back.hello("Dora-2");
        back.say("{'type':'join','room':'lobby','after':%d}".formatted(seen.size()));
        JsonNode reset = back.any();
        assertThat(reset.path("type").asString()).isEqualTo("reset");
        assertThat(reset.path("seq").asLong()).isEqualTo(posted);
        List<Long> page = new ArrayList<>();
        reset.path("events").forEach(event -> page.add(event.path("seq").asLong()));
        assertThat(page).isEqualTo(each(posted - 9, posted));
        assertThat(back.any().path("type").asString()).isEqualTo("live");
        post(writer, "novo", 1);
        assertThat(back.any().path("seq").asLong()).isEqualTo(posted);
        reader.assertHasRead(1, posted);
    }

    @Test
    void aPlainReaderThatStallsCatchesUpToo() {
        TestServer server = server(config -> config);
        SocketClient sleeper = opened(SocketClient.plain(server, "/ws"));
        JsonClient writer = opened(JsonClient.in(server.ws(), "lobby", "Ana"));

        postUntilSlow(server, writer, 1);
        long longOnes = posted;
        for (int i = 1; i <= 300; i++) {
            writer.send("lobby", "n" + i, "linha " + i);
        }
        for (int i = 1; i <= longOnes; i++) {
            assertThat(sleeper.next()).isEqualTo(LONG);
        }
        for (int i = 1; i <= 300; i++) {
            assertThat(sleeper.next()).isEqualTo("linha " + i);
        }
    }

    /** Reads what was posted until the server closes, which it must do with this code, and say before. */
    private static List<Long> readToTheEnd(SocketClient socket, int code) {
        List<Long> seqs = new ArrayList<>();
        String message = socket.next();
        while (!message.startsWith("{\"type\":\"closing\"")) {
            long seq = RoomReader.seqOf(message);
            if (seq > 0) {
                seqs.add(seq);
            }
            message = socket.next();
        }
        assertThat(message).contains("\"code\":" + code);
        assertThat(socket.closeCode()).isEqualTo(code);
        return seqs;
    }
}
