package chat.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.protocol.CloseCode;
import chat.server.room.StepLoops;
import chat.server.room.Told;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One client of the server: what it says, and what it gets to hear. */
final class TestClient {
    final RecordingConnection connection;
    private final StepLoops loops;
    private final EventLoop loop;
    private int heard;

    TestClient(StepLoops loops, EventLoop loop, RecordingConnection connection) {
        this.loops = loops;
        this.loop = loop;
        this.connection = connection;
    }

    /** Says a line, or JSON written with single quotes; then everything runs that can run. */
    TestClient say(String text) {
        sayOnly(text);
        loops.run();
        return this;
    }

    /** Says something; nothing else runs. */
    void sayOnly(String text) {
        String said = text.startsWith("{") ? text.replace('\'', '"') : text;
        loops.on(loop, () -> connection.receive(said.getBytes(UTF_8)));
    }

    /** Does something to its session, as transport would. */
    TestClient with(Consumer<Session> call) {
        loops.on(loop, () -> call.accept(connection.session()));
        loops.run();
        return this;
    }

    TestClient tick() {
        return with(session -> session.onTick(loops.nanoTime()));
    }

    /** Everything heard since the last call, in few words. */
    List<String> news() {
        List<String> news = new ArrayList<>();
        newsInFull().forEach(text -> news.add(Told.shortly(text)));
        return news;
    }

    /** Everything heard since the last call. */
    List<String> newsInFull() {
        List<String> all = connection.outlet.sent();
        List<String> news = all.subList(heard, all.size());
        heard = all.size();
        return news;
    }

    /** The one thing heard since the last call. */
    JsonNode answer() {
        List<String> news = newsInFull();
        if (news.size() != 1) {
            throw new AssertionError("news: " + news + " (expected: one answer)");
        }
        return Told.json(news.get(0));
    }

    /** The newest answer of this type. */
    JsonNode last(String type) {
        List<String> all = connection.outlet.sent();
        for (int i = all.size() - 1; i >= 0; i--) {
            JsonNode json = Told.json(all.get(i));
            if (json.get("type").asString().equals(type)) {
                return json;
            }
        }
        throw new AssertionError("heard: " + all + " (expected: " + type + ")");
    }

    List<CloseCode> closes() {
        return connection.closes;
    }
}
