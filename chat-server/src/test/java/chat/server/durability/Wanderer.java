package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.SocketClient;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that loses its connection at any point and comes back as the protocol says: with its token, the last position of
 * each room, and once more whatever was not acknowledged. It remembers all that it was told, and fails on whatever the protocol
 * does not allow. Used by one thread at a time.
 */
final class Wanderer implements Witness {
    private static final JsonMapper JSON = new JsonMapper();

    /** What a connection may end with: nothing, a restart, silence, too slow a reader. */
    private static final List<Integer> COME_BACK = List.of(-1, 1012, 4200, 4201);

    private static final int UNACKED_MAX = 6;
    private static final long BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The line is gone; not a failure. */
    private static final class Disconnected extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final RestartedServer server;
    private final int number;
    private final int disconnectOdds;
    private final Random random;
    private final Vocabulary vocabulary;

    private final Map<String, RoomView> views = new TreeMap<>();
    private final Map<String, Said> said = new LinkedHashMap<>();
    private final Map<String, Said> unacked = new LinkedHashMap<>();
    private final Map<String, Ack> acked = new LinkedHashMap<>();
    private final Map<String, Said> refused = new LinkedHashMap<>();
    private final Map<String, Integer> errors = new ConcurrentSkipListMap<>();

    private Optional<SocketClient> socket = Optional.empty();
    private Optional<JsonNode> welcome = Optional.empty();
    private int connections;

    /**
     * Not connected yet.
     *
     * @param disconnectOdds one in so many things it does loses its connection
     */
    Wanderer(RestartedServer server, int number, List<String> rooms, int disconnectOdds, long seed) {
        this.server = server;
        this.number = number;
        this.disconnectOdds = disconnectOdds;
        this.random = new Random(seed * 1_000_003 + number);
        this.vocabulary = new Vocabulary(random);
        rooms.forEach(room -> views.put(room, new RoomView()));
    }

    /** Talks as long as it may, then goes on until all it said is acknowledged or refused. */
    Void talk(BooleanSupplier mayTalk) {
        whileConnected(() -> mayTalk.getAsBoolean() || !unacked.isEmpty(), () -> {
            if (mayTalk.getAsBoolean()
                    && unacked.size() < UNACKED_MAX
                    && (unacked.isEmpty() || random.nextInt(3) == 0)) {
                speak();
            } else {
                take(hear());
            }
        });
        return null;
    }

    /** Reads until it has its rooms up to these events. */
    Void readUpTo(Map<String, Long> heads) {
        whileConnected(
                () -> views.entrySet().stream()
                        .anyMatch(view -> view.getValue().size() < heads.getOrDefault(view.getKey(), 0L)),
                () -> take(hear()));
        return null;
    }

    private interface Doing {
        void once() throws Disconnected;
    }

    private void whileConnected(BooleanSupplier wanted, Doing doing) {
        while (wanted.getAsBoolean()) {
            try {
                if (socket.isEmpty()) {
                    comeIn();
                }
                while (wanted.getAsBoolean()) {
                    doing.once();
                }
            } catch (Disconnected e) {
                socket.ifPresent(SocketClient::close);
                socket = Optional.empty();
            }
        }
    }

    private void comeIn() throws Disconnected {
        connections++;
        try {
            socket = Optional.of(SocketClient.json(server.port(), Patience.OF_A_CLIENT));
        } catch (UncheckedIOException e) {
            requireNoTimeout(e);
            throw new Disconnected();
        }
        say(
                welcome.isEmpty()
                        ? "{'type':'hello','name':'Wanderer %s-%d'}".formatted(letters(number), connections)
                        : "{'type':'hello','token':'%s'}"
                                .formatted(welcome.get().path("token").asString()));
        JsonNode answer = hear();
        assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("welcome");
        welcome.ifPresent(before -> {
            assertThat(answer.path("user").path("id"))
                    .isEqualTo(before.path("user").path("id"));
            assertThat(answer.path("epoch")).isEqualTo(before.path("epoch"));
        });
        welcome = Optional.of(answer);
        server.step();
        for (Map.Entry<String, RoomView> view : views.entrySet()) {
            say("{'type':'join','room':'%s','after':%d,'epoch':'%s'}"
                    .formatted(
                            view.getKey(),
                            view.getValue().size(),
                            answer.path("epoch").asString()));
        }
        for (Said again : new ArrayList<>(unacked.values())) {
            sayExactly(again.json());
        }
    }

    private static String letters(int number) {
        return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    }

    private void speak() throws Disconnected {
        List<String> rooms = List.copyOf(views.keySet());
        String room = rooms.get(random.nextInt(rooms.size()));
        String cid = number + ":" + (said.size() + 1);
        Said what = vocabulary.next(cid, room, views.get(room), ownPosts(room));
        said.put(cid, what);
        unacked.put(cid, what);
        sayExactly(what.json());
    }

