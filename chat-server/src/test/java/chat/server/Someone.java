package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody with a {@code chat.v1} client on a plain socket, who asks one thing at a time and remembers what else was told
 * meanwhile.
 */
final class Someone implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final TextSocket socket;
    private final List<JsonNode> heard = new ArrayList<>();
    private String id = "";
    private String token = "";
    private int questions;

    private Someone(TextSocket socket) {
        this.socket = socket;
    }

    /** A guest of this name. */
    static Someone guest(TestServer server, String name) {
        return greeting(SocketClient.json(server), "\"name\":\"" + name + "\"");
    }

    /** A guest who comes from an address of this machine, 127.0.0.2 say. */
    static Someone guest(TestServer server, String name, String from) {
        return greeting(SocketClient.json(server, from), "\"name\":\"" + name + "\"");
    }

    /** One more connection of somebody. */
    Someone again(TestServer server) {
        return greeting(SocketClient.json(server), "\"token\":\"" + token + "\"");
    }

    private static Someone greeting(TextSocket socket, String who) {
        Someone someone = new Someone(socket);
        JsonNode welcome = someone.ask("{'type':'hello'," + who.replace('"', '\'') + "}");
        assertThat(welcome.path("type").asString()).isEqualTo("welcome");
        someone.id = welcome.path("user").path("id").asString();
        someone.token = welcome.path("token").asString();
        return someone;
    }

    /** The user's id. */
    String id() {
        return id;
    }

    /** What shows who it is. */
    String token() {
        return token;
    }

    /** Says something under a number of its own and waits for the answer to it. Single quotes stand for double ones. */
    JsonNode ask(String json) {
        int number = ++questions;
        say(json.replaceFirst("\\{", "{'id':" + number + ","));
        while (true) {
            JsonNode message = read();
            if (message.path("id").asInt() == number) {
                return message;
            }
            heard.add(message);
        }
    }

    /** The code of the error that this is answered with, or the type of the answer. */
    String tryTo(String json) {
        JsonNode answer = ask(json);
        String type = answer.path("type").asString();
        return type.equals("error") ? answer.path("code").asString() : type;
    }

    void say(String json) {
        socket.send(json.replace('\'', '"'));
    }

    /** The next message of this type that was not taken yet, waited for if need be. */
    JsonNode next(String type) {
        return next(message -> message.path("type").asString().equals(type));
    }

    /** The next such message that was not taken yet, waited for if need be. */
    JsonNode next(Predicate<JsonNode> wanted) {
        for (JsonNode message : heard) {
            if (wanted.test(message)) {
                heard.remove(message);
                return message;
            }
        }
        while (true) {
            JsonNode message = read();
            if (wanted.test(message)) {
                return message;
            }
            heard.add(message);
        }
    }

    /** What was told and not taken; all that was said before is answered by now. */
    List<JsonNode> news() {
        ask("{'type':'rooms','limit':1}");
        List<JsonNode> news = List.copyOf(heard);
        heard.clear();
        return news;
    }

    /** What came before the message that was taken last, and was not taken, does not count. */
    void forget() {
        heard.clear();
    }

    /** The types of {@link #news}. */
    List<String> newsTypes() {
        return news().stream().map(message -> message.path("type").asString()).toList();
    }

    private JsonNode read() {
        while (true) {
            JsonNode message = JSON.readTree(socket.next());
            if (!message.path("type").asString().equals("ping")) {
                return message;
            }
        }
    }

    int closeCode() {
        return socket.closeCode();
    }

    @Override
    public void close() {
        socket.close();
    }
}
