package chat.server;

import java.net.URI;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@code chat.v1} client that reads in order and skips what a test does not ask for. */
final class JsonClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final TextSocket socket;

    JsonClient(TextSocket socket) {
        this.socket = socket;
    }

    static JsonClient connect(URI server) {
        return new JsonClient(WsClient.json(server));
    }

    /** Connected, greeted and in the room, live. */
    static JsonClient in(URI server, String room, String name) {
        JsonClient client = connect(server);
        client.hello(name);
        client.join(room);
        client.next("live");
        return client;
    }

    JsonNode hello(String name) {
        say("{'type':'hello','id':1,'name':'%s'}".formatted(name));
        return next("welcome");
    }

    JsonNode join(String room) {
        say("{'type':'join','id':2,'room':'%s'}".formatted(room));
        return next("joined");
    }

    /** Sends a text and waits for its ack. */
    JsonNode send(String room, String cid, String text) {
        say("{'type':'send','id':3,'room':'%s','cid':'%s','text':'%s'}".formatted(room, cid, text));
        return next(message -> message.path("type").asString().equals("ack")
                && message.path("cid").asString().equals(cid));
    }

    /** Says a message; single quotes stand for double ones. */
    JsonClient say(String json) {
        socket.send(json.replace('\'', '"'));
        return this;
    }

    /** Says this and nothing else. */
    JsonClient sayExactly(String text) {
        socket.send(text);
        return this;
    }

    /** The next message of this type; others are skipped. */
    JsonNode next(String type) {
        return next(message -> message.path("type").asString().equals(type));
    }

    JsonNode next(Predicate<JsonNode> wanted) {
        while (true) {
            JsonNode message = JSON.readTree(socket.next());
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** The very next message; a heartbeat, which may come any time, is none. */
    JsonNode any() {
        return next(message -> !message.path("type").asString().equals("ping"));
    }

    int closeCode() {
        return socket.closeCode();
    }

    void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