    /** Where its own messages of a room are, as far as it knows. */
    private List<Long> ownPosts(String room) {
        return acked.entrySet().stream()
                .filter(ack -> said.get(ack.getKey()).room().equals(room))
                .filter(ack -> said.get(ack.getKey()).type().equals(Said.SEND))
                .map(ack -> ack.getValue().seq())
                .filter(seq -> seq <= views.get(room).size())
                .toList();
    }

    private void take(JsonNode message) throws Disconnected {
        String type = message.path("type").asString();
        switch (type) {
            case "posted", "edited", "deleted", "reacted", "pinned", "topicChanged" ->
                views.get(message.path("room").asString()).take(message);
            case "ack" -> acknowledged(message);
            case "error" -> failed(message);
            case "joined" ->
                assertThat(views.get(message.path("room").asString()).size())
                        .isLessThanOrEqualTo(message.path("seq").asInt());
            case "live", "entered", "left", "members", "presence" -> {}
            default -> throw new AssertionError(message + " (expected: nothing like that)");
        }
    }

    private void acknowledged(JsonNode message) {
        String cid = message.path("cid").asString();
        Ack ack = new Ack(message.path("seq").asLong(), message.path("at").asLong());
        Ack before = acked.put(cid, ack);
        assertThat(before).as("ack of " + cid).isIn(null, ack);
        assertThat(refused).doesNotContainKey(cid);
        unacked.remove(cid);
        server.step();
    }

    private void failed(JsonNode message) throws Disconnected {
        String cid = message.path("cid").asString("");
        String code = message.path("code").asString();
        errors.merge(code, 1, Integer::sum);
        Said what = Optional.ofNullable(said.get(cid)).orElseThrow(() -> new AssertionError(message.toString()));
        switch (code) {
            case "noSuchMessage" -> {
                assertThat(acked).doesNotContainKey(cid);
                refused.put(cid, what);
                unacked.remove(cid);
            }
            case "tooManyPins", "tooManyReactions" -> unacked.remove(cid);
            case "overloaded", "internal", "unwritable" -> {
                LockSupport.parkNanos(BACK_OFF_NANOS);
                sayExactly(what.json());
            }
            default -> throw new AssertionError(message + " (expected: no such error)");
        }
    }

    private void say(String json) throws Disconnected {
        sayExactly(json.replace('\'', '"'));
    }

    private void sayExactly(String json) throws Disconnected {
        mayDisconnect();
        try {
            socket.orElseThrow().send(json);
        } catch (UncheckedIOException e) {
            throw new Disconnected();
        }
        mayDisconnect();
    }

    /** The next message; what was closed by the server without a fault of ours is a lost connection. */
    private JsonNode hear() throws Disconnected {
        mayDisconnect();
        SocketClient line = socket.orElseThrow();
        while (true) {
            String text;
            try {
                text = line.next();
            } catch (UncheckedIOException e) {
                requireNoTimeout(e);
                throw new Disconnected();
            } catch (AssertionError closed) {
                assertThat(line.closeCode()).as("close code").isIn(COME_BACK);
                throw new Disconnected();
            }
            JsonNode message = JSON.readTree(text);
            switch (message.path("type").asString()) {
                case "ping" -> {}
                case "closing" -> {
                    assertThat(message.path("code").asInt()).as(text).isIn(COME_BACK);
                    throw new Disconnected();
                }
                default -> {
                    return message;
                }
            }
        }
    }

    /** Whoever waits for what never comes has found a fault, even if it would come after a resume. */
    private void requireNoTimeout(UncheckedIOException e) {
        if (e.getCause() instanceof SocketTimeoutException) {
            throw new AssertionError("client " + number + " hears nothing; unacknowledged: " + unacked, e);
        }
    }

    private void mayDisconnect() throws Disconnected {
        if (random.nextInt(disconnectOdds) > 0) {
            return;
        }
        SocketClient line = socket.orElseThrow();
        try {
            switch (random.nextInt(4)) {
                case 0 -> line.close();
                case 1 -> line.frame(SocketClient.TEXT_FRAGMENT, "{\"type\":").close();
                case 2 -> line.bytes(new byte[] {(byte) SocketClient.TEXT}).abort();
                default -> line.abort();
            }
        } catch (UncheckedIOException gone) {
            // That is what was wanted.
        }
        throw new Disconnected();
    }

    @Override
    public String user() {
        return welcome.orElseThrow().path("user").path("id").asString();
    }

    @Override
    public Map<String, RoomView> views() {
        return views;
    }

    @Override
    public Map<String, Said> said() {
        return said;
    }

    @Override
    public Map<String, Ack> acked() {
        return acked;
    }

    @Override
    public Map<String, Said> refused() {
        return refused;
    }

    /** How often it heard which error. Any thread. */
    Map<String, Integer> errors() {
        return errors;
    }

    /** How often it came in. */
    int connections() {
        return connections;
    }

    void close() {
        socket.ifPresent(SocketClient::close);
        socket = Optional.empty();
    }
}
