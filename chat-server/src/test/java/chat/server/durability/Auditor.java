package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.SocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who comes in only to read whole logs. */
final class Auditor implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 300;

    private final SocketClient socket;

    /** Comes in; each under a number of its own, because names are kept for a while. */
    Auditor(int port, int number) {
        socket = SocketClient.json(port);
        say("{'type':'hello','name':'Auditor %d'}".formatted(number));
        next("welcome");
    }

    /** The newest event of every room. */
    Map<String, Long> heads() {
        Map<String, Long> heads = new TreeMap<>();
        say("{'type':'rooms'}");
        next("rooms")
                .path("rooms")
                .forEach(room ->
                        heads.put(room.path("room").asString(), room.path("seq").asLong()));
        return heads;
    }

    /** A room's log from its first event to its newest, page by page. */
    List<JsonNode> log(String room) {
        List<JsonNode> log = new ArrayList<>();
        say("{'type':'join','room':'%s'}".formatted(room));
        long head = next("joined").path("seq").asLong();
        next("live");
        boolean more = head > 0;
        while (more) {
            say("{'type':'history','room':'%s','after':%d,'limit':%d}".formatted(room, log.size(), PAGE));
            JsonNode page = next("history");
            assertThat(page.path("first").asLong()).isEqualTo(1);
            page.path("events").forEach(log::add);
            more = page.path("more").asBoolean();
        }
        assertThat(log).as("log of " + room).hasSize((int) head);
        return log;
    }

    /**
     * Joins behind {@code after}, and with what comes until live must know what the log knows; messages may come as they
     * were, with their changes behind them.
     */
    void requireResume(String room, int after, List<JsonNode> log) {
        RoomView resumed = new RoomView();
        log.subList(0, after).forEach(resumed::take);
        say("{'type':'join','room':'%s','after':%d}".formatted(room, after));
        assertThat(next("joined").path("seq").asInt()).isEqualTo(log.size());
        JsonNode message = next();
        while (!message.path("type").asString().equals("live")) {
            if (message.has("seq")) {
                resumed.take(message);
            }
            message = next();
        }
        RoomView whole = new RoomView();
        log.forEach(whole::take);
        LogCheck.requireSame(room + " behind " + after, resumed.lines(), whole.lines());
    }

    /** The topic that who joins is told. */
    String topic(String room) {
        say("{'type':'join','room':'%s'}".formatted(room));
        return next("joined").path("topic").asString("");
    }

    /** The messages on the board are those that the log has pinned. */
    void requirePins(String room, List<JsonNode> log) {
        say("{'type':'pins','room':'%s'}".formatted(room));
        List<JsonNode> pins = new ArrayList<>();
        next("pins").path("events").forEach(pins::add);
        List<JsonNode> expected = log.stream()
                .filter(event -> RoomView.isPost(event) && event.path("pinned").asBoolean(false))
                .toList();
        LogCheck.requireSame("pins of " + room, RoomView.linesAsTold(pins), RoomView.linesAsTold(expected));
    }

    /** Looking for the word that only this text had finds the message that has it now, or none. */
    void requireFound(Said text, List<JsonNode> log) {
        String word = Vocabulary.wordOf(text.cid());
        say("{'type':'search','query':'%s'}".formatted(word));
        List<JsonNode> hits = new ArrayList<>();
        next("found").path("hits").forEach(hit -> hits.add(hit.path("event")));
        List<JsonNode> expected = log.stream()
                .filter(event -> RoomView.isPost(event)
                        && List.of(event.path("text").asString().split(" ")).contains(word))
                .toList();
        LogCheck.requireSame("search for " + word, RoomView.linesAsTold(hits), RoomView.linesAsTold(expected));
    }

    private void say(String json) {
        socket.send(json.replace('\'', '"'));
    }

    private JsonNode next() {
        return JSON.readTree(socket.next());
    }

    private JsonNode next(String type) {
        while (true) {
            JsonNode message = next();
            assertThat(message.path("type").asString()).as(message.toString()).isNotIn("error", "reset");
            if (message.path("type").asString().equals(type)) {
                return message;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
